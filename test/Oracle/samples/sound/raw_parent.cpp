// The way back is a raw pointer that the owner outlives.
#include <memory>
#include <vector>

class Container;
class Item {
public:
  explicit Item(Container *In) : In(In) {}
  Container *container() const { return In; }

private:
  Container *In;
};
class Container {
public:
  std::shared_ptr<Item> make() {
    Items.push_back(std::make_shared<Item>(this));
    return Items.back();
  }

private:
  std::vector<std::shared_ptr<Item>> Items;
};

int main() {
  auto Box = std::make_shared<Container>();
  return Box->make()->container() == Box.get() ? 0 : 1;
}
