// Leaks that are not flagged, or only at lower confidence.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <coroutine>
#include <cstdlib>
#include <vector>

// A container of plain pointers: what it does with them is not known.
void container() {
  std::vector<int *> all;
  all.push_back(new int);
}

// A function whose body is elsewhere may keep what it gets.
void keep(int *);
void unknown() {
  int *p = new int;
  keep(p);
}

// What main still holds goes with the program: Possible.
int main() {
  void *block = std::malloc(3);
  return block == nullptr;
}

// Coroutines are not followed.
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
Task resumed(bool early) {
  int *p = new int;
  if (early)
    co_return;
  co_await std::suspend_always{};
  delete p;
}

// A closure that releases, but is not called on every path.
void uncalled(bool early) {
  int *p = new int;
  auto drop = [&] { delete p; };
  if (early)
    return;
  drop();
}
