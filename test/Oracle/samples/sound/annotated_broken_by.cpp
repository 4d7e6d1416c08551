// The break is reached through a table of functions only; the field says so.
#include "ouro/annotations.h"
#include <memory>
#include <utility>
#include <vector>

class Peer {
public:
  void pair(std::shared_ptr<Peer> P) { Other = std::move(P); }
  static void close(void *P) { static_cast<Peer *>(P)->Other.reset(); }

private:
  std::shared_ptr<Peer> Other OURO_BROKEN_BY(close);
};

int main() {
  std::vector<std::pair<void (*)(void *), void *>> AtEnd;
  auto A = std::make_shared<Peer>(), B = std::make_shared<Peer>();
  A->pair(B);
  B->pair(A);
  AtEnd.emplace_back(&Peer::close, A.get());
  for (auto &[Call, With] : AtEnd)
    Call(With);
}
