// A function would break the ring, but nothing calls it.
#include <memory>
#include <vector>

namespace {
class Match;

class Player {
public:
  void join(std::shared_ptr<Match> M) { Current = std::move(M); }
  void leave() { Current.reset(); }
  bool playing() const { return Current != nullptr; }

private:
  std::shared_ptr<Match> Current; // FLAG
};

class Match : public std::enable_shared_from_this<Match> {
public:
  void enlist(const std::shared_ptr<Player> &P) {
    P->join(shared_from_this());
    Roster.push_back(P);
  }
  [[maybe_unused]] void dissolve() {
    for (auto &P : Roster)
      P->leave();
    Roster.clear();
  }
  std::size_t size() const { return Roster.size(); }

private:
  std::vector<std::shared_ptr<Player>> Roster; // FLAG
};
} // namespace

int main() {
  auto Final = std::make_shared<Match>();
  Final->enlist(std::make_shared<Player>());
  Final->enlist(std::make_shared<Player>());
  return Final->size() == 2 ? 0 : 1;
}
