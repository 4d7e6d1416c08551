// Entries keep the cache that made them; the cache sees them weakly.
#include <memory>
#include <string>
#include <unordered_map>

class Cache;
struct Texture {
  std::string Name;
  std::shared_ptr<Cache> From;
};
class Cache : public std::enable_shared_from_this<Cache> {
public:
  std::shared_ptr<Texture> get(const std::string &Name) {
    if (auto Hit = Known[Name].lock())
      return Hit;
    auto Fresh = std::make_shared<Texture>(Texture{Name, shared_from_this()});
    Known[Name] = Fresh;
    return Fresh;
  }

private:
  std::unordered_map<std::string, std::weak_ptr<Texture>> Known;
};

int main() {
  auto C = std::make_shared<Cache>();
  auto Wood = C->get("wood");
  return C->get("wood") == Wood ? 0 : 1;
}
