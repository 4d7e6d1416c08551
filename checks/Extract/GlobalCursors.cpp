//===- GlobalCursors.cpp - Pointers to where lists hang -------------------===//
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/GlobalLists.h"
#include "checks/Extract/GlobalUses.h"

using namespace clang;

namespace ouro::extract {

/// The cursor that gets \p Address; null if something else does.
GlobalLists::Cursor *GlobalLists::pointedWith(const Expr *Address,
                                              Stmts Around) {
  const VarDecl *Set = setBy(Address, Around.empty() ? nullptr : Around.back());
  if (!Set || !Set->hasLocalStorage() || isa<ParmVarDecl>(Set) ||
      !Set->getType()->isPointerType())
    return nullptr;
  Followed.insert(Address);
  return &Cursors[Set];
}

void GlobalLists::findCursors(const FunctionDecl *F) {
  forEachMention(F->getBody(), [&](const Mention &M) {
    auto Head = Known.find(M.Named);
    bool IsHead = Head != Known.end();
    if (!IsHead && !isLink(M.Named))
      return true;
    const Expr *E = M.Naming;
    Stmts Around = M.Around;
    bool IsArray = IsHead && M.Named->getType()->isArrayType();
    auto Step = [&] {
      E = cast<Expr>(Around.back());
      Around = Around.drop_back();
    };
    if (const auto *Subscript =
            dyn_cast_or_null<ArraySubscriptExpr>(M.around());
        Subscript && stripped(Subscript->getBase()) == E) {
      Step();
      IsArray = false;
    }
    // `&head`, `&heads[i]`, `heads + i`, `heads`.
    const Stmt *Outer = Around.empty() ? nullptr : Around.back();
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer);
    const auto *Sum = dyn_cast_or_null<BinaryOperator>(Outer);
    if (IsArray ? Sum && Sum->getOpcode() == BO_Add
                : Unary && Unary->getOpcode() == UO_AddrOf)
      Step();
    else if (!IsArray)
      return true;
    if (Cursor *At = pointedWith(E, Around)) {
      if (IsHead)
        At->Heads.insert(Head->second);
      else
        At->Fields.push_back(M.Named);
    }
    return true;
  });
  if (!Cursors.empty())
    forEachMention(F->getBody(), [&](const Mention &M) {
      followCursor(M);
      return true;
    });
}

/// A cursor that is not only looked through, compared, or moved along lists is
/// lost.
void GlobalLists::followCursor(const Mention &M) {
  auto It = Cursors.find(M.Named);
  if (It == Cursors.end())
    return;
  const Stmt *Outer = M.around();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer)) {
    // From one head of an array to the next.
    bool Moves =
        Unary->isIncrementDecrementOp() && It->second.Fields.empty() &&
        !isa_and_nonnull<UnaryOperator, ArraySubscriptExpr>(M.around(1));
    It->second.Lost |= !Moves && Unary->getOpcode() != UO_Deref &&
                       Unary->getOpcode() != UO_LNot;
    return;
  }
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer)) {
    bool IsSet = Binary->getOpcode() == BO_Assign &&
                 stripped(Binary->getLHS()) == M.Naming;
    const Expr *Value = stripped(Binary->getRHS());
    It->second.Lost |=
        IsSet ? !isFollowed(Value) && !isEmptyValue(Value)
              : !Binary->isComparisonOp() && !Binary->isLogicalOp();
    return;
  }
  It->second.Lost |=
      !isa_and_nonnull<IfStmt, WhileStmt, ForStmt, DoStmt>(Outer);
}

/// Who has a lost cursor may take out what it points to.
void GlobalLists::concludeCursors() {
  for (auto &[Variable, At] : Cursors) {
    if (const Expr *Init = cast<VarDecl>(Variable)->getInit())
      At.Lost |= !isFollowed(stripped(Init)) && !isEmptyValue(Init);
    if (!At.Lost)
      continue;
    for (unsigned Head : At.Heads)
      Heads[Head].Fact.Escapes = true;
    Relinked.insert(At.Fields.begin(), At.Fields.end());
  }
}

} // namespace ouro::extract
