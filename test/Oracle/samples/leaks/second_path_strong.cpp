// The parent is weak, but a second field leads back to the root.
#include <memory>
#include <vector>

class Widget : public std::enable_shared_from_this<Widget> {
public:
  std::shared_ptr<Widget> addChild() {
    auto Child = std::make_shared<Widget>();
    Child->Parent = weak_from_this();
    Child->Toplevel = Toplevel ? Toplevel : shared_from_this();
    Children.push_back(Child);
    return Child;
  }
  bool orphan() const { return Parent.expired(); }
  const Widget *toplevel() const { return Toplevel.get(); }

private:
  std::vector<std::shared_ptr<Widget>> Children; // FLAG
  std::weak_ptr<Widget> Parent;
  std::shared_ptr<Widget> Toplevel; // FLAG
};

int main() {
  auto Shell = std::make_shared<Widget>();
  auto Button = Shell->addChild()->addChild();
  return !Button->orphan() && Button->toplevel() == Shell.get() ? 0 : 1;
}
