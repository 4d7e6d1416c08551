// T01: strong children, weak parent.
#include <memory>
#include <string>
#include <vector>

class Section : public std::enable_shared_from_this<Section> {
public:
  explicit Section(std::string Title) : Title(std::move(Title)) {}
  std::shared_ptr<Section> append(const std::string &Name) {
    auto Sub = std::make_shared<Section>(Name);
    Sub->Outer = weak_from_this();
    Subsections.push_back(Sub);
    return Sub;
  }
  std::string path() const {
    auto Up = Outer.lock();
    return Up ? Up->path() + "/" + Title : Title;
  }

private:
  std::string Title;
  std::vector<std::shared_ptr<Section>> Subsections;
  std::weak_ptr<Section> Outer;
};

int main() {
  auto Book = std::make_shared<Section>("book");
  auto Part = Book->append("one");
  return Part->path() == "book/one" ? 0 : 1;
}
