// Handles in classes that have nothing to report: counts, no more.
#include "ouro/ref.hpp"

struct Wife;
struct Husband {
  using ouro_no_edges = void;
  ouro::ref<Wife> Other; // FLAG
};
struct Wife {
  using ouro_no_edges = void;
  ouro::ref<Husband> Other; // FLAG
};

int run() {
  auto He = ouro::make<Husband>();
  auto She = ouro::make<Wife>();
  He->Other = She;
  She->Other = He;
  return He->Other ? 0 : 1;
}
