// CRTP: the strong field lives in a base template and points to the derived class.
#include <memory>

template <class Derived> class Paired {
public:
  void pairWith(std::shared_ptr<Derived> Other) { Peer = std::move(Other); }
  Derived *peer() const { return Peer.get(); }

private:
  std::shared_ptr<Derived> Peer; // FLAG
};

class Walkie : public Paired<Walkie> {
public:
  int Channel = 7;
};

int main() {
  auto One = std::make_shared<Walkie>();
  auto Two = std::make_shared<Walkie>();
  One->pairWith(Two);
  Two->pairWith(One);
  return Two->peer()->Channel == 7 ? 0 : 1;
}
