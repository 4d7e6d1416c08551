// The field is the only owner of what is stored in it.
// RULE: ouro-refcount-cycle
#include <cstdio>
#include <memory>

namespace {
struct Second;
struct First {
  std::shared_ptr<Second> second;
};
struct Second {
  std::shared_ptr<First> first;
};
} // namespace

int main() {
  auto second = std::make_shared<Second>();
  second->first = std::make_shared<First>();
  second->first->second = second;
  std::puts("built");
}
