// Two classes, the edges inside a tuple and a pair.
#include <memory>
#include <tuple>
#include <utility>

class Plug;

class Outlet {
public:
  void accept(std::shared_ptr<Plug> P, int Volts) {
    Load = std::make_tuple(Volts, std::move(P));
  }
  bool busy() const { return std::get<1>(Load) != nullptr; }

private:
  std::tuple<int, std::shared_ptr<Plug>> Load; // FLAG
};

class Plug {
public:
  void into(std::shared_ptr<Outlet> O) { Where = {std::move(O), 1}; }
  bool connected() const { return Where.first != nullptr; }

private:
  std::pair<std::shared_ptr<Outlet>, int> Where; // FLAG
};

int main() {
  auto Wall = std::make_shared<Outlet>();
  auto Lamp = std::make_shared<Plug>();
  Lamp->into(Wall);
  Wall->accept(Lamp, 230);
  return Wall->busy() && Lamp->connected() ? 0 : 1;
}
