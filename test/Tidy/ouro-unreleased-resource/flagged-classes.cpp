// Constructors that throw, setters that overwrite.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

struct Table {
  int code[512];
};

class Decoder {
public:
  // CHECK: [[#@LINE+1]]:39: warning: object 'this->table' is not released on some path: 'delete' is missing [ouro-unreleased-resource]
  explicit Decoder(int depth) : table(new Table) {
    if (depth > 9)
      // CHECK: [[#@LINE+1]]:7: note: this throws out of the constructor of 'Decoder', whose destructor does not run: object 'this->table' is not released
      throw std::runtime_error("depth");
  }
  Decoder(const Decoder &) = delete;
  ~Decoder() { delete table; }

private:
  Table *table;
};

// The destructors of members run.
class Safe {
public:
  explicit Safe(int depth) : table(new Table) {
    if (depth > 9)
      throw std::runtime_error("depth");
  }

private:
  std::unique_ptr<Table> table;
};

// What is delegated to was completed, so the destructor runs.
class Delegates {
public:
  explicit Delegates() : table(new Table) {}
  explicit Delegates(int depth) : Delegates() {
    if (depth > 9)
      throw std::runtime_error("depth");
  }
  Delegates(const Delegates &) = delete;
  ~Delegates() { delete table; }

private:
  Table *table;
};

class Name {
public:
  // CHECK: [[#@LINE+1]]:39: warning: memory 'text' is not released on some path: 'free' is missing [ouro-unreleased-resource]
  explicit Name(const char *t) : text(strdup(t)) {}
  Name(const Name &) = delete;
  ~Name() { std::free(text); }
  // CHECK: [[#@LINE+1]]:29: note: the last handle of memory 'text' is overwritten here
  void set(const char *t) { text = strdup(t); }

private:
  char *text;
};

class Resets {
public:
  explicit Resets(const char *t) : text(strdup(t)) {}
  Resets(const Resets &) = delete;
  ~Resets() { std::free(text); }
  void set(const char *t) {
    drop();
    text = strdup(t);
  }

private:
  void drop() { std::free(text); }
  char *text;
};
