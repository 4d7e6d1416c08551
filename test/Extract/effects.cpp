// What function bodies do to holds: names, stores, captures, calls, returns,
// and in which arm of which branch.
//
// RUN: %ouro facts %s -- -std=c++20 | grep ' @ ' | grep -vE '^(record|hold|base) ' | FileCheck %s
#include <functional>
#include <memory>
#include <utility>
#include <vector>

struct Conn;
struct Session : std::enable_shared_from_this<Session> {
  std::shared_ptr<Conn> conn;
  std::vector<std::shared_ptr<Conn>> all;
  std::function<void()> callback;
  Session() = default;
  explicit Session(std::shared_ptr<Conn> c) : conn(std::move(c)) {}
  void setConn(std::shared_ptr<Conn> c) { conn = std::move(c); }
  std::shared_ptr<Conn> getConn() const { return conn; }
  std::shared_ptr<Session> self() { return shared_from_this(); }
};
struct Conn {
  std::shared_ptr<Session> session;
  std::weak_ptr<Session> weak;
};
struct Aggregate {
  std::shared_ptr<Session> session;
  int number;
};

// Names.
void names(std::shared_ptr<Session> s) {
  auto copy = s;
  Session *raw = s.get();
  Session &reference = *raw;
  std::shared_ptr<Session> locked = s->conn->weak.lock();
  auto &slot = s->conn;
  slot = std::make_shared<Conn>();
  reference.conn = slot;
  (void)copy, (void)locked;
}

// Stores.
void stores(const std::shared_ptr<Session> &s, std::shared_ptr<Conn> c) {
  s->conn = c;
  s->conn->session = s;
  c->weak = s;
  s->all.push_back(c);
  s->all.emplace_back(std::make_shared<Conn>());
  s->all[0] = c;
  s->all.insert(s->all.begin(), c);
  s->conn.reset(new Conn);
  std::swap(s->conn, s->all.front());
}

// Objects.
void objects() {
  auto made = std::make_shared<Session>();
  auto built = std::make_shared<Session>(std::make_shared<Conn>());
  std::shared_ptr<Conn> fresh(new Conn);
  Session local(fresh);
  Aggregate aggregate{made, 1};
  (void)built, (void)local, (void)aggregate;
}

// Calls and returns.
std::shared_ptr<Conn> calls(std::shared_ptr<Session> s) {
  s->setConn(std::make_shared<Conn>());
  auto c = s->getConn();
  c->session = s->self();
  return c;
}

// Captures.
void captures(std::shared_ptr<Session> s) {
  s->callback = [s] { s->self(); };
  s->callback = [w = std::weak_ptr<Session>(s)] {};
  s->callback = [p = s.get()] {};
  s->callback = [&s] {};
  s->callback = std::bind(&Session::setConn, s, nullptr);
}

// Arms.
void arms(std::shared_ptr<Session> s, std::shared_ptr<Conn> c, int n) {
  if (n == 0)
    return;
  if (n == 1)
    s->conn = c;
  else
    c->session = s;
  switch (n) {
  case 2:
    s->conn = c;
    break;
  case 3:
    c->session = s;
  }
  for (int i = 0; i < n; ++i)
    s->all.push_back(c);
}

// What is not evaluated does nothing.
void unevaluated(std::shared_ptr<Session> s, std::shared_ptr<Conn> c) {
  (void)sizeof(s->conn = c);
  (void)noexcept(s->conn = c);
  using T = decltype(s->conn = c);
}

// Templates are read as instantiated.
template <class T> void put(T &holder, std::shared_ptr<Conn> c) {
  holder.conn = std::move(c);
}
void instantiates(Session &s) { put(s, std::make_shared<Conn>()); }

// Before main.
static std::shared_ptr<Session> global = std::make_shared<Session>(std::make_shared<Conn>());

// The facts, sorted:
//
// CHECK: bind <initialisers>: global <- fresh(115:42) @ {{.*}}:115:
// CHECK-NEXT: bind calls: c <- result(68:12) @ {{.*}}:68:
// CHECK-NEXT: bind captures: p <- s @ {{.*}}:77:
// CHECK-NEXT: bind captures: w <- s @ {{.*}}:76:
// CHECK-NEXT: bind names: copy <- s @ {{.*}}:32:
// CHECK-NEXT: bind names: locked <- s.conn.weak @ {{.*}}:35:
// CHECK-NEXT: bind names: raw <- s @ {{.*}}:33:
// CHECK-NEXT: bind names: reference <- raw @ {{.*}}:34:
// CHECK-NEXT: bind names: slot <- fresh(37:10) @ {{.*}}:37:
// CHECK-NEXT: bind names: slot <- s.conn @ {{.*}}:36:
// CHECK-NEXT: bind objects: aggregate <- fresh(61:22) @ {{.*}}:61:
// CHECK-NEXT: bind objects: built <- fresh(58:16) @ {{.*}}:58:
// CHECK-NEXT: bind objects: fresh <- fresh(59:35) @ {{.*}}:59:
// CHECK-NEXT: bind objects: local <- fresh(60:11) @ {{.*}}:60:
// CHECK-NEXT: bind objects: made <- fresh(57:15) @ {{.*}}:57:
// CHECK-NEXT: break stores: s.all[] positional @ {{.*}}:52:
// CHECK-NEXT: break stores: s.conn @ {{.*}}:52:
// CHECK-NEXT: call <initialisers>: fresh(115:42) = fresh(115:42).Session::Session(fresh(115:68)) @ {{.*}}:115:
// CHECK-NEXT: call calls: result(67:3) = s.Session::setConn(fresh(67:14)) @ {{.*}}:67:
// CHECK-NEXT: call calls: result(68:12) = s.Session::getConn() @ {{.*}}:68:
// CHECK-NEXT: call calls: result(69:16) = s.Session::self() @ {{.*}}:69:
// CHECK-NEXT: call captures: result(75:23) = s.Session::self() by closure(75:17) @ {{.*}}:75:
// CHECK-NEXT: call instantiates: result(112:33) = put<Session>(s, fresh(112:40)) @ {{.*}}:112:
// CHECK-NEXT: call objects: fresh(58:16) = fresh(58:16).Session::Session(fresh(58:42)) @ {{.*}}:58:
// CHECK-NEXT: call objects: fresh(60:11) = fresh(60:11).Session::Session(fresh) @ {{.*}}:60:
// CHECK-NEXT: capture captures: closure(75:17) <- s shared @ {{.*}}:75:
// CHECK-NEXT: capture captures: closure(76:17) <- s weak @ {{.*}}:76:
// CHECK-NEXT: capture captures: closure(77:17) <- s raw @ {{.*}}:77:
// CHECK-NEXT: capture captures: closure(79:17) <- s shared @ {{.*}}:79:
// CHECK-NEXT: function <initialisers> open @
// CHECK-NEXT: function Session::Session @ {{.*}}:16:
// CHECK-NEXT: function Session::getConn @ {{.*}}:18:
// CHECK-NEXT: function Session::self @ {{.*}}:19:
// CHECK-NEXT: function Session::setConn @ {{.*}}:17:
// CHECK-NEXT: function arms open @ {{.*}}:83:
// CHECK-NEXT: function calls open @ {{.*}}:66:
// CHECK-NEXT: function captures open @ {{.*}}:74:
// CHECK-NEXT: function instantiates open @ {{.*}}:112:
// CHECK-NEXT: function names open @ {{.*}}:31:
// CHECK-NEXT: function objects open @ {{.*}}:56:
// CHECK-NEXT: function put<Session> open @ {{.*}}:109:
// CHECK-NEXT: function stores open @ {{.*}}:43:
// CHECK-NEXT: return Session::getConn: this.conn @ {{.*}}:18:
// CHECK-NEXT: return Session::self: this @ {{.*}}:19:
// CHECK-NEXT: return calls: c @ {{.*}}:70:
// CHECK-NEXT: store Session::Session: this.conn <- c @ {{.*}}:16:
// CHECK-NEXT: store Session::setConn: this.conn <- c @ {{.*}}:17:
// CHECK-NEXT: store arms: c.session <- s in 0.1 in 1.1 @ {{.*}}:89:
// CHECK-NEXT: store arms: c.session <- s in 0.1 in 2.1 @ {{.*}}:95:
// CHECK-NEXT: store arms: s.all <- c in 0.1 repeated @ {{.*}}:98:
// CHECK-NEXT: store arms: s.conn <- c in 0.1 in 1.0 @ {{.*}}:87:
// CHECK-NEXT: store arms: s.conn <- c in 0.1 in 2.0 @ {{.*}}:92:
// CHECK-NEXT: store calls: c.session <- result(69:16) @ {{.*}}:69:
// CHECK-NEXT: store captures: s.callback <- closure(75:17) @ {{.*}}:75:
// CHECK-NEXT: store captures: s.callback <- closure(76:17) @ {{.*}}:76:
// CHECK-NEXT: store captures: s.callback <- closure(77:17) @ {{.*}}:77:
// CHECK-NEXT: store captures: s.callback <- closure(78:17) @ {{.*}}:78:
// CHECK-NEXT: store captures: s.callback <- closure(79:17) @ {{.*}}:79:
// CHECK-NEXT: store names: reference.conn <- slot @ {{.*}}:38:
// CHECK-NEXT: store names: s.conn <- fresh(37:10) @ {{.*}}:37:
// CHECK-NEXT: store objects: fresh(61:22).session <- made @ {{.*}}:61:
// CHECK-NEXT: store put<Session>: holder.conn <- c @ {{.*}}:110:
// CHECK-NEXT: store stores: c.weak <- s @ {{.*}}:46:
// CHECK-NEXT: store stores: s.all <- c @ {{.*}}:47:
// CHECK-NEXT: store stores: s.all <- c @ {{.*}}:50:
// CHECK-NEXT: store stores: s.all <- fresh(48:23) @ {{.*}}:48:
// CHECK-NEXT: store stores: s.all[] <- c replaces @ {{.*}}:49:
// CHECK-NEXT: store stores: s.conn <- c @ {{.*}}:44:
// CHECK-NEXT: store stores: s.conn <- fresh(51:21) @ {{.*}}:51:
// CHECK-NEXT: store stores: s.conn.session <- s @ {{.*}}:45:
// CHECK-NOT: {{[[:cntrl:]].}}
