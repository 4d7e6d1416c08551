// Three classes, one ring, each edge closed by a setter.
#include <memory>

class Engine;
class Gearbox;
class Dashboard;

class Engine {
public:
  void setGearbox(std::shared_ptr<Gearbox> G) { Box = std::move(G); }
  int Rpm = 900;

private:
  std::shared_ptr<Gearbox> Box; // FLAG
};

class Gearbox {
public:
  void setDashboard(std::shared_ptr<Dashboard> D) { Dash = std::move(D); }

private:
  std::shared_ptr<Dashboard> Dash; // FLAG
};

class Dashboard {
public:
  void setEngine(std::shared_ptr<Engine> E) { Shown = std::move(E); }
  int rpm() const { return Shown->Rpm; }

private:
  std::shared_ptr<Engine> Shown; // FLAG
};

int main() {
  auto E = std::make_shared<Engine>();
  auto G = std::make_shared<Gearbox>();
  auto D = std::make_shared<Dashboard>();
  E->setGearbox(G);
  G->setDashboard(D);
  D->setEngine(E);
  return D->rpm() == 900 ? 0 : 1;
}
