// RULE: ouro-unreleased-resource
// EXPECT:   delete box;
// EXPECT: delete[] sizes; }
#include <cstdio>

struct Box {
  int size = 0;
};

static bool isEmpty(const Box *box) { return box->size == 0; }

static void show(int size) {
  Box *box = new Box;
  if (size < 0) {
    delete box;
    return;
  }
  box->size = size;
  std::printf("%d\n", isEmpty(box));
}

static void total(int n) { int *sizes = new int[n]; sizes[0] = n; std::printf("%d\n", sizes[0]); }

int main() {
  show(-1);
  show(3);
  total(4);
}
