// The ring is broken by a plain function that the program does call.
#include <memory>

class Host;
class Addon {
public:
  void load(std::shared_ptr<Host> H) { In = std::move(H); }

private:
  std::shared_ptr<Host> In;
};
class Host : public std::enable_shared_from_this<Host> {
public:
  void start() {
    Loaded = std::make_shared<Addon>();
    Loaded->load(shared_from_this());
  }
  void quit() { Loaded.reset(); }

private:
  std::shared_ptr<Addon> Loaded;
};

int main() {
  auto H = std::make_shared<Host>();
  H->start();
  H->quit();
}
