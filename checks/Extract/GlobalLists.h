//===- GlobalLists.h - Lists that hang from a variable ----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GLOBALLISTS_H
#define OURO_CHECKS_EXTRACT_GLOBALLISTS_H

#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/VariableUse.h"
#include "checks/Facts/GlobalFact.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <set>

namespace ouro::extract {

/// A pointer, or an array of pointers, that may be where lists begin.
struct ListHead {
  const clang::VarDecl *Variable; ///< canonical
  facts::GlobalFact Fact;
};

/// True if \p Variable may be a ListHead: its elements are structs of the user
/// that have a pointer to their own kind.
bool mayHeadList(const clang::VarDecl *Variable, const Symbols &Names);

/// Reads all bodies for elements that are put before the first one:
/// `n->next = head; head = n`. Whatever else happens to a head, or to the field
/// that links, may take elements out.
class GlobalLists {
public:
  GlobalLists(const SourceMap &Map, Symbols &Names,
              std::vector<ListHead> &Heads);

  /// Cost: a visit per expression of bodies that may mention a head, and of all
  /// bodies if one of the lists seems to grow only.
  void read(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
            const OutsideMentions &Mentions);

private:
  using Stmts = llvm::ArrayRef<const clang::Stmt *>;

  /// Function \p In lets field \p Link of \p Element (null: `this`) refer to
  /// what the head refers to.
  struct Link {
    const clang::FunctionDecl *In;
    unsigned Head;
    const clang::Decl *Element;
    const clang::ValueDecl *Field;
  };

  const ListHead *headOf(const clang::Expr *E, unsigned &Index) const;
  bool mayLink(const clang::FunctionDecl *F,
               const OutsideMentions &Mentions) const;
  void readBody(const clang::FunctionDecl *F);
  void readLink(const Mention &M);
  void addLink(const clang::ValueDecl *Field, const clang::Expr *Base,
               const clang::Expr *Value);
  void readHead(unsigned Head, const clang::Expr *E, Stmts Around);
  static bool isLinking(const clang::Expr *E, const clang::Stmt *Outer);
  void assign(unsigned Head, const clang::BinaryOperator *E);

  const SourceMap &Map;
  Symbols &Names;
  std::vector<ListHead> &Heads;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Known;
  const clang::FunctionDecl *In = nullptr;
  std::vector<Link> Links;
  std::set<std::pair<unsigned, const clang::FunctionDecl *>> Reads;
  /// Fields that are set to something else, too.
  llvm::DenseSet<const clang::ValueDecl *> Relinked;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALLISTS_H
