// A ring of handles that its owner takes apart.
#include "ouro/ref.hpp"

struct Wife;
struct Husband {
  using ouro_no_edges = void;
  ouro::ref<Wife> Other;
};
struct Wife {
  using ouro_no_edges = void;
  ouro::ref<Husband> Other;
};
class Couple {
public:
  Couple() : He(ouro::make<Husband>()), She(ouro::make<Wife>()) {
    He->Other = She;
    She->Other = He;
  }
  ~Couple() { He->Other.reset(); }

private:
  ouro::ref<Husband> He;
  ouro::ref<Wife> She;
};

int run() {
  Couple Two;
  return 0;
}
