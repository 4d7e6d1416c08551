// A doubly linked list with strong links in both directions.
#include <memory>
#include <string>

class Playlist {
  struct Item {
    std::string Title;
    std::shared_ptr<Item> After;  // FLAG
    std::shared_ptr<Item> Before; // FLAG
  };

public:
  void add(std::string Title) {
    auto Fresh = std::make_shared<Item>();
    Fresh->Title = std::move(Title);
    if (Last) {
      Last->After = Fresh;
      Fresh->Before = Last;
    } else {
      First = Fresh;
    }
    Last = Fresh;
  }
  int length() const {
    int Count = 0;
    for (auto I = First; I; I = I->After)
      ++Count;
    return Count;
  }

private:
  std::shared_ptr<Item> First, Last;
};

int main() {
  Playlist Evening;
  Evening.add("prelude");
  Evening.add("fugue");
  Evening.add("coda");
  return Evening.length() == 3 ? 0 : 1;
}
