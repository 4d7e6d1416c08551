// The objects are elements of a set: the container's key is the strong edge.
#include <memory>
#include <set>

class District {
public:
  static void joinBorders(const std::shared_ptr<District> &A,
                          const std::shared_ptr<District> &B) {
    A->Borders.insert(B);
    B->Borders.insert(A);
  }
  std::size_t degree() const { return Borders.size(); }

private:
  std::set<std::shared_ptr<District>> Borders; // FLAG
};

int main() {
  auto North = std::make_shared<District>();
  auto South = std::make_shared<District>();
  auto West = std::make_shared<District>();
  District::joinBorders(North, South);
  District::joinBorders(North, West);
  return North->degree() == 2 ? 0 : 1;
}
