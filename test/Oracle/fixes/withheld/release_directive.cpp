// What a directive leaves out may hold the release.
// RULE: ouro-unreleased-resource
static int work(int n) {
  int *number = new int(n);
  if (n < 0) {
#ifdef SLOW
    delete number;
#endif
    return 1;
  }
  delete number;
  return 0;
}

int main() { return work(-1) - 1; }
