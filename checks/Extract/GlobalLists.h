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

/// True if \p D is a pointer of a struct to its own kind.
bool isLink(const clang::ValueDecl *D);

/// Reads all bodies for elements that are put before others:
/// `n->next = head; head = n`, or the same through a pointer to where the rest
/// of a list hangs. Whatever else happens to a head, or to the field that
/// links, may take elements out.
class GlobalLists {
public:
  GlobalLists(const SourceMap &Map, Symbols &Names,
              std::vector<ListHead> &Heads);

  /// Cost: three visits per expression where heads are mentioned; everywhere if
  /// one of the lists seems to grow only, or if \p All are wanted: what they do
  /// to lists of other TUs.
  void read(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
            const OutsideMentions &Mentions, bool All);

  /// The links of types that other TUs can name that are set to something else
  /// than to put an element before others; sorted.
  std::vector<SymbolId> relinked();

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

  /// A local variable that points to where a list, or the rest of one, hangs:
  /// `T **at = &head`, `at = &(*at)->next`.
  struct Cursor {
    std::set<unsigned> Heads;
    llvm::SmallVector<const clang::ValueDecl *, 2> Fields;
    bool Lost = false; ///< whatever it points to may change
  };

  void findCursors(const clang::FunctionDecl *F);
  Cursor *pointedWith(const clang::Expr *Address, Stmts Around);
  void followCursor(const Mention &M);
  void concludeCursors();
  bool isFollowed(const clang::Expr *Address) const {
    return Followed.contains(Address);
  }

  const Cursor *cursorIn(const clang::Expr *E) const;
  void readBodies(llvm::ArrayRef<const clang::FunctionDecl *> Functions);
  bool mayLink(const clang::FunctionDecl *F,
               const OutsideMentions &Mentions) const;
  const ListHead *headOf(const clang::Expr *E, unsigned &Index) const;
  void readLinks(const clang::FunctionDecl *F);
  void readLink(const Mention &M);
  void addLink(const clang::ValueDecl *Field, const clang::Expr *Base,
               const clang::Expr *Value);
  void readHead(unsigned Head, const clang::Expr *E, Stmts Around);
  void readSlot(unsigned Head, const clang::Expr *E, Stmts Around);
  void readCursor(const Cursor &At, const Mention &M);
  static bool isLinking(const clang::Expr *E, const clang::Stmt *Outer);
  bool isPut(unsigned Head, const clang::Expr *Value) const;
  void assign(unsigned Head, const clang::BinaryOperator *E);

  const SourceMap &Map;
  Symbols &Names;
  std::vector<ListHead> &Heads;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Known;
  llvm::DenseMap<const clang::ValueDecl *, Cursor> Cursors;
  /// Addresses that cursors get.
  llvm::DenseSet<const clang::Expr *> Followed;
  const clang::FunctionDecl *In = nullptr;
  std::vector<Link> Links;
  std::set<std::pair<unsigned, const clang::FunctionDecl *>> Reads;
  /// Fields that are set to something else, too.
  llvm::DenseSet<const clang::ValueDecl *> Relinked;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALLISTS_H
