//===- LocalAliases.h - Local names of fields -------------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_LOCALALIASES_H
#define OURO_CHECKS_EXTRACT_LOCALALIASES_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace ouro::extract {

/// Local variables of one function that are only another name of a field:
/// `T &x = r->field;`, `T *x = &r->field;`. Neither they nor what leads to the
/// field is written while they live.
class LocalAliases {
public:
  explicit LocalAliases(const clang::FunctionDecl &F) : F(F) {}

  /// The field that \p D, or what it points to, is; null if it is none or may
  /// be another one later. Cost: the first time one visit per statement.
  const clang::Expr *fieldOf(const clang::VarDecl *D);

private:
  /// Positions in the body.
  struct Life {
    unsigned Begin = 0, End = 0;           ///< of its scope
    llvm::SmallVector<unsigned, 2> Writes; ///< where it may be written
  };

  void read(const clang::Stmt *S, bool Loads);
  bool staysDuring(const Life &Own, const clang::Expr *Field) const;

  const clang::FunctionDecl &F;
  unsigned Position = 0;
  std::vector<const clang::VarDecl *> Scope; ///< declared, and still alive
  llvm::DenseMap<const clang::VarDecl *, Life> Lives; ///< empty: not yet read
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_LOCALALIASES_H
