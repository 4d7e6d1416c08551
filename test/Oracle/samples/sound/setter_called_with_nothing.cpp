// A pool and its owner hold each other; stop() calls the pool's setter with
// nothing, which is what takes the ring apart.
#include <memory>

class Owner;

class Pool {
public:
  void serve(std::shared_ptr<Owner> O) { For = std::move(O); }
  bool served() const { return For != nullptr; }

private:
  std::shared_ptr<Owner> For;
};

class Owner : public std::enable_shared_from_this<Owner> {
public:
  void start() {
    Own = std::make_shared<Pool>();
    Own->serve(shared_from_this());
  }
  void stop() { Own->serve(nullptr); }
  bool running() const { return Own->served(); }

private:
  std::shared_ptr<Pool> Own;
};

int main() {
  auto Service = std::make_shared<Owner>();
  Service->start();
  bool Ran = Service->running();
  Service->stop();
  return Ran ? 0 : 1;
}
