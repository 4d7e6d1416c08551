// T05: layers of one base class, strictly downwards, dropped by stop().
#include <memory>

class Transport {
public:
  virtual ~Transport() = default;
  void over(std::shared_ptr<Transport> L) { Lower = std::move(L); }
  virtual int overhead() const { return Lower ? Lower->overhead() : 0; }
  void stop() {
    if (!Lower)
      return;
    Lower->stop();
    Lower.reset();
  }

private:
  std::shared_ptr<Transport> Lower;
};
class Tls : public Transport {
  int overhead() const override { return 29 + Transport::overhead(); }
};
class Tcp : public Transport {
  int overhead() const override { return 20; }
};

int main() {
  std::shared_ptr<Transport> Secure = std::make_shared<Tls>();
  Secure->over(std::make_shared<Tcp>());
  int Bytes = Secure->overhead();
  Secure->stop();
  return Bytes == 49 ? 0 : 1;
}
