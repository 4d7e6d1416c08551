// What the rule is known not to say, and what it says only when asked.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
// RUN: %tidy %s -config='{CheckOptions: {ouro-refcount-cycle.MinConfidence: possible}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <memory>
#include <utility>
#include <vector>

// Possible only: two single fields of one class, and nothing that fills them.
struct Pair {
  std::shared_ptr<Pair> left;
  std::shared_ptr<Pair> right; // FLAG
};

// Possible only: the ring is closed by a class that may be put there.
struct Listener {
  virtual ~Listener() = default;
};
struct Track {
  std::shared_ptr<Listener> listener; // FLAG
};
struct Player : Listener {
  std::vector<std::shared_ptr<Track>> tracks;
};

// Possible only: anybody may call the function that takes it apart.
struct Session;
struct Conn {
  std::shared_ptr<Session> session;
};
struct Session {
  std::shared_ptr<Conn> conn; // FLAG
};
void link(const std::shared_ptr<Session> &s) {
  s->conn = std::make_shared<Conn>();
  s->conn->session = s;
}
void close(Session &s) { s.conn.reset(); }

// Possible only: a teardown whose body another file has.
struct Elsewhere;
struct Handle {
  std::shared_ptr<Elsewhere> owner; // FLAG
};
struct Elsewhere {
  std::vector<std::shared_ptr<Handle>> handles;
  void shutdown();
};

// Not said: a list that is closed through an object nobody names twice.
struct Bead {
  std::shared_ptr<Bead> next;
};
void necklace(std::vector<std::shared_ptr<Bead>> &beads) {
  for (size_t i = 0; i < beads.size(); ++i)
    beads[i]->next = beads[(i + 1) % beads.size()];
}

// Not said: a raw pointer that its class deletes by hand.
struct Engine;
struct Car {
  Engine *engine = nullptr;
  ~Car();
};
struct Engine {
  std::shared_ptr<Car> car;
};
Car::~Car() { delete engine; }

// The findings:
//
// CHECK: :12:25: warning: possible strong reference cycle of 'Pair' through 'Pair::right' and 'Pair::left' [ouro-refcount-cycle]
// CHECK: :20:29: warning: possible strong reference cycle of 'Listener' and 'Track' through 'Track::listener' and 'Player::tracks' [ouro-refcount-cycle]
// CHECK: :32:25: warning: possible strong reference cycle of 'Conn' and 'Session' through 'Session::conn' and 'Conn::session' [ouro-refcount-cycle]
// CHECK: :43:30: warning: possible strong reference cycle of 'Elsewhere' and 'Handle' through 'Handle::owner' and 'Elsewhere::handles' [ouro-refcount-cycle]
