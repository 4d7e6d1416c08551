//===- visitors.hpp - What the collector's passes do with an edge ---------===//
#ifndef OURO_DETAIL_VISITORS_HPP
#define OURO_DETAIL_VISITORS_HPP

#include "ouro/detail/marking.hpp"
#include "ouro/trace.hpp"

namespace ouro::detail {

struct on_mark {
  marker *to;
  void on_edge(edge_base const &of) const {
    if (header *target = of.target())
      to->reach(target);
  }
};
struct on_fetch {
  void on_edge(edge_base const &of) const {
    __builtin_prefetch(of.target(), 1);
  }
};
struct on_count {
  scratchpad const *in;
  bool has_container = false;
  void on_container() { has_container = true; }
  void on_edge(edge_base const &of) const {
    if (header *target = of.target(); target && !is_marked(target))
      in->count(target);
  }
};
struct on_weigh {
  balance *in;
  void on_edge(edge_base const &of) const {
    if (header *target = of.target(); target && !is_marked(target))
      in->found(target);
  }
};
struct on_unlink {
  void on_edge(edge_base const &of) const {
    header *target = of.target();
    cut(of);
    // No decrement inside garbage: those counts go away with it.
    if (target && is_marked(target))
      subtract(target, edge_one);
  }
};

} // namespace ouro::detail

#endif
