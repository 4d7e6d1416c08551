// A suspended coroutine keeps its variables; who resumes it is rarely in sight.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
// RUN: %tidy %s -config='{CheckOptions: {ouro-self-capture.MinConfidence: possible}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <coroutine>
#include <memory>
struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> h;
};

struct Session : std::enable_shared_from_this<Session> {
  std::coroutine_handle<> waiting;
  struct Awaiter {
    Session *s;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> h) { s->waiting = h; }
    void await_resume() {}
  };
  Task local() {
    auto self = shared_from_this(); // FLAG
    co_await Awaiter{this};
    (void)self;
  }
};
Task parameter(std::shared_ptr<Session> session) { // FLAG
  co_await Session::Awaiter{session.get()};
}

// Not kept across a suspension.
Task before(std::shared_ptr<Session> &session) {
  co_await std::suspend_always{};
  auto late = session;
}

// Kept, but not by what resumes it.
struct Queue {
  std::coroutine_handle<> waiting;
  struct Awaiter {
    Queue *queue;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> h) { queue->waiting = h; }
    void await_resume() {}
  };
};
Task elsewhere(Queue &queue, std::shared_ptr<Session> session) {
  co_await Queue::Awaiter{&queue};
  (void)session;
}

// Somebody resumes it, or takes it apart.
struct Timer : std::enable_shared_from_this<Timer> {
  std::coroutine_handle<> waiting;
  void fire() { waiting.resume(); }
  struct Awaiter {
    Timer *timer;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> h) { timer->waiting = h; }
    void await_resume() {}
  };
  Task run() {
    auto self = shared_from_this();
    co_await Awaiter{this};
    (void)self;
  }
};
void tick(Timer &timer) { timer.fire(); }

// The findings:
//
// CHECK: :27:10: warning: suspended coroutine keeps 'self' alive, which alone may resume it through 'Session::waiting' [ouro-self-capture]
// CHECK: :27:10: note: the suspended coroutine keeps 'self' alive
// CHECK: :23:53: note: the suspended coroutine is known only to 'Session::waiting' here
// CHECK: :27:10: note: resume or destroy the coroutine when it is cancelled, or keep a weak pointer to 'self' across the suspension
// CHECK: :32:41: warning: suspended coroutine keeps 'session' alive, which alone may resume it through 'Session::waiting' [ouro-self-capture]
// CHECK: :32:41: note: the suspended coroutine keeps 'session' alive
// CHECK: :23:53: note: the suspended coroutine is known only to 'Session::waiting' here
// CHECK: :32:41: note: resume or destroy the coroutine when it is cancelled, or keep a weak pointer to 'session' across the suspension
