// RULE: ouro-unreleased-resource
// EXPECT:     delete[] text;
// EXPECT:   case 2: delete[] text; return 2;
#include <cstdio>

static int kind(int code, bool quiet) {
  char *text = new char[8];
  std::snprintf(text, 8, "%d", code);
  if (!quiet)
    std::puts(text);
  if (code == 0) {
    int none = -1;
    return none;
  }
  switch (code) {
  case 2: return 2;
  default:
    break;
  }
  delete[] text;
  return 1;
}

int main() {
  std::printf("%d %d\n", kind(0, false), kind(2, true) + kind(1, true));
}
