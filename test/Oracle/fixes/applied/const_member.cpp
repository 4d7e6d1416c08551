// In a const member function the weak pointer is one to const.
// EXPECT: report = [weak = this->weak_from_this()] {
#include <cstdio>
#include <functional>
#include <memory>

class Gauge : public std::enable_shared_from_this<Gauge> {
public:
  void arm() const {
    report = [self = this->shared_from_this()] {
      std::printf("%d\n", self->level);
    };
  }
  mutable std::function<void()> report;

private:
  int level = 12;
};

int main() {
  auto gauge = std::make_shared<Gauge>();
  gauge->arm();
  gauge->report();
}
