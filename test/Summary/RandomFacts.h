//===- RandomFacts.h - Facts of any shape -----------------------*- C++ -*-===//
#ifndef OURO_TEST_SUMMARY_RANDOMFACTS_H
#define OURO_TEST_SUMMARY_RANDOMFACTS_H

#include "checks/Summary/Walk.h"
#include <random>

namespace ouro::summary {

/// Fills facts with values from small pools, so that different facts often meet
/// under one identity. They need not make sense.
class Randomizer {
public:
  explicit Randomizer(unsigned Seed) : Source(Seed) {}

  template <class T> T make() {
    T Fact;
    walk(*this, Fact);
    return Fact;
  }
  unsigned below(unsigned Limit) { return Source() % Limit; }

  template <class T> void number(T &Value) {
    if constexpr (std::is_enum_v<T>)
      Value = static_cast<T>(below(static_cast<unsigned>(Last<T>) + 1));
    else if constexpr (std::is_same_v<T, bool>)
      Value = below(2);
    else
      Value = below(8) ? static_cast<T>(below(4)) : static_cast<T>(-1);
  }
  void text(std::string &Text) { Text = std::string(below(3), 'x'); }
  void file(FileName &Name) { Name = below(2) ? "/r/a.cpp" : "/r/b.h"; }
  void span(SourceSpan &Span) {
    file(Span.Begin.File);
    Span.Begin.Line = 1 + below(3);
    Span.Begin.Column = 1 + below(2);
    Span.EndLine = Span.Begin.Line + below(2);
    Span.EndColumn = 1 + below(4);
  }
  void symbol(SymbolId &Symbol) { Symbol = {below(5)}; }
  void signs(SignSet &Signs) {
    Signs = below(2) ? SignSet::positive() : SignSet::notPositive();
  }
  template <class T> void list(std::vector<T> &List) {
    List.resize(below(Depth > 2 ? 2 : 4));
    ++Depth;
    for (T &Each : List)
      walk(*this, Each);
    --Depth;
  }
  template <class T> void maybe(std::optional<T> &Value) {
    if (below(2))
      walk(*this, Value.emplace());
  }
  template <class... T> void members(const char *, T &...Each) {
    (walk(*this, Each), ...);
  }

private:
  std::mt19937 Source;
  unsigned Depth = 0;
};

} // namespace ouro::summary

#endif // OURO_TEST_SUMMARY_RANDOMFACTS_H
