// Each instantiation would need its own look.
// RULE: ouro-unreleased-resource
template <class T> static int work(T n) {
  T *number = new T(n);
  if (n < 0)
    return 1;
  delete number;
  return 0;
}

int main() { return work(-1) - 1; }
