//===- BodyExtractor.h - What function bodies do to holds -------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_BODYEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_BODYEXTRACTOR_H

#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/TypeHolds.h"
#include "checks/Facts/TuFacts.h"

namespace clang {
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace ouro::extract {

/// What reading one body needs to know about its TU.
struct BodyContext {
  clang::ASTContext &Context;
  const HandleModels &Models;
  const SourceMap &Map;
  Symbols &Names;
  TypeHolds &Types;
  CountedStructs &Counted;
};

/// Turns function bodies into FunctionFacts: which objects they touch, and what
/// they bind, store, capture, break, call and return, in source order. Purely
/// syntactic: no fixpoint, one visit per statement.
class BodyExtractor {
public:
  BodyExtractor(BodyContext Context, facts::TuFacts &Facts)
      : Context(Context), Facts(Facts) {}

  /// \p F has a body and is not dependent.
  void addFunction(const clang::FunctionDecl *F);

  /// Initialisers of variables at namespace or class scope together make one
  /// function that runs before main.
  void addInitialisers(llvm::ArrayRef<const clang::VarDecl *> Variables);

private:
  BodyContext Context;
  facts::TuFacts &Facts;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_BODYEXTRACTOR_H
