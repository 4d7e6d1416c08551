// A class template that looks like a handle but neither counts nor deletes.
#include <memory>
#include <vector>

template <typename T> class Borrowed {
public:
  Borrowed() = default;
  Borrowed(T *P) : P(P) {}
  Borrowed(const Borrowed &O) : P(O.P) {}
  Borrowed &operator=(const Borrowed &O) {
    P = O.P;
    return *this;
  }
  ~Borrowed() { P = nullptr; }
  T *operator->() const { return P; }
  explicit operator bool() const { return P != nullptr; }

private:
  T *P = nullptr;
};

struct Row {
  std::vector<std::shared_ptr<Row>> Details;
  Borrowed<Row> Master;
};

int main() {
  auto Order = std::make_shared<Row>();
  auto Line = std::make_shared<Row>();
  Order->Details.push_back(Line);
  Line->Master = Borrowed<Row>(Order.get());
  return Line->Master ? 0 : 1;
}
