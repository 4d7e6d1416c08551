//===- CountedStruct.h - Reference counts kept by hand ----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_COUNTEDSTRUCT_H
#define OURO_CHECKS_EXTRACT_COUNTEDSTRUCT_H

#include "checks/Extract/CountedHold.h"
#include "checks/Extract/PointerUse.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Vocabulary/HandleModel.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include <memory>

namespace ouro::extract {

/// Structs whose references are counted by hand, in C or in free functions of
/// C++, known by what the functions of the TU do:
///   release   counts an integer of its argument down and, if some condition on
///             it holds, frees the argument or hands it to who does;
///   teardown  what runs when an object ends: release functions, functions that
///             free their argument, and what they pass it on to;
///   hold      a field that a teardown releases (Shared) or frees (Unique).
/// Functions of libraries are known by models. A release under a flag that the
/// struct itself carries makes no hold: the field may be borrowed.
/// Cost: linear in the bodies, times the depth of calls.
class CountedStructs {
public:
  CountedStructs(const HandleModels &Models, const SourceMap &Map,
                 Symbols &Names)
      : Models(Models), Map(Map), Names(Names) {}

  /// Reads the TU's functions that have a body and are no methods, and tables
  /// of functions among the variables. Called once, before anything is asked.
  void read(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
            llvm::ArrayRef<const clang::VarDecl *> Variables,
            OutsideMentions &Mentions);

  /// \p F has no body in this TU.
  void addDeclared(const clang::FunctionDecl *F);

  llvm::ArrayRef<CountedHold> holdsOf(const clang::FieldDecl *Field) const;
  llvm::ArrayRef<KeptByCall> keptByCalls() const { return Kept; }
  /// Types of another language whose collector does not see what they hold.
  std::vector<facts::UncollectedFact>
  uncollectedTypes(llvm::ArrayRef<const clang::VarDecl *> Variables) const;

  /// True if a field of \p Record is a hold, or a part of it owns something.
  bool owns(const clang::RecordDecl *Record) const;

  /// True for an owning struct and for a pointer to one.
  bool isRelevant(clang::QualType T) const;

  /// True if \p E, or what it is the address of, is a field that is a hold.
  bool isHeldIn(const clang::Expr *E) const;

  /// True if \p F only gives a reference back: it changes no hold by itself.
  bool isRelease(const clang::FunctionDecl *F) const;

  /// The struct whose objects \p F takes apart when they end, or null. Also
  /// null if something else than the end of an object may call it.
  const clang::RecordDecl *tornDownBy(const clang::FunctionDecl *F) const;

  /// The argument that a call of \p F returns.
  std::optional<unsigned> returnedArgument(const clang::FunctionDecl *F) const;

  /// True if a function of the form `void f(T *)` that is no release has its
  /// body in another TU: it may take objects apart before they end.
  bool mayBeTornDownElsewhere(const clang::RecordDecl *Record) const;

  /// What call or assignment \p E stores beyond its types; null if nothing.
  const CountedStore *storeOf(const clang::Expr *E) const;

private:
  using Parameter = std::pair<const clang::FunctionDecl *, unsigned>;
  using Parameters = llvm::DenseSet<Parameter>;
  template <class Key, class T> using Per = llvm::DenseMap<const Key *, T>;

  /// A function that puts a parameter into a field of another one, together
  /// with the function that drops it.
  struct Registration {
    PointerPath Kept; ///< from the owning parameter to the field
    unsigned Owner, Data, Destroy;
  };

  const CallModel *modelOf(const clang::NamedDecl *D) const;
  static std::optional<unsigned> parameter(const PointerPath &P,
                                           const clang::FunctionDecl *F);
  void addTargets(const clang::Expr *Init);
  void addCounters();
  bool addCounters(const clang::FunctionDecl *F);
  bool addEnds(const clang::FunctionDecl *F);
  bool endsByItself(const clang::FunctionDecl *F, const PointerPass &Pass,
                    llvm::function_ref<bool()> Counted) const;
  bool isCountedIn(const clang::FunctionDecl *F, unsigned Index) const;
  const PointerTests &testsOf(const clang::FunctionDecl *F) const;
  void addTeardowns();
  void addTeardown(const clang::FunctionDecl *F, unsigned Index);
  void addHolds();
  void addHold(const clang::FunctionDecl *F, const PointerPass &Pass);
  void addHold(const clang::FieldDecl *Field, CountedHold Hold);
  std::optional<facts::HoldKind> kindOf(const PointerPass &Pass) const;
  std::optional<facts::HoldKind> kindOf(const clang::FunctionDecl *F) const;
  void addClosedTeardowns();
  void addOwners();
  const clang::Expr *retained(const clang::Expr *E) const;
  void addOpenFields(const clang::RecordDecl *Record, llvm::StringRef Held,
                     facts::UncollectedFact &Out) const;

  // CountedData.cpp: user data and containers of other worlds.
  void addRegistrations();
  bool addRegistration(const clang::FunctionDecl *F);
  void addStores(const clang::FunctionDecl *F);
  void addPairStores(const clang::FunctionDecl *F);
  void addContainers(const clang::FunctionDecl *F);
  void addInsert(const clang::FunctionDecl *F, const clang::CallExpr *Call,
                 const CallModel &Model);
  void keep(const clang::CallExpr *Call, const Registration &R);
  void keepByModel(const clang::CallExpr *Call, const CallModel &Model);
  const clang::RecordDecl *structOf(const clang::Expr *E);

  const HandleModels &Models;
  const SourceMap &Map;
  Symbols &Names;
  mutable Per<clang::NamedDecl, const CallModel *> ModelOf; ///< or null
  llvm::MapVector<const clang::FunctionDecl *, PointerUse> Uses;
  mutable Per<clang::FunctionDecl, std::unique_ptr<PointerTests>> Tests;
  mutable Per<clang::FunctionDecl, std::optional<unsigned>> Returned;
  /// Functions that a field of function pointer type is set to.
  Per<clang::FieldDecl, llvm::SmallVector<const clang::FunctionDecl *, 2>>
      Targets;
  llvm::DenseMap<Parameter, llvm::SmallVector<PointerPath, 2>> Downs, Ups;
  llvm::DenseSet<const clang::FieldDecl *> CountedUp;
  Parameters Releases, Frees, Dying;
  Per<clang::FunctionDecl, const clang::RecordDecl *> Ends;
  llvm::MapVector<const clang::FieldDecl *, llvm::SmallVector<CountedHold, 1>>
      Holds;
  llvm::DenseSet<const clang::RecordDecl *> Owners, OpenStructs;
  /// User data fields and the fields of the functions that drop them.
  llvm::DenseMap<const clang::FieldDecl *, const clang::FieldDecl *> Droppers;
  Per<clang::FunctionDecl, llvm::SmallVector<Registration, 1>> Registrations;
  llvm::DenseMap<const clang::FieldDecl *, facts::HoldKind> Containers;
  llvm::DenseMap<const clang::Expr *, CountedStore> Stores;
  std::vector<KeptByCall> Kept;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_COUNTEDSTRUCT_H
