// T02: strong towards the root, weak towards the leaves.
#include <memory>
#include <vector>

class Scope {
public:
  explicit Scope(std::shared_ptr<Scope> Outer) : Outer(std::move(Outer)) {}
  static std::shared_ptr<Scope> open(const std::shared_ptr<Scope> &In) {
    auto Inner = std::make_shared<Scope>(In);
    In->Opened.push_back(Inner);
    return Inner;
  }
  int depth() const { return Outer ? Outer->depth() + 1 : 0; }

private:
  std::shared_ptr<Scope> Outer;
  std::vector<std::weak_ptr<Scope>> Opened;
};

int main() {
  auto Global = std::make_shared<Scope>(nullptr);
  auto Body = Scope::open(Scope::open(Global));
  return Body->depth() == 2 ? 0 : 1;
}
