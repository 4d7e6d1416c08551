//===- ref.hpp - References: make, ref, edge, weak, id --------------------===//
//
//   struct person {
//     ouro::edge<person> friend_;
//     void trace(auto &visit) const { visit(friend_); }
//   };
//   auto ann = ouro::make<person>(), bob = ouro::make<person>();
//   ann->friend_ = bob, bob->friend_ = ann;   // a ring: freed by the collector
//
//===----------------------------------------------------------------------===//
#ifndef OURO_REF_HPP
#define OURO_REF_HPP

#include "ouro/adapters.hpp"
#include "ouro/edge.hpp"
#include "ouro/handle.hpp"
#include "ouro/make.hpp"
#include "ouro/trace.hpp"
#include "ouro/weak.hpp"

#endif
