// Objects are not const; references to them may be.
// ERROR: make<T>: T is an object type without const
#include "ouro/ref.hpp"

int main() { auto one = ouro::make<int const>(1); }
