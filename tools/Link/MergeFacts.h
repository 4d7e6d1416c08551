//===- MergeFacts.h - What several TUs say together -------------*- C++ -*-===//
#ifndef OURO_TOOLS_LINK_MERGEFACTS_H
#define OURO_TOOLS_LINK_MERGEFACTS_H

#include "checks/Facts/TuFacts.h"

namespace ouro::link {

/// What TUs say together, in normal form: sorted, each fact once. A join:
///   merge({A, B}) = merge({B, A})
///   merge({merge({A, B}), C}) = merge({A, merge({B, C})})
///   merge({A, A}) = merge({A}), merge({merge({A})}) = merge({A})
/// so that neither order nor grouping nor repetition matters. Of facts with the
/// same identity, members are joined one by one:
///   classes    complete if one is; what silences, silences; confined, and not
///              torn down elsewhere, only if all complete ones say so
///   holds      with the same ends, field and kind are one
///   functions  definitions with one identity say the same; were they compiled
///              differently, the least in canonical order stands for all
///   globals    growths united; taken from, or out of sight, if anywhere
/// The main file is none. There are errors if all had some: what a broken TU
/// adds is taken as it is. Cost: sorting.
facts::TuFacts merge(std::vector<facts::TuFacts> Units);

} // namespace ouro::link

#endif // OURO_TOOLS_LINK_MERGEFACTS_H
