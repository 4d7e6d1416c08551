// The destructor may write what is returned.
// RULE: ouro-unreleased-resource
struct Counter {
  explicit Counter(int *into) : into(into) {}
  ~Counter() { ++*into; }
  int *into;
};

static int work(bool early) {
  int count = 0;
  Counter *counter = new Counter(&count);
  if (early)
    return count;
  delete counter;
  return count;
}

int main() { return work(true); }
