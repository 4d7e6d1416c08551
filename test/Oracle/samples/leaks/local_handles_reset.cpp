// Resetting local handles frees nothing: the ring's own edges remain.
#include <memory>

class Buyer;
class Seller {
public:
  void dealWith(const std::shared_ptr<Buyer> &B) { Partner = B; }

private:
  std::shared_ptr<Buyer> Partner; // FLAG
};
class Buyer {
public:
  void dealWith(const std::shared_ptr<Seller> &S) { Partner = S; }

private:
  std::shared_ptr<Seller> Partner; // FLAG
};

int main() {
  std::shared_ptr<Buyer> B(new Buyer);
  std::shared_ptr<Seller> S(new Seller);
  B->dealWith(S);
  S->dealWith(B);
  long Uses = B.use_count();
  B.reset();
  S = nullptr;
  return Uses == 2 ? 0 : 1;
}
