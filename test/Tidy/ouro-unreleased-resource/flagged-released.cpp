// What an owner lets go of, and what is exchanged for null, has to be released
// by hand.
//
// RUN: %tidy %s -- %flags 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

struct Box {
  int size = 0;
};
struct Close {
  void operator()(std::FILE *file) const {
    if (file)
      std::fclose(file);
  }
};
struct Recycle {
  void operator()(Box *box) const;
};

int letGo() {
  auto owner = std::make_unique<Box>();
  Box *box = owner.release();
  // CHECK: [[#@LINE-1]]:14: warning: object 'box' is not released on some path: 'delete' is missing
  return box->size;
}

int letManyGo(std::unique_ptr<int[]> owner) {
  int *numbers = owner.release();
  // CHECK: [[#@LINE-1]]:18: warning: array 'numbers' is not released on some path: 'delete[]' is missing
  return numbers[1];
}

int letStreamGo(std::unique_ptr<std::FILE, Close> owner) {
  std::FILE *file = owner.release();
  // CHECK: [[#@LINE-1]]:21: warning: stream 'file' is not released on some path: 'fclose' is missing
  return file ? std::fgetc(file) : 0;
}

int exchanged() {
  Box *box = new Box;
  // CHECK: [[#@LINE-1]]:14: warning: object 'box' is not released on some path: 'delete' is missing
  Box *other = std::exchange(box, nullptr);
  return other->size;
}

void wrongly(std::unique_ptr<int[]> owner) {
  int *numbers = owner.release();
  delete numbers;
  // CHECK: [[#@LINE-1]]:3: warning: array 'numbers' is released as if by 'delete', but needs 'delete[]'
}

void dropped() {
  auto owner = std::make_unique<Box>();
  owner.release();
  // CHECK: [[#@LINE-1]]:3: warning: object from 'unique_ptr::release' is not released on some path: 'delete' is missing
}

// Somebody has it: nothing is wrong.
Box *handedOver(std::unique_ptr<Box> owner) { return owner.release(); }

void kept(std::unique_ptr<Box> owner, Box *&into) {
  into = owner.get();
  owner.release();
}

struct Registry {
  std::vector<Box *> boxes;
};
void pushed(Registry &registry) {
  auto owner = std::make_unique<Box>();
  registry.boxes.push_back(owner.release());
}

void registered(Box *parent) {
  auto owner = std::make_unique<Box>(*parent);
  owner.release();
}

void owned(std::unique_ptr<Box> owner) {
  std::unique_ptr<Box> next(owner.release());
  std::shared_ptr<Box> last(next.release());
}

void recycled(std::unique_ptr<Box, Recycle> owner, std::unique_ptr<std::FILE, int (*)(std::FILE *)> file) {
  Box *box = owner.release();
  box->size = 1;
  std::FILE *stream = file.release();
  if (stream)
    std::fgetc(stream);
}

void exchangedTwice(Box *third) {
  Box *box = new Box;
  delete std::exchange(box, nullptr);
  delete box;
  Box *other = new Box;
  Box *before = std::exchange(other, third);
  delete before;
  delete other;
}
