// A local variable; the server was given a copy.
// EXPECT: request->whenDone([weak = std::weak_ptr(request)](int status) {
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

struct Request {
  void whenDone(std::function<void(int)> f) { finished = std::move(f); }
  std::function<void(int)> finished;
  int status = 0;
};

struct Server {
  std::vector<std::shared_ptr<Request>> open;
  void send() {
    auto request = std::make_shared<Request>();
    request->whenDone([request](int status) {
      request->status = status;
      std::printf("status %d\n", request->status);
    });
    open.push_back(request);
  }
  void answer(int status) {
    for (auto &request : open)
      request->finished(status);
    open.clear();
  }
};

int main() {
  Server server;
  server.send();
  server.send();
  server.answer(200);
}
