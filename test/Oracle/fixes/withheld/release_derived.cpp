// Deleting through the base would not destroy the whole object.
// RULE: ouro-unreleased-resource
struct Base {
  int n = 0;
};
struct Derived : Base {
  Base other;
};

static int work(int n) {
  Base *object = new Derived;
  object->n = n;
  if (n < 0)
    return 1;
  return 0;
}

int main() { return work(-1) - 1; }
