// P02: the ring passes two by-value parts and a map value.
#include <map>
#include <memory>
#include <string>

class Desk;

struct Folder {
  std::string Label;
  std::shared_ptr<Desk> Home; // FLAG
};

struct Drawer {
  std::map<std::string, std::shared_ptr<Folder>> Folders; // FLAG
};

struct Cabinet {
  Drawer Upper, Lower;
};

class Desk : public std::enable_shared_from_this<Desk> {
public:
  void file(const std::string &Label) {
    auto Sheet = std::make_shared<Folder>();
    Sheet->Label = Label;
    Sheet->Home = shared_from_this();
    (Label < "m" ? Store.Upper : Store.Lower).Folders[Label] = Sheet;
  }
  std::size_t count() const {
    return Store.Upper.Folders.size() + Store.Lower.Folders.size();
  }

private:
  Cabinet Store; // FLAG
};

int main() {
  auto Mine = std::make_shared<Desk>();
  Mine->file("bills");
  Mine->file("taxes");
  return Mine->count() == 2 ? 0 : 1;
}
