// Closures that keep alive what keeps them, in the shapes that people write.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

// A member function object.
struct Dialog : std::enable_shared_from_this<Dialog> {
  std::function<void()> done;
  int result = 0;
  void initCapture() {
    done = [self = shared_from_this()] { self->result = 1; }; // FLAG
  }
  void alias() {
    auto self = shared_from_this();
    done = [this, self] { result = 1; }; // FLAG
  }
  void defaultCopy() {
    auto self = shared_from_this();
    done = [=] { self->result = 1; }; // FLAG
  }
  void nested() {
    auto self = shared_from_this();
    done = [f = [self] { self->result = 1; }] { f(); }; // FLAG
  }
  void generic();
};
void Dialog::generic() {
  auto self = shared_from_this();
  done = [self](auto... rest) { self->result = sizeof...(rest); }; // FLAG
}

// The setter of an owned part, of an owned object, of the object itself.
struct Timer {
  void onTick(std::function<void()> f) { tick = std::move(f); }
  template <class F> void onEnd(F &&f) { ends.emplace_back(std::forward<F>(f)); }
  int ticks = 0;
  std::function<void()> tick;
  std::vector<std::function<void()>> ends;
};
struct Clock : std::enable_shared_from_this<Clock> {
  Timer part;
  std::unique_ptr<Timer> owned = std::make_unique<Timer>();
  std::shared_ptr<Timer> shared = std::make_shared<Timer>();
  void beat() {}
  std::shared_ptr<Clock> self() { return shared_from_this(); }
  void start() {
    part.onTick(std::bind(&Clock::beat, shared_from_this())); // FLAG
    owned->onTick([me = self()] { me->beat(); }); // FLAG
    shared->onEnd([me = shared_from_this()] { me->beat(); }); // FLAG
  }
};
void arm(const std::shared_ptr<Timer> &t) {
  t->onTick([t] { ++t->ticks; }); // FLAG
}

// A function object on the heap that captures its own handle.
void countdown(int n) {
  auto next = std::make_shared<std::function<void(int)>>();
  *next = [next](int i) { if (i) (*next)(i - 1); }; // FLAG
  (*next)(n);
}

// The object is given what holds the closure, later.
struct Publisher {
  std::map<int, std::function<void()>> handlers;
};
struct Reader {
  std::shared_ptr<Publisher> from;
  int read = 0;
};
void subscribe() {
  auto reader = std::make_shared<Reader>();
  auto handler = [reader] { ++reader->read; }; // FLAG
  auto publisher = std::make_shared<Publisher>();
  publisher->handlers[1] = handler;
  reader->from = publisher;
}

// A helper wraps what it is given and keeps the object: reported where the
// result is stored.
struct Actor : std::enable_shared_from_this<Actor> {
  std::function<void()> saver;
  template <class F> std::function<void()> guarded(F f) {
    return [keep = shared_from_this(), f] { f(); };
  }
  void save() {}
  void start() {
    saver = guarded([this] { save(); }); // FLAG
  }
};

// The event loop is a member, and nobody runs it on that member.
struct Loop {
  std::deque<std::function<void()>> queue;
  void run() {
    while (!queue.empty()) {
      auto f = std::move(queue.front());
      queue.pop_front();
      f();
    }
  }
};
struct Watcher : std::enable_shared_from_this<Watcher> {
  Loop own;
  void start() {
    own.queue.push_back([self = shared_from_this()] {}); // FLAG
  }
};

// A handler that posts itself again, directly or by a function it calls.
Loop loop;
struct Pruner : std::enable_shared_from_this<Pruner> {
  std::shared_ptr<Loop> other;
  void prune() {
    loop.queue.push_back([self = shared_from_this()] { self->prune(); }); // FLAG
  }
  void tick() { arm(); }
  void arm() {
    loop.queue.push_back([self = shared_from_this()] { self->tick(); }); // FLAG
  }
};

// A table outside, which only the destructor of the captured object leaves.
struct Hub {
  std::map<int, std::function<void()>> subscribers;
  void add(int id, std::function<void()> f) { subscribers[id] = std::move(f); }
  void remove(int id) { subscribers.erase(id); }
};
Hub hub;
struct Member {
  int id = 0;
  ~Member() { hub.remove(id); }
  void notify() {}
};
void join() {
  auto member = std::make_shared<Member>();
  hub.add(member->id, [member] { member->notify(); }); // FLAG
}

// Something is taken out, now and then.
struct Document {
  std::vector<std::function<void()>> history;
  bool undo() {
    if (history.empty())
      return false;
    auto step = std::move(history.back());
    history.pop_back();
    step();
    return true;
  }
};
void edit(const std::shared_ptr<Document> &document) {
  document->history.push_back([document] {}); // FLAG
}
int main() {
  auto document = std::make_shared<Document>();
  edit(document);
  document->undo();
  loop.run();
}

// The findings:
//
// CHECK: :16:20: warning: closure captures 'self' strongly, which holds the closure through 'Dialog::done' [ouro-self-capture]
// CHECK: :20:19: warning: closure captures 'self' strongly, which holds the closure through 'Dialog::done' [ouro-self-capture]
// CHECK: :24:13: warning: closure captures 'self' strongly, which holds the closure through 'Dialog::done' [ouro-self-capture]
// CHECK: :28:18: warning: closure captures 'self' strongly, which holds the closure through 'Dialog::done' [ouro-self-capture]
// CHECK: :34:11: warning: closure captures 'self' strongly, which holds the closure through 'Dialog::done' [ouro-self-capture]
// CHECK: :52:41: warning: closure captures 'Clock' strongly, which holds the closure through 'Timer::tick' [ouro-self-capture]
// CHECK: :53:25: warning: closure captures 'me' strongly, which holds the closure through 'Clock::owned' and 'Timer::tick' [ouro-self-capture]
// CHECK: :54:25: warning: closure captures 'me' strongly, which holds the closure through 'Clock::shared' and 'Timer::ends' [ouro-self-capture]
// CHECK: :58:14: warning: closure captures 't' strongly, which holds the closure through 'Timer::tick' [ouro-self-capture]
// CHECK: :64:12: warning: closure captures 'next' strongly, which holds the closure through its own value [ouro-self-capture]
// CHECK: :78:19: warning: closure captures 'reader' strongly, which holds the closure through 'Reader::from' and 'Publisher::handlers' [ouro-self-capture]
// CHECK: :93:5: warning: closure captures 'keep' strongly, which holds the closure through 'Actor::saver' [ouro-self-capture]
// CHECK: :111:33: warning: closure captures 'self' strongly, which holds the closure through 'Loop::queue' [ouro-self-capture]
// CHECK: :120:34: warning: closure captures 'self' strongly, and 'Pruner::prune' makes it anew each time it runs [ouro-self-capture]
// CHECK: :124:34: warning: closure captures 'self' strongly, and 'Pruner::arm' makes it anew each time it runs [ouro-self-capture]
// CHECK: :142:24: warning: closure captures 'member' strongly, and only the destructor of 'Member' takes it out of 'Hub::subscribers' [ouro-self-capture]
// CHECK: :158:32: warning: closure captures 'document' strongly, which holds the closure through 'Document::history' [ouro-self-capture]
