// Two classes of one name: the one in the anonymous namespace leaks.
#include <memory>
#include <vector>

namespace model {
struct Entry {
  std::vector<std::shared_ptr<Entry>> Below;
  std::weak_ptr<Entry> Above;
};
} // namespace model

namespace {
struct Entry {
  std::vector<std::shared_ptr<Entry>> Below; // FLAG
  std::shared_ptr<Entry> Above;              // FLAG
};
} // namespace

template <class E> static std::shared_ptr<E> grow() {
  auto Root = std::make_shared<E>();
  auto Leaf = std::make_shared<E>();
  Leaf->Above = Root;
  Root->Below.push_back(Leaf);
  return Root;
}

int main() {
  auto Clean = grow<model::Entry>();
  auto Lost = grow<Entry>();
  return Clean->Below.size() == Lost->Below.size() ? 0 : 1;
}
