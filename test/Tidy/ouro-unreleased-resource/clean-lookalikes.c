// Functions that are only called like those of the library.
//
// RUN: %tidy --warnings-as-errors='*' %s -- -std=gnu89 -w
void malloc(int size);
char fopen(const char *path, const char *mode);

void lookalikes(void) {
  malloc(1);
  fopen("a", "r");
}
