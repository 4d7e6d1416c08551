// A class template; only its instantiations have holds.
#include <memory>
#include <string>
#include <vector>

template <typename Payload> class MenuNode {
public:
  using Ptr = std::shared_ptr<MenuNode>;

  explicit MenuNode(Payload P) : Data(std::move(P)) {}

  static Ptr insert(const Ptr &Under, Payload P) {
    auto Fresh = std::make_shared<MenuNode>(std::move(P));
    Fresh->Above = Under;
    Under->Entries.push_back(Fresh);
    return Fresh;
  }
  int level() const { return Above ? Above->level() + 1 : 0; }

private:
  Payload Data;
  std::vector<Ptr> Entries; // FLAG
  Ptr Above;                // FLAG
};

int main() {
  auto Bar = std::make_shared<MenuNode<std::string>>("bar");
  auto File = MenuNode<std::string>::insert(Bar, "file");
  auto Open = MenuNode<std::string>::insert(File, "open");
  return Open->level() == 2 ? 0 : 1;
}
