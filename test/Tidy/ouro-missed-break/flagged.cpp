// Assignments that forget what the destructor does.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <memory>
#include <utility>

struct Context {
  std::shared_ptr<Context> self;
};
struct Moved {
  std::shared_ptr<Context> context;
  Moved() = default;
  Moved(Moved &&) = default;
  Moved &operator=(Moved &&) = default; // FLAG
  ~Moved() {
    if (context)
      context->self.reset();
  }
};
// Copies share the context, and the first that dies breaks the ring: only the
// assignment keeps it.
struct Copied {
  std::shared_ptr<Context> context;
  Copied() = default;
  Copied(const Copied &) = default;
  Copied &operator=(const Copied &) = default; // FLAG
  ~Copied() { stop(); }
  void stop() {
    if (context != nullptr)
      context->self = nullptr;
  }
};
void run() {
  Moved moved;
  moved.context = std::make_shared<Context>();
  moved.context->self = moved.context;
  moved = Moved();
  Copied copied;
  copied.context = std::make_shared<Context>();
  copied.context->self = copied.context;
}

// The findings:
//
// CHECK: :14:3: warning: defaulted assignment does not do what 'Moved::~Moved' does, so that a ring through 'Context::self' stays [ouro-missed-break]
// CHECK: :26:3: warning: defaulted assignment does not do what 'Copied::~Copied' does, so that a ring through 'Context::self' stays [ouro-missed-break]
