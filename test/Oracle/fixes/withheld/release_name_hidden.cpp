// An inner variable has the name, so that the release would find that one.
// RULE: ouro-unreleased-resource
static int work(int n) {
  int *number = new int(n);
  if (n < 0) {
    int *number = nullptr;
    return number ? 2 : 1;
  }
  delete number;
  return 0;
}

int main() { return work(-1) - 1; }
