// Only the variable owns the object, and the loop knows it by its address: who
// made the closure keep it may have meant it.
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

struct Watcher {
  std::function<void(int)> event;
  int seen = 0;
};
std::vector<Watcher *> loop;

void watch() {
  auto watcher = std::make_shared<Watcher>();
  watcher->event = [watcher](int n) {
    watcher->seen += n;
    std::printf("seen %d\n", watcher->seen);
  };
  loop.push_back(watcher.get());
}

int main() {
  watch();
  for (Watcher *watcher : loop)
    watcher->event(4);
  loop = {};
}
