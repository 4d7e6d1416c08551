//===- Canonical.h - Equal facts, equal bytes -------------------*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_CANONICAL_H
#define OURO_CHECKS_SUMMARY_CANONICAL_H

#include "checks/Summary/Coding.h"

namespace ouro::summary {

/// Bytes that are equal exactly for equal facts, in this process and in every
/// other one: an order and an equality for facts that have none. Cost: linear,
/// with an allocation; meant for the few that meet under one identity.
template <class T> std::string canonical(const T &Fact) {
  WriteTables Tables;
  Encoder Out(Tables);
  walk(Out, Fact);
  for (const std::string &Text : Tables.Texts) {
    Out.put(Text.size());
    Out.Out += Text;
  }
  for (uint64_t Symbol : Tables.Symbols)
    Out.put(Symbol);
  return std::move(Out.Out);
}

/// Replaces identities, wherever they stand in a fact.
class Renamer {
public:
  explicit Renamer(const llvm::DenseMap<SymbolId, SymbolId> &Names)
      : Names(Names) {}

  void symbol(SymbolId &Symbol) {
    if (auto It = Names.find(Symbol); It != Names.end())
      Symbol = It->second;
  }
  template <class T> void number(T &) {}
  void text(std::string &) {}
  void file(FileName &) {}
  void span(SourceSpan &) {}
  void signs(SignSet &) {}
  template <class T> void list(std::vector<T> &List) {
    for (T &Each : List)
      walk(*this, Each);
  }
  template <class T> void maybe(std::optional<T> &Value) {
    if (Value)
      walk(*this, *Value);
  }
  template <class... T> void members(const char *, T &...Each) {
    (walk(*this, Each), ...);
  }

private:
  const llvm::DenseMap<SymbolId, SymbolId> &Names;
};

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_CANONICAL_H
