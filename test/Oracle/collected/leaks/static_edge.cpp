// An edge in a variable belongs to no object that anybody asks.
#include "ouro/gc.hpp"

struct Job {
  ouro::edge<Job> After;
  void trace(auto &Visit) const { Visit(After); }
};
static ouro::edge<Job> First; // FLAG

int run() {
  First = ouro::make<Job>();
  First->After = ouro::make<Job>();
  ouro::gc::collect();
  return First->After ? 0 : 1;
}
