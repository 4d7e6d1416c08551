// Observer and subject hold each other; the list is of the interface.
#include <memory>
#include <vector>

class Reader {
public:
  virtual ~Reader() = default;
  virtual void read(int Value) = 0;
};

class Sensor {
public:
  void addReader(std::shared_ptr<Reader> R) { Readers.push_back(std::move(R)); }
  void measure(int Value) {
    Last = Value;
    for (auto &R : Readers)
      R->read(Value);
  }
  int last() const { return Last; }

private:
  std::vector<std::shared_ptr<Reader>> Readers; // FLAG
  int Last = 0;
};

class Logger : public Reader, public std::enable_shared_from_this<Logger> {
public:
  void watch(std::shared_ptr<Sensor> S) {
    Watched = std::move(S);
    Watched->addReader(shared_from_this());
  }
  void read(int Value) override { Sum += Value + Watched->last(); }
  int Sum = 0;

private:
  std::shared_ptr<Sensor> Watched; // FLAG
};

int main() {
  auto S = std::make_shared<Sensor>();
  auto L = std::make_shared<Logger>();
  L->watch(S);
  S->measure(4);
  return L->Sum == 8 ? 0 : 1;
}
