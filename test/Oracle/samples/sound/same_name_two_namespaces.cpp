// ui::Node holds data::Node, whose way back is weak: equal names, no ring.
#include <memory>

namespace ui {
struct Node;
}
namespace data {
struct Node {
  std::weak_ptr<ui::Node> Shown;
  int Value = 1;
};
} // namespace data
namespace ui {
struct Node {
  std::shared_ptr<data::Node> Model;
};
} // namespace ui
namespace {
struct Node {
  std::shared_ptr<ui::Node> Any;
};
} // namespace

int main() {
  Node N;
  N.Any = std::make_shared<ui::Node>();
  N.Any->Model = std::make_shared<data::Node>();
  N.Any->Model->Shown = N.Any;
  return N.Any->Model->Shown.lock()->Model->Value == 1 ? 0 : 1;
}
