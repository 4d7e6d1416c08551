//===- GlobalExtractor.h - Containers that outlive calls --------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H

#include "checks/Extract/GlobalLists.h"
#include "checks/Extract/GlobalUses.h"
#include "checks/Facts/TuFacts.h"

namespace ouro::extract {

/// Writes GlobalFacts: containers in static or thread storage, or in objects of
/// which all are there, and how they grow. Bodies are read only if there are
/// any.
class GlobalExtractor {
public:
  GlobalExtractor(const HandleModels &Models, const SourceMap &Map,
                  Symbols &Names, TypeHolds &Types, facts::TuFacts &Facts)
      : Models(Models), Map(Map), Names(Names), Types(Types), Facts(Facts) {}

  /// \p Statics are defined at namespace or class scope, \p Variables those of
  /// them with initialisers; \p Records of the user.
  void add(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
           llvm::ArrayRef<const clang::VarDecl *> Variables,
           std::vector<const clang::VarDecl *> Statics,
           llvm::ArrayRef<const clang::RecordDecl *> Records,
           const OutsideMentions &Mentions);

private:
  void addVariable(const clang::VarDecl *Variable);
  void addFields(const clang::VarDecl *Variable);
  void addLists(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
                llvm::ArrayRef<const clang::VarDecl *> Statics,
                const OutsideMentions &Mentions);
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
  const SourceMap &Map;
  Symbols &Names;
  TypeHolds &Types;
  facts::TuFacts &Facts;
  std::vector<WatchedGlobal> Globals;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALEXTRACTOR_H
