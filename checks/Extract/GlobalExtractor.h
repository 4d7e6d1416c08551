//===- GlobalExtractor.h - Containers that outlive calls --------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H

#include "checks/Extract/GlobalArrays.h"
#include "checks/Extract/GlobalLists.h"
#include "checks/Extract/GlobalUses.h"
#include "checks/Facts/TuFacts.h"

namespace ouro::extract {

/// Writes GlobalFacts: containers in static or thread storage, or in objects of
/// which all are there, lists and arrays that are kept by hand, and how they
/// grow. Bodies are read only if there are any.
class GlobalExtractor {
public:
  /// \p ForLinking: what is done to variables that are only declared here is
  /// written, too.
  GlobalExtractor(const HandleModels &Models, const ResourceModels &Resources,
                  const SourceMap &Map, Symbols &Names, TypeHolds &Types,
                  facts::TuFacts &Facts, bool ForLinking)
      : Models(Models), Resources(Resources), Map(Map), Names(Names),
        Types(Types), Facts(Facts), ForLinking(ForLinking) {}

  /// \p Statics are defined at namespace or class scope, for linking also only
  /// declared there, \p Variables those of them with initialisers; \p Records
  /// of the user.
  void add(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
           llvm::ArrayRef<const clang::VarDecl *> Variables,
           std::vector<const clang::VarDecl *> Statics,
           llvm::ArrayRef<const clang::RecordDecl *> Records,
           const OutsideMentions &Mentions);

private:
  using Functions = llvm::ArrayRef<const clang::FunctionDecl *>;

  void addVariable(const clang::VarDecl *Variable);
  void addFields(const clang::VarDecl *Variable);
  void addLists(Functions All, llvm::ArrayRef<const clang::VarDecl *> Statics,
                const OutsideMentions &Mentions);
  void addArrays(Functions All, llvm::ArrayRef<const clang::VarDecl *> Statics);
  void watch(const clang::ValueDecl *D, const clang::VarDecl *Variable);
  facts::GlobalFact factOf(const clang::ValueDecl *D,
                           const clang::VarDecl *Variable);
  bool isClosed(const clang::VarDecl *Variable);
  bool isHidden(const clang::CXXRecordDecl *Class, clang::AccessSpecifier As);
  void dropShared(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
                  llvm::ArrayRef<const clang::VarDecl *> Variables,
                  llvm::ArrayRef<const clang::RecordDecl *> Records);
  void addServed(const clang::FunctionDecl *Main);
  void addEndings(llvm::ArrayRef<const clang::FunctionDecl *> Functions);

  const HandleModels &Models;
  const ResourceModels &Resources;
  const SourceMap &Map;
  Symbols &Names;
  TypeHolds &Types;
  facts::TuFacts &Facts;
  const bool ForLinking;
  std::vector<WatchedGlobal> Globals;
  llvm::DenseSet<const clang::Decl *> Shown; ///< named in initialisers
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H
