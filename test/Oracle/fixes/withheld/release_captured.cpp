// A closure that runs later looks at it.
// RULE: ouro-unreleased-resource
#include <cstdio>

template <class F> struct AtExit {
  F run;
  ~AtExit() { run(); }
};
template <class F> AtExit(F) -> AtExit<F>;

static int sum = 0;

static int work(int n) {
  int *number = new int(n);
  AtExit count{[&] { sum += *number; }};
  if (n < 0)
    return 1;
  return 0;
}

int main() {
  int status = work(-1) - 1;
  std::printf("%d\n", sum);
  return status;
}
