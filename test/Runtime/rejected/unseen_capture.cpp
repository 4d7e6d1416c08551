// A closure that may have captured edges.
// ERROR: the callable may capture edges that nobody sees: use
// ouro::capture(function, edges...)
#include "ouro/function.hpp"
#include "ouro/ref.hpp"

int main() {
  auto one = ouro::make<int>(1);
  ouro::function<int()> get = [one] { return *one; };
}
