// The innermost wrapper decides: an optional of a weak pointer is weak.
#include <memory>
#include <optional>
#include <vector>

struct Folder {
  std::vector<std::shared_ptr<Folder>> Inside;
  std::optional<std::weak_ptr<Folder>> Link;
  std::vector<std::weak_ptr<Folder>> Recent;
};

int main() {
  auto Home = std::make_shared<Folder>();
  auto Work = std::make_shared<Folder>();
  Home->Inside.push_back(Work);
  Work->Link = Home;
  Work->Recent.push_back(Home);
  return Work->Link->lock() == Home ? 0 : 1;
}
