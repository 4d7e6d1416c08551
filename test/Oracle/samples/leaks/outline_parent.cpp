// P01: strong children in a vector, strong parent of the same class.
#include <memory>
#include <string>
#include <vector>

class Section : public std::enable_shared_from_this<Section> {
public:
  explicit Section(std::string Title) : Title(std::move(Title)) {}

  std::shared_ptr<Section> append(const std::string &Name) {
    auto Sub = std::make_shared<Section>(Name);
    Sub->Outer = shared_from_this();
    Subsections.push_back(Sub);
    return Sub;
  }

  std::string path() const {
    return Outer ? Outer->path() + "/" + Title : Title;
  }

private:
  std::string Title;
  std::vector<std::shared_ptr<Section>> Subsections; // FLAG
  std::shared_ptr<Section> Outer;                    // FLAG
};

int main() {
  auto Book = std::make_shared<Section>("book");
  auto Part = Book->append("part one")->append("chapter one");
  return Part->path().size() == 25 ? 0 : 1;
}
