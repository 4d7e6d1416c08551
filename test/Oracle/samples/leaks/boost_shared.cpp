// REQUIRES: boost
// boost's shared pointer instead of std's.
#include <boost/make_shared.hpp>
#include <boost/shared_ptr.hpp>
#include <vector>

class Fleet;

class Ship {
public:
  void assign(boost::shared_ptr<Fleet> F) { Orders = F; }
  bool assigned() const { return Orders.get() != nullptr; }

private:
  boost::shared_ptr<Fleet> Orders; // FLAG
};

class Fleet {
public:
  void add(boost::shared_ptr<Ship> S) { Ships.push_back(S); }
  bool ready() const { return Ships.front()->assigned(); }

private:
  std::vector<boost::shared_ptr<Ship>> Ships; // FLAG
};

int main() {
  boost::shared_ptr<Fleet> Home = boost::make_shared<Fleet>();
  boost::shared_ptr<Ship> Flagship = boost::make_shared<Ship>();
  Flagship->assign(Home);
  Home->add(Flagship);
  return Home->ready() ? 0 : 1;
}
