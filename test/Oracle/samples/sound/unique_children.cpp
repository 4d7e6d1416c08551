// A tree of unique_ptr: single owners cannot form a counted ring.
#include <memory>
#include <vector>

class Gui {
public:
  Gui &add() {
    Parts.push_back(std::make_unique<Gui>());
    Parts.back()->Owner = this;
    return *Parts.back();
  }
  int level() const { return Owner ? Owner->level() + 1 : 0; }

private:
  std::vector<std::unique_ptr<Gui>> Parts;
  std::unique_ptr<Gui> Tooltip;
  Gui *Owner = nullptr;
};

int main() {
  Gui Root;
  return Root.add().add().level() == 2 ? 0 : 1;
}
