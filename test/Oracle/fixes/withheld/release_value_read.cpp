// What is returned is read from the resource: it would be gone.
// RULE: ouro-unreleased-resource
struct Box {
  int size;
};

static int sizeOf(int n) {
  Box *box = new Box{n};
  return box->size;
}

int main() { return sizeOf(0); }
