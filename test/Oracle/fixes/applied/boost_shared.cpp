// REQUIRES: boost
// STD: c++14
// Boost's handles, with the argument spelled.
// EXPECT: [weak = boost::weak_ptr<Door>(door)] {
#include <boost/make_shared.hpp>
#include <boost/shared_ptr.hpp>
#include <boost/weak_ptr.hpp>
#include <cstdio>
#include <functional>

struct Door {
  std::function<void()> opened;
  int times = 0;
};

void wire(const boost::shared_ptr<Door> &door) {
  door->opened = [door] {
    ++door->times;
    std::printf("opened %d\n", door->times);
  };
}

int main() {
  boost::shared_ptr<Door> door = boost::make_shared<Door>();
  wire(door);
  door->opened();
}
