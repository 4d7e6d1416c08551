// Closures: their bodies are functions, and what they only look at stays where
// it is.
//
// RUN: %tidy %s -- %flags 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdio>
#include <cstdlib>
#include <functional>

void later(std::function<void()>);

void inside() {
  auto count = [](const char *name, bool brief) {
    std::FILE *file = std::fopen(name, "r");
    // CHECK: [[#@LINE-1]]:23: warning: stream 'file' is not released on some path: 'fclose' is missing
    if (!file || brief)
      return 0;
    std::fclose(file);
    return 1;
  };
  count("x", true);
}

void made(bool early) {
  auto open = [](const char *name) { return std::fopen(name, "r"); };
  std::FILE *file = open("x");
  // CHECK: [[#@LINE-1]]:21: warning: stream 'file' is not released on some path: 'fclose' is missing
  if (early)
    return;
  if (file)
    std::fclose(file);
}

void copied(bool early) {
  char *text = static_cast<char *>(std::malloc(3));
  // CHECK: [[#@LINE-1]]:36: warning: memory 'text' is not released on some path: 'free' is missing
  if (!text)
    return;
  auto mark = [text] { text[0] = 'x'; };
  mark();
  if (early)
    return;
  std::free(text);
}

void referred(bool early) {
  std::FILE *file = std::fopen("x", "r");
  // CHECK: [[#@LINE-1]]:21: warning: stream 'file' is not released on some path: 'fclose' is missing
  if (!file)
    return;
  int first = [&] { return std::fgetc(file); }();
  if (early || first < 0)
    return;
  std::fclose(file);
}

// Wherever it goes, it cannot release what it has.
void handedOn() {
  int *number = new int(3);
  // CHECK: [[#@LINE-1]]:17: warning: object 'number' is not released on some path: 'delete' is missing
  later([number] { ++*number; });
}

// Those that can have a new owner.
void released(bool early) {
  char *text = static_cast<char *>(std::malloc(3));
  auto drop = [text] { std::free(text); };
  if (early)
    return drop();
  drop();
}

template <class F> struct AtExit {
  F run;
  ~AtExit() { run(); }
};
template <class F> AtExit(F) -> AtExit<F>;

void atExit(bool early) {
  char *text = static_cast<char *>(std::malloc(3));
  AtExit drop{[&] { std::free(text); }};
  if (early)
    return;
  text[0] = 'x';
}

struct Node {
  char *text;
  Node *next;
};
void keep(Node *);
void keep(char &);

void kept() {
  Node *node = new Node;
  later([node] { keep(node); });
  Node *other = new Node;
  later([other] { keep(other->text[0]); });
  Node *third = new Node;
  later([&third] { third = third->next; });
  int *number = new int;
  auto give = [number]() -> int & { return *number; };
  delete &give();
}
