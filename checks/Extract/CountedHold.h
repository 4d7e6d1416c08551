//===- CountedHold.h - What counts kept by hand hold ------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_COUNTEDHOLD_H
#define OURO_CHECKS_EXTRACT_COUNTEDHOLD_H

#include "checks/Facts/Fact.h"
#include "clang/AST/Decl.h"

namespace ouro::extract {

/// What a pointer field of a struct keeps alive.
struct CountedHold {
  const clang::RecordDecl *Held;
  facts::HoldKind Kind; ///< Shared, Unique or Part
  bool Many = false;
  SourceSpan Where; ///< not valid: the field itself
};

/// A hold that no field shows: a library keeps data for one of its objects.
struct KeptByCall {
  SymbolId Field;   ///< stands for the place where the library keeps it
  std::string Name; ///< of the function that keeps it
  const clang::RecordDecl *Holder;
  CountedHold Hold;
};

/// A call, or assignment, that makes an object keep a pointer whose type does
/// not say so: user data with a function that drops it.
struct CountedStore {
  unsigned Owner = 0;         ///< argument that keeps it, or the container
  std::vector<SymbolId> Path; ///< from the owner to where it is kept
  unsigned Data = 0;          ///< argument that is kept
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_COUNTEDHOLD_H
