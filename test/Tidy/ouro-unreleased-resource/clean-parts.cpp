// Fields that look forgotten, and have their owner.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdlib>
#include <deque>
#include <fcntl.h>
#include <memory>
#include <new>
#include <vector>

struct Text {
  char *data;
  int length;
};
static void emptied(Text &text) { std::free(text.data); }
static void dropped(char *&data) {
  std::free(data);
  data = nullptr;
}
static Text made() { return Text{static_cast<char *>(std::malloc(8)), 8}; }

void by_reference() {
  Text text;
  text.data = static_cast<char *>(std::malloc(8));
  emptied(text);
}
void reference_to_a_handle() {
  char *data = static_cast<char *>(std::malloc(8));
  dropped(data);
}
void binding() {
  auto [data, length] = made();
  std::free(data);
}

struct Owner {
  char *raw;
  Owner() : raw(new char[8]) {}
  ~Owner() { delete[] raw; }
};
struct Outer {
  Owner owner;
  int *own;
  Outer() : own(new int) {}
  ~Outer() { delete own; }
};
struct Implicit {
  Owner owner;
  Implicit() {}
};
struct Base {
  virtual ~Base() = default;
};
struct Derived final : Base {
  int *number;
  Derived() : number(new int) {}
  ~Derived() override { delete number; }
};

void by_destructor() {
  auto *owner = new Owner;
  delete owner;
}
void by_destructors_of_parts() {
  auto *outer = new Outer;
  delete outer;
  auto *implicit = new Implicit;
  delete implicit;
}
void by_virtual_destructor() {
  Base *base = new Derived;
  delete base;
}
void without_memory() {
  if (auto *derived = new (std::nothrow) Derived)
    delete derived;
}
void by_pointer() { std::unique_ptr<Owner> owner(new Owner); }

// What is read through a reference to a handle is the handle.
struct Registry {
  std::deque<Owner *> all;
  std::vector<int> descriptors;
};
void by_container(Registry &registry, const char *name) {
  Owner *owner = new Owner;
  registry.all.push_back(owner);
  int descriptor = ::open(name, O_RDONLY);
  if (descriptor < 0)
    return;
  registry.descriptors.push_back(descriptor);
}
