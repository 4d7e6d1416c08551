// A handle in a class whose objects are collected is a root for ever.
#include "ouro/ref.hpp"

#include <vector>

struct Pupil;
struct School {
  std::vector<ouro::edge<Pupil>> Pupils;
  void trace(auto &Visit) const { Visit(Pupils); }
};
struct Pupil {
  ouro::ref<School> At; // FLAG
  ouro::edge<Pupil> Friend;
  void trace(auto &Visit) const { Visit(Friend); }
};

int run() {
  auto Place = ouro::make<School>();
  auto One = ouro::make<Pupil>();
  One->At = Place;
  Place->Pupils.push_back(One);
  return Place->Pupils.size() == 1 ? 0 : 1;
}
