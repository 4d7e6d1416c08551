// The outside owner swaps the children out of the ring in its destructor.
#include <memory>
#include <utility>
#include <vector>

struct Agent {
  std::vector<std::shared_ptr<Agent>> Allies;
  std::shared_ptr<Agent> Leader;
};

class Simulation {
public:
  Simulation() : Boss(std::make_shared<Agent>()) {
    for (int I = 0; I < 3; ++I) {
      auto A = std::make_shared<Agent>();
      A->Leader = Boss;
      Boss->Allies.push_back(A);
    }
  }
  ~Simulation() { auto Gone = std::exchange(Boss->Allies, {}); }
  std::size_t size() const { return Boss->Allies.size(); }

private:
  std::shared_ptr<Agent> Boss;
};

int main() {
  Simulation S;
  return S.size() == 3 ? 0 : 1;
}
