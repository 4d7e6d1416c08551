//===- Relays.h - Variables that stand in for parameters --------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_RELAYS_H
#define OURO_CHECKS_EXTRACT_RELAYS_H

#include "checks/Facts/FlowFacts.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace ouro::extract {

/// Finds relays: variables at file scope that one function, their writer, sets
/// before it calls functions of this TU that read them, and that nobody else
/// knows. Whoever reads a relay got it from the writer that is still running,
/// so what the writer leaves there is lost as in a local variable.
///
/// Only where the readers just look at what they find: who releases it or keeps
/// it elsewhere would have to be followed.
class Relays {
public:
  /// False for what cannot be one, by its declaration.
  static bool mayBe(const clang::VarDecl *D);

  // What the scan sees; \p In is null in initialisers of globals.

  /// Any mention of a variable but plain reads; writes are announced, too.
  void addMention(const clang::VarDecl *D) { ++Variables[keyOf(D)].Mentions; }
  void addWrite(const clang::VarDecl *D, const clang::FunctionDecl *In);
  void addRead(const clang::VarDecl *D, const clang::FunctionDecl *In) {
    Variables[keyOf(D)].Readers.insert(In);
  }
  /// \p In does more with the value than to look at it.
  void addUse(const clang::VarDecl *D, const clang::FunctionDecl *In) {
    Variables[keyOf(D)].Users.insert(In);
  }
  /// A name of a function, and the direct calls among them.
  void addName(const clang::FunctionDecl *F) { ++Names[F->getCanonicalDecl()]; }
  void addCall(const clang::FunctionDecl *F) { --Names[F->getCanonicalDecl()]; }

  /// Relays and their writers, once all of \p Functions, as in \p Facts, were
  /// scanned.
  llvm::DenseMap<const clang::VarDecl *, const clang::FunctionDecl *>
  find(const facts::FlowFacts &Facts,
       llvm::ArrayRef<const clang::FunctionDecl *> Functions) const;

private:
  using FunctionSet = llvm::SmallSetVector<const clang::FunctionDecl *, 4>;
  struct Known {
    unsigned Mentions = 0, Writes = 0;
    const clang::FunctionDecl *Writer = nullptr;
    bool ManyWriters = false;
    FunctionSet Readers, Users;
  };
  class Judge;

  static const clang::VarDecl *keyOf(const clang::VarDecl *D) {
    return D->getCanonicalDecl();
  }

  llvm::MapVector<const clang::VarDecl *, Known> Variables;
  /// Names of functions that are no calls of them.
  llvm::DenseMap<const clang::FunctionDecl *, int> Names;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_RELAYS_H
