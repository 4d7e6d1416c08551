// unique_ptr and shared_ptr mixed; the private part is declared ahead.
#include <memory>
#include <string>

class Window;

class Menu {
public:
  explicit Menu(std::string Title) : Title(std::move(Title)) {}
  void openOn(std::shared_ptr<Window> W) { Target = std::move(W); }
  bool open() const { return Target != nullptr; }

private:
  std::string Title;
  std::shared_ptr<Window> Target; // FLAG
};

class Window : public std::enable_shared_from_this<Window> {
public:
  Window();
  ~Window();
  void popUp(const std::string &Title);
  bool hasMenu() const;

private:
  struct Private;
  std::unique_ptr<Private> D; // FLAG
};

struct Window::Private {
  std::shared_ptr<Menu> Context; // FLAG
};

Window::Window() : D(std::make_unique<Private>()) {}
Window::~Window() = default;
void Window::popUp(const std::string &Title) {
  D->Context = std::make_shared<Menu>(Title);
  D->Context->openOn(shared_from_this());
}
bool Window::hasMenu() const { return D->Context && D->Context->open(); }

int main() {
  auto Main = std::make_shared<Window>();
  Main->popUp("edit");
  return Main->hasMenu() ? 0 : 1;
}
