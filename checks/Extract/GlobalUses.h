//===- GlobalUses.h - What code does with long-lived containers -*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GLOBALUSES_H
#define OURO_CHECKS_EXTRACT_GLOBALUSES_H

#include "checks/Extract/GrowthReader.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/TypeHolds.h"
#include "checks/Extract/VariableUse.h"
#include "llvm/ADT/DenseSet.h"
#include <set>

namespace ouro::extract {

/// A container to watch.
struct WatchedGlobal {
  const clang::ValueDecl *Declared;      ///< variable or field, canonical
  const clang::CXXRecordDecl *Container; ///< class of the container
  /// Member: the class that it is a field of; what its constructors do happens
  /// once.
  const clang::CXXRecordDecl *Owner = nullptr;
  bool ByPointer = false; ///< a pointer to a container that is never freed
  facts::GlobalFact Fact;
};

/// What is known of any growth in \p F.
facts::GrowthFact growthIn(const clang::FunctionDecl *F, Symbols &Names);

/// False if nobody calls \p F, and nobody whom this TU does not show can.
bool mayRun(const clang::FunctionDecl *F, const Symbols &Names);

/// True if \p S decides about what happens, or says so to somebody.
bool isDecision(const clang::Stmt *S);

/// The head of a loop that walks over the elements bounds nothing: true if the
/// statement at \p Decision in \p Around stands in one.
bool isLoopOver(llvm::ArrayRef<const clang::Stmt *> Around, size_t Decision);

/// True if \p F tests a flag or number that lives on, and sets it: what it does
/// it does once, or not for ever. What is in \p Counts is no flag.
bool happensOnce(const clang::FunctionDecl *F,
                 const llvm::DenseSet<const clang::Decl *> &Counts = {});

/// The variable that \p E names, canonical; null if it is none.
const clang::VarDecl *variableIn(const clang::Stmt *E);

/// The variable, canonical, that \p Outer sets to \p E, or that starts with it;
/// null if there is none.
const clang::VarDecl *setBy(const clang::Expr *E, const clang::Stmt *Outer);

/// True if \p Outer is a call with the argument \p E that may change it, as it
/// is passed by reference.
bool mayChangeArgument(const clang::Expr *E, const clang::Stmt *Outer);

/// Reads all bodies for what they do with watched containers. Whatever is no
/// known way to look, add or remove is an escape: silence.
class GlobalUses {
public:
  GlobalUses(const HandleModels &Models, const SourceMap &Map, Symbols &Names,
             TypeHolds &Types, std::vector<WatchedGlobal> &Globals);

  /// Cost: a visit per expression, again for each level of functions that
  /// return references to what is watched.
  void read(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
            llvm::ArrayRef<const clang::VarDecl *> Variables);

private:
  using Stmts = llvm::ArrayRef<const clang::Stmt *>;

  /// What stands for a watched container in an expression.
  struct Alias {
    unsigned Global = 0;
    bool IsPointer = false; ///< it points to the container
    bool IsCall = false;    ///< calling it gives the container
  };

  struct Growth {
    unsigned Global;
    unsigned Index; ///< into Growths of its fact
    const clang::FunctionDecl *In;
    bool ResultUsed;
    llvm::SmallVector<const clang::ParmVarDecl *, 2> Keys;
    TextFields Texts; ///< that the keys are taken from, and nothing else
  };

  void readAll(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
               llvm::ArrayRef<const clang::VarDecl *> Variables);
  void readRoot(const clang::Stmt *Root);
  void noteCall(const Mention &M);
  void classify(Alias A, const clang::Expr *E, Stmts Around);
  void classifyPointer(Alias A, const clang::Expr *E, Stmts Around);
  void classifyPlain(Alias A, const clang::Expr *E, Stmts Around);
  void memberCall(Alias A, const clang::MemberExpr *Member, Stmts Around);
  void subscript(Alias A, const clang::CXXOperatorCallExpr *E, Stmts Around);
  void declare(Alias A, const clang::Expr *E, const clang::DeclStmt *S);
  void give(Alias A, bool IsPointer);
  void addAlias(const clang::ValueDecl *D, Alias A);
  void grow(Alias A, const clang::Expr *Call, const Addition &New, Stmts Around,
            bool ResultUsed);
  void testSize(Alias A, Stmts Around);
  bool isGuarded(Stmts Around) const;
  void conclude(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
                llvm::ArrayRef<const clang::VarDecl *> Variables);
  facts::GlobalFact &factOf(Alias A) { return Globals[A.Global].Fact; }

  const SourceMap &Map;
  Symbols &Names;
  TypeHolds &Types;
  GrowthReader Reader;
  std::vector<WatchedGlobal> &Globals;
  llvm::DenseMap<const clang::ValueDecl *, Alias> Aliases;
  bool Again = false; ///< an alias was found after what may use it was read
  const clang::FunctionDecl *In = nullptr; ///< null: an initialiser
  const clang::VarDecl *Initialised = nullptr;
  std::vector<Growth> Growths;
  /// Functions that look for keys, or whether the size allows more, by global.
  std::set<std::pair<unsigned, const clang::FunctionDecl *>> Finds, Tests;
  /// Parameters that are given something that is no constant, and functions
  /// whose address is taken.
  llvm::DenseSet<const clang::Decl *> Varied;
  /// Fields whose texts parameters are given.
  llvm::DenseMap<const clang::ParmVarDecl *, TextFields> TextsOf;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Once;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALUSES_H
