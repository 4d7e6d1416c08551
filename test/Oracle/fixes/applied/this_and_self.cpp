// `this` stays: the body locks before it uses it.
// EXPECT: socket->onRead([this, weak = weak_from_this()](int n) {
#include <cstdio>
#include <functional>
#include <memory>

struct Socket {
  void onRead(std::function<void(int)> f) { reader = std::move(f); }
  void feed(int n) { reader(n); }
  std::function<void(int)> reader;
};

class Session : public std::enable_shared_from_this<Session> {
public:
  std::shared_ptr<Socket> socket = std::make_shared<Socket>();
  void start() {
    socket->onRead([this, self = shared_from_this()](int n) { // keeps it alive
      total += n;
      std::printf("read %d of %d\n", n, total);
    });
  }

private:
  int total = 0;
};

int main() {
  auto session = std::make_shared<Session>();
  session->start();
  session->socket->feed(2);
  session->socket->feed(5);
}
