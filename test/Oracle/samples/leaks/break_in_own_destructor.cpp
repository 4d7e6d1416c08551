// The break stands in the destructor of a member of the ring: it never runs.
#include <memory>

class Renderer;

class Surface {
public:
  void bind(std::shared_ptr<Renderer> R) { Drawn = std::move(R); }
  void unbind() { Drawn.reset(); }
  bool bound() const { return Drawn != nullptr; }

private:
  std::shared_ptr<Renderer> Drawn; // FLAG
};

class Renderer : public std::enable_shared_from_this<Renderer> {
public:
  ~Renderer() {
    if (Screen)
      Screen->unbind();
    Screen.reset();
  }
  void open() {
    Screen = std::make_shared<Surface>();
    Screen->bind(shared_from_this());
  }
  bool ready() const { return Screen && Screen->bound(); }

private:
  std::shared_ptr<Surface> Screen; // FLAG
};

int main() {
  auto R = std::make_shared<Renderer>();
  R->open();
  return R->ready() ? 0 : 1;
}
