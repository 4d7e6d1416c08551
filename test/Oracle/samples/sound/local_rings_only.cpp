// Locals refer to each other's objects; no object holds another for good.
#include <memory>
#include <vector>

struct Bag {
  std::vector<std::shared_ptr<int>> Things;
};

int main() {
  auto A = std::make_shared<Bag>();
  auto B = std::make_shared<Bag>();
  auto Shared = std::make_shared<int>(3);
  A->Things.push_back(Shared);
  B->Things.push_back(Shared);
  std::vector<std::shared_ptr<Bag>> Both{A, B};
  for (auto &Bag : Both)
    for (auto &Other : Both)
      if (Bag != Other)
        Bag->Things.insert(Bag->Things.end(), Other->Things.begin(), Other->Things.end());
  return A->Things.size() == 2 ? 0 : 1;
}
