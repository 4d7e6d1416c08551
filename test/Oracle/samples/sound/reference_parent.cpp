// The way back is a reference.
#include <functional>
#include <map>
#include <memory>
#include <string>

class Server;
class Session {
public:
  explicit Session(Server &S) : Home(S), Again(S) {}
  Server &server() const { return Again.get(); }
  bool same() const { return &Home == &Again.get(); }

private:
  Server &Home;
  std::reference_wrapper<Server> Again;
};
class Server {
public:
  Session &accept(const std::string &Name) {
    auto &Slot = Sessions[Name];
    if (!Slot)
      Slot = std::make_shared<Session>(*this);
    return *Slot;
  }

private:
  std::map<std::string, std::shared_ptr<Session>> Sessions;
};

int main() {
  auto S = std::make_shared<Server>();
  return S->accept("a").same() && &S->accept("b").server() == S.get() ? 0 : 1;
}
