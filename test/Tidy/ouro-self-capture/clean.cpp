// Strong captures that are right: the closure is dropped, or what it captures
// cannot reach it.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
#include <algorithm>
#include <any>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

// The queue is outside and hands its closures out.
struct Loop {
  std::deque<std::function<void()>> queue;
  void post(std::function<void()> f) { queue.push_back(std::move(f)); }
  void run() {
    while (!queue.empty()) {
      auto f = std::move(queue.front());
      queue.pop_front();
      f();
    }
  }
};
struct Reader : std::enable_shared_from_this<Reader> {
  Loop &loop;
  int left = 3;
  explicit Reader(Loop &l) : loop(l) {}
  void read() {
    loop.post([self = shared_from_this()] {
      if (--self->left)
        self->read();
    });
  }
};

// A one-shot callback is moved out before it is called.
struct Future {
  std::function<void()> callback;
  void then(std::function<void()> f) { callback = std::move(f); }
  void set() {
    auto f = std::exchange(callback, nullptr);
    f();
  }
};
struct User : std::enable_shared_from_this<User> {
  std::shared_ptr<Future> future = std::make_shared<Future>();
  void go() {
    future->then([s = shared_from_this()] {});
  }
};
void use() {
  auto u = std::make_shared<User>();
  u->go();
  u->future->set();
}

// Weak, raw, by reference, or something that cannot reach the closure.
struct Config {};
struct Service : std::enable_shared_from_this<Service> {
  std::shared_ptr<Config> config = std::make_shared<Config>();
  std::function<void()> f;
  std::any data;
  int n = 0;
  void weak() {
    f = [w = weak_from_this()] {
      if (auto self = w.lock())
        ++self->n;
    };
  }
  void raw() {
    f = [this] { ++n; };
  }
  void reference() {
    auto self = shared_from_this();
    f = [&self] { ++self->n; };
    f();
  }
  void part() {
    f = [c = config] {};
  }
  void bound() { f = std::bind(&Service::raw, this); }
  void hidden() { data = this; }
  void hiddenWeak() { data = weak_from_this(); }
  void take(std::any what) { data = std::move(what); }
  void passed() { take(this); }
};

// Called at once.
struct Sorter : std::enable_shared_from_this<Sorter> {
  std::vector<int> v;
  void call(std::function<void()> f) { f(); }
  void go() {
    std::sort(v.begin(), v.end(),
              [self = shared_from_this()](int a, int b) { return a < b; });
    call([self = shared_from_this()] {});
    [self = shared_from_this()] {}();
  }
};

// A function object on the heap that is emptied again.
void countdown(int n) {
  auto next = std::make_shared<std::function<void(int)>>();
  *next = [next](int i) {
    if (i)
      (*next)(i - 1);
  };
  (*next)(n);
  *next = nullptr;
}

// A copy is another object: it holds what was there when it was made.
struct Options {
  std::shared_ptr<Config> config;
  std::function<void()> handler;
};
void copied(std::shared_ptr<Config> c) {
  Options options{c, {}};
  options.handler = [options] {};
}

// A handler that posts itself again as long as there is something to do.
struct Poller : std::enable_shared_from_this<Poller> {
  Loop &loop;
  bool stopped = false;
  explicit Poller(Loop &l) : loop(l) {}
  void poll() {
    if (stopped)
      return;
    loop.post([self = shared_from_this()] { self->poll(); });
  }
  void wait() {
    loop.post([self = shared_from_this()] {
      if (self->stopped)
        return;
      self->wait();
    });
  }
};

// A table outside, which a function of the captured object leaves.
struct Hub {
  std::vector<std::function<void()>> subscribers;
};
Hub hub;
struct Member : std::enable_shared_from_this<Member> {
  void join() { hub.subscribers.push_back([self = shared_from_this()] {}); }
  void leave() { hub.subscribers.clear(); }
  ~Member() { leave(); }
};
void visit() {
  auto member = std::make_shared<Member>();
  member->join();
  member->leave();
}
