// unique_ptr one way, shared_ptr back: the owner's count never reaches zero.
#include <memory>

class View;

class Controller {
public:
  void show(std::shared_ptr<View> V) { Shown = std::move(V); }
  bool visible() const { return Shown != nullptr; }

private:
  std::shared_ptr<View> Shown; // FLAG
};

class View {
public:
  void adopt(std::unique_ptr<Controller> C) { Logic = std::move(C); }
  Controller &controller() { return *Logic; }

private:
  std::unique_ptr<Controller> Logic; // FLAG
};

int main() {
  auto V = std::make_shared<View>();
  V->adopt(std::make_unique<Controller>());
  V->controller().show(V);
  return V->controller().visible() ? 0 : 1;
}
