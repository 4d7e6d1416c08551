// The strong edge is two containers deep.
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

class Topic;

struct Subscriber {
  std::unordered_map<std::string, std::vector<std::shared_ptr<Topic>>> Filters; // FLAG
};

class Topic {
public:
  void add(int Shard, std::shared_ptr<Subscriber> S) {
    Shards[Shard].push_back(std::move(S));
  }
  std::size_t shards() const { return Shards.size(); }

private:
  std::map<int, std::vector<std::shared_ptr<Subscriber>>> Shards; // FLAG
};

int main() {
  auto News = std::make_shared<Topic>();
  auto Alice = std::make_shared<Subscriber>();
  News->add(3, Alice);
  Alice->Filters["sport"].push_back(News);
  return News->shards() == 1 ? 0 : 1;
}
