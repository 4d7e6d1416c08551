//===- Symbols.h - Identity and names of declarations -----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_SYMBOLS_H
#define OURO_CHECKS_EXTRACT_SYMBOLS_H

#include "checks/Vocabulary/SourcePos.h"
#include "checks/Vocabulary/SymbolId.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <string>
#include <unordered_map>

namespace clang {
class CXXRecordDecl;
class SourceManager;
} // namespace clang

namespace ouro::extract {

class SourceMap;

/// Names declarations: stable identities for facts, qualified names for models
/// and for people. Everything is computed once per declaration.
class Symbols {
public:
  Symbols(clang::ASTContext &Context, const SourceMap &Map);

  SymbolId idOf(const clang::NamedDecl *D);

  /// The name models use: qualified, without template arguments and inline
  /// namespaces, e.g. "std::vector",
  /// "std::enable_shared_from_this::shared_from_this".
  const std::string &modelName(const clang::NamedDecl *D);

  /// The name people read: qualified, with template arguments.
  std::string displayName(const clang::NamedDecl *D) const;

  /// The class itself and the field: "Node::up"; only the field's name if the
  /// class has none.
  static std::string fieldName(const clang::FieldDecl *Field);

  /// False for declarations in system headers, which we only know by models.
  bool isUserCode(const clang::Decl *D) const;

  /// True if only the main file can name \p D: it is first declared there.
  bool isConfined(const clang::Decl *D) const;

  /// Whether callers that this TU does not show may call \p F. Members of
  /// classes that only the main file can name are called by what stands here,
  /// or never; overriders are called through the function they override.
  bool isOpen(const clang::FunctionDecl *F) const;

  /// True if nobody but the members of \p Class, all of which have their bodies
  /// in this TU, can get at what is private in it.
  static bool isWhole(const clang::CXXRecordDecl *Class);

private:
  /// For identities: without the source root.
  SourcePos placeOf(const clang::NamedDecl *D) const;

  clang::ASTContext &Context;
  const SourceMap &Map;
  bool MainIsHeader;
  llvm::DenseMap<const clang::NamedDecl *, SymbolId> Ids;
  std::unordered_map<const clang::NamedDecl *, std::string> ModelNames;
};

/// Only this TU can name \p D; another one may define its like under the same
/// USR.
bool isLocalToUnit(const clang::NamedDecl *D);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_SYMBOLS_H
