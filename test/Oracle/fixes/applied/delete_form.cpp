// RULE: ouro-mismatched-release
// EXPECT:   delete[] many;
// EXPECT:   delete one;
#include <cstddef>
#include <cstdio>
#include <cstdlib>

static int arrays = 0, objects = 0;

// Without a destructor there is no count before the first element: the wrong
// form ends in the wrong function, and in nothing worse.
struct Point {
  int x = 0;
  static void *operator new(std::size_t size) { return ++objects, std::malloc(size); }
  static void *operator new[](std::size_t size) { return ++arrays, std::malloc(size); }
  static void operator delete(void *block) { --objects, std::free(block); }
  static void operator delete[](void *block) { --arrays, std::free(block); }
};

int main() {
  Point *many = new Point[3];
  std::printf("%d\n", many[2].x);
  delete many;
  int wrong = arrays != 0;
  Point *one = new Point;
  std::printf("%d\n", one->x);
  delete [] one;
  return wrong || objects != 0 ? 42 : 0;
}
