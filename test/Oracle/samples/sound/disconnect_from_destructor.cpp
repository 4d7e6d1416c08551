// The subscription object's destructor erases its entry: the ring is open.
#include <map>
#include <memory>

class Feed;
class Follower {
public:
  void follow(std::shared_ptr<Feed> F) { Source = std::move(F); }
  int seen() const { return Seen; }
  void see() { ++Seen; }

private:
  std::shared_ptr<Feed> Source;
  int Seen = 0;
};
class Feed {
public:
  int add(std::shared_ptr<Follower> F) {
    Followers.emplace(++Last, std::move(F));
    return Last;
  }
  void remove(int Id) { Followers.erase(Id); }
  void publish() {
    for (auto &[Id, F] : Followers)
      F->see();
  }

private:
  std::map<int, std::shared_ptr<Follower>> Followers;
  int Last = 0;
};
class Subscription {
public:
  Subscription(std::shared_ptr<Feed> F, std::shared_ptr<Follower> Who)
      : To(std::move(F)) {
    Who->follow(To);
    Id = To->add(std::move(Who));
  }
  Subscription(const Subscription &) = delete;
  Subscription &operator=(const Subscription &) = delete;
  ~Subscription() { To->remove(Id); }

private:
  std::shared_ptr<Feed> To;
  int Id = 0;
};

int main() {
  auto News = std::make_shared<Feed>();
  auto Me = std::make_shared<Follower>();
  Subscription S(News, Me);
  News->publish();
  return Me->seen() == 1 ? 0 : 1;
}
