// T06: the ring is meant; the outside owner's destructor always breaks it.
#include <memory>

class Protocol;

class Link {
public:
  void talk(std::shared_ptr<Protocol> P) { Upper = std::move(P); }
  void hangUp() { Upper.reset(); }

private:
  std::shared_ptr<Protocol> Upper;
};

class Protocol {
public:
  void run(std::shared_ptr<Link> L) { Lower = std::move(L); }
  void shutDown() {
    if (Lower)
      Lower->hangUp();
    Lower.reset();
  }

private:
  std::shared_ptr<Link> Lower;
};

class Modem {
public:
  Modem() {
    auto Wire = std::make_shared<Link>();
    Wire->talk(Stack);
    Stack->run(Wire);
  }
  ~Modem() { Stack->shutDown(); }

private:
  std::shared_ptr<Protocol> Stack = std::make_shared<Protocol>();
};

int main() { Modem Dial; }
