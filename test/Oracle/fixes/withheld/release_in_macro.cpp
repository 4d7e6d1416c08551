// The return is a macro's: other expansions would be edited too.
// RULE: ouro-unreleased-resource
#define LEAVE_IF(CONDITION)                                                    \
  do {                                                                         \
    if (CONDITION)                                                             \
      return 1;                                                                \
  } while (false)

static int work(int n) {
  int *number = new int(n);
  LEAVE_IF(n < 0);
  delete number;
  return 0;
}

int main() { return work(-1) - 1; }
