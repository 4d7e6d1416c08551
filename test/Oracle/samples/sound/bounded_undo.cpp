// Snapshots share their document's text, which knows nothing of them.
#include <deque>
#include <memory>
#include <string>

class Text {
public:
  explicit Text(std::string S) : S(std::move(S)) {}
  const std::string &str() const { return S; }

private:
  std::string S;
};
class Editor {
public:
  void set(std::string S) {
    History.push_back(Now);
    if (History.size() > 2)
      History.pop_front();
    Now = std::make_shared<const Text>(std::move(S));
  }
  void undo() {
    Now = History.back();
    History.pop_back();
  }
  const std::string &text() const { return Now->str(); }

private:
  std::shared_ptr<const Text> Now = std::make_shared<const Text>("");
  std::deque<std::shared_ptr<const Text>> History;
};

int main() {
  Editor E;
  E.set("a");
  E.set("b");
  E.set("c");
  E.undo();
  return E.text() == "b" ? 0 : 1;
}
