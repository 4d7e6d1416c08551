// A scope guard's destructor calls the function that breaks the ring.
#include <memory>
#include <vector>

class Bus;
class Device {
public:
  void plugInto(std::shared_ptr<Bus> B) { On = std::move(B); }
  void unplug() { On = nullptr; }

private:
  std::shared_ptr<Bus> On;
};
class Bus : public std::enable_shared_from_this<Bus> {
public:
  void add() {
    Devices.push_back(std::make_shared<Device>());
    Devices.back()->plugInto(shared_from_this());
  }
  void powerOff() {
    for (auto &D : Devices)
      D->unplug();
    Devices.clear();
  }
  std::size_t size() const { return Devices.size(); }

private:
  std::vector<std::shared_ptr<Device>> Devices;
};

struct PowerGuard {
  explicit PowerGuard(std::shared_ptr<Bus> B) : B(std::move(B)) {}
  PowerGuard(const PowerGuard &) = delete;
  PowerGuard &operator=(const PowerGuard &) = delete;
  ~PowerGuard() { B->powerOff(); }
  std::shared_ptr<Bus> B;
};

int main() {
  PowerGuard G(std::make_shared<Bus>());
  G.B->add();
  G.B->add();
  return G.B->size() == 2 ? 0 : 1;
}
