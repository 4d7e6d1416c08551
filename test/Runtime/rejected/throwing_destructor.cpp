// The collector cannot do anything about an exception of a destructor.
// ERROR: make<T>: the destructor of T must not throw
#include "ouro/ref.hpp"

struct loud {
  using ouro_no_edges = void;
  ~loud() noexcept(false) {}
};

int main() { auto one = ouro::make<loud>(); }
