//===- PointerUse.h - What a C function does with pointers ------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_POINTERUSE_H
#define OURO_CHECKS_EXTRACT_POINTERUSE_H

#include "checks/Extract/VariableUse.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace ouro::extract {

/// What a pointer expression leads to: a variable, or a field reached from it.
/// Dereferences and subscripts are seen through.
struct PointerPath {
  const clang::VarDecl *Root = nullptr;
  llvm::SmallVector<const clang::FieldDecl *, 3> Fields;
  bool Many = false;    ///< one of several: by subscript, or walking a list
  bool Address = false; ///< the place of the last field, not what is in it

  bool operator==(const PointerPath &Other) const {
    return Root == Other.Root && Fields == Other.Fields;
  }
};

/// A pointer is given to a function, or deleted.
struct PointerPass {
  PointerPath What;
  const clang::Expr *By = nullptr; ///< the call or delete expression
  const clang::FunctionDecl *Callee = nullptr; ///< null: delete, or a pointer
  const clang::FieldDecl *Through = nullptr;   ///< the function pointer's field
  unsigned Argument = 0;
  bool Conditional = false; ///< in a branch, or after one that leaves
};

/// An integer that is counted up or down by one expression.
struct CounterChange {
  PointerPath Counter;
  bool Up;
};

/// A pointer is written into a field.
struct FieldStore {
  PointerPath Target;
  const clang::Expr *Value;
  const clang::Expr *Whole;
};

/// What one function body does with the pointers it gets.
struct PointerUse {
  std::vector<PointerPass> Passes;
  std::vector<CounterChange> Counters;
  std::vector<FieldStore> Stores;
  std::vector<const clang::CallExpr *> Calls; ///< of named functions
  OutsideVariables Outside;                   ///< that are mentioned
};

/// What the conditions of a body depend on.
struct PointerTests {
  llvm::SmallPtrSet<const clang::FieldDecl *, 4> Fields;
  /// By index into PointerUse::Passes: a flag is tested around it, so that what
  /// is done may depend on the flag.
  std::vector<bool> Flagged;
};

/// The index of the argument that a function returns, if it is known to.
using ReturnedArgument =
    llvm::function_ref<std::optional<unsigned>(const clang::FunctionDecl *)>;

/// Reads the body of \p F. Flow-insensitive: a local pointer is another name
/// for everything that is ever assigned to it, MaxNames at most.
/// Cost: one walk over the body, and two or three over what it found.
PointerUse readPointerUse(const clang::FunctionDecl &F,
                          ReturnedArgument Returned);

/// Reads the conditions, too. Costs as much again; few functions are asked.
PointerTests readPointerTests(const clang::FunctionDecl &F,
                              ReturnedArgument Returned);

/// The parameter that every `return` of \p F with a value other than null
/// gives back, maybe through a local variable that is initialised with it.
std::optional<unsigned> returnedParameter(const clang::FunctionDecl &F,
                                          ReturnedArgument Returned);

/// The function that \p E names, or null.
const clang::FunctionDecl *namedFunction(const clang::Expr *E);

/// The struct at the end of pointers and arrays of \p T, or null.
const clang::RecordDecl *structBehind(clang::QualType T);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_POINTERUSE_H
