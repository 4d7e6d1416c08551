// The whole proof of a path, step by step.
//
// RUN: %tidy %s -- %flags 2>/dev/null | grep -v '^ *[0-9]* |' | %check
#include <cstdio>
#include <cstdlib>

int early(const char *name, int n) {
  std::FILE *file = std::fopen(name, "r");
  // CHECK: [[#@LINE-1]]:21: warning: stream 'file' is not released on some path: 'fclose' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:21: note: stream 'file' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'file' is not null
  if (!file)
    return -1;
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'n' is less than 3
  if (n < 3)
    return 0;
  // CHECK: [[#@LINE-1]]:5: note: this returns without releasing stream 'file'
  // CHECK: [[#@LINE-2]]:5: note: call 'fclose' on this path, or give stream 'file' an owner that does
  std::fclose(file);
  return 1;
}

void overwritten() {
  int *p = new int;
  // CHECK: [[#@LINE-1]]:12: warning: object 'p' is not released on some path: 'delete' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:12: note: object 'p' is acquired here
  p = new int[2];
  // CHECK: [[#@LINE-1]]:3: note: the last handle of object 'p' is overwritten here
  // CHECK: [[#@LINE-2]]:3: note: call 'delete' on this path, or give object 'p' an owner that does
  delete[] p;
}

class Reader {
  std::FILE *file;

public:
  explicit Reader(const char *name) { file = std::fopen(name, "r"); }
  // CHECK: [[#@LINE-1]]:46: warning: what 'Reader::file' holds is never released: 'fclose' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:46: note: stream 'file' is acquired here
  // CHECK: [[#@LINE-3]]:12: note: no member of 'Reader', and nobody else here, releases 'Reader::file'
  // CHECK: [[#@LINE-4]]:46: note: call 'fclose' in the destructor of 'Reader', or make the field an owner
  bool open() const { return file != nullptr; }
};

int thrown(bool bad) {
  int *p = new int;
  // CHECK: [[#@LINE-1]]:12: warning: object 'p' is not released on some path: 'delete' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:12: note: object 'p' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'bad' is not 0
  if (bad)
    throw 1;
  // CHECK: [[#@LINE-1]]:5: note: this throws without releasing object 'p'
  // CHECK: [[#@LINE-2]]:5: note: call 'delete' on this path, or give object 'p' an owner that does
  int value = *p;
  delete p;
  return value;
}

struct Point {
  int x, y;
};
void print(const Point *);
void show(const Point &);
void onlyRead() {
  Point *p = new Point;
  // CHECK: [[#@LINE-1]]:14: warning: object 'p' is not released on some path: 'delete' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:14: note: object 'p' is acquired here
  print(p);
  show(*p);
  // CHECK: [[#@LINE+2]]:1: note: this returns without releasing object 'p'
  // CHECK: [[#@LINE+1]]:1: note: call 'delete' on this path, or give object 'p' an owner that does
}

int code();
int byCase(bool early) {
  int *p = new int;
  // CHECK: [[#@LINE-1]]:12: warning: object 'p' is not released on some path: 'delete' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:12: note: object 'p' is acquired here
  // CHECK: [[#@LINE+1]]:11: note: this goes to the case of 84
  switch (code()) {
  case 84:
  case 22:
    // CHECK: [[#@LINE+1]]:9: note: this branch is taken when 'early' is not 0
    if (early)
      return 1;
    // CHECK: [[#@LINE-1]]:7: note: this returns without releasing object 'p'
    // CHECK: [[#@LINE-2]]:7: note: call 'delete' on this path, or give object 'p' an owner that does
    break;
  default:
    break;
  }
  delete p;
  return 2;
}

void elements(int n) {
  char **all = static_cast<char **>(std::malloc(80));
  // CHECK: [[#@LINE+5]]:36: warning: memory 'all[...]' is not released on some path: 'free' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE+4]]:36: note: memory 'all[...]' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'all' is not null
  if (!all)
    return;
  *(all + n) = static_cast<char *>(std::malloc(3));
  std::free(all);
  // CHECK: [[#@LINE-1]]:3: note: the memory that holds the last handle of memory 'all[...]' is released here
  // CHECK: [[#@LINE-2]]:3: note: call 'free' on this path, or give memory 'all[...]' an owner that does
}
