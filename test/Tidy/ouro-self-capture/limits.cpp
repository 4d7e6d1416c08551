// What the rule says only when asked.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
// RUN: %tidy %s -config='{CheckOptions: {ouro-self-capture.MinConfidence: possible}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <functional>
#include <memory>

// Possible only: anybody may call the function that empties the field.
struct Session : std::enable_shared_from_this<Session> {
  std::function<void()> ready;
  void start() {
    ready = [self = shared_from_this()] {}; // FLAG
  }
};
void stop(Session &s) { s.ready = nullptr; }

// The findings:
//
// CHECK: :12:21: warning: closure captures 'self' strongly, which may hold the closure through 'Session::ready' [ouro-self-capture]
