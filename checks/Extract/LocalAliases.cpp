//===- LocalAliases.cpp ---------------------------------------------------===//
#include "checks/Extract/LocalAliases.h"
#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

/// Positions grow in the order of the text, but that a loop's step comes before
/// its body. \p Loads: only the value of \p S is used.
void LocalAliases::read(const Stmt *S, bool Loads) {
  ++Position;
  size_t Outer = Scope.size();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *D = dyn_cast<VarDecl>(Ref->getDecl()); D && !Loads)
      Lives[D].Writes.push_back(Position);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Each : Declaration->decls())
      if (const auto *D = dyn_cast<VarDecl>(Each)) {
        Lives[D].Begin = Position;
        Scope.push_back(D);
      }
  }
  const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
  bool Value = (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
               (Loads && isa<ParenExpr>(S));
  for (const Stmt *Child : S->children())
    if (Child)
      read(Child, Value);
  if (isa<DeclStmt>(S))
    return;
  for (const VarDecl *D : llvm::ArrayRef(Scope).drop_front(Outer))
    Lives[D].End = Position;
  Scope.resize(Outer);
}

/// The pointer that leads to \p Field, if any, is not written in the scope of
/// \p Own.
bool LocalAliases::staysDuring(const Life &Own, const Expr *Field) const {
  for (const Expr *E = Field;;) {
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *D =
        Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!D || D->getType()->isReferenceType())
      return false;
    E = plain(Member->getBase());
    if (isa<CXXThisExpr>(E))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref && !Member->isArrow())
      continue;
    const auto *Base = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Base || !Base->hasLocalStorage())
      return false;
    // Records and references stay where they are.
    return !Member->isArrow() || Base->getType()->isReferenceType() ||
           llvm::none_of(Lives.lookup(Base).Writes, [&](unsigned Write) {
             return Own.Begin < Write && Write <= Own.End;
           });
  }
}

const Expr *LocalAliases::fieldOf(const VarDecl *D) {
  if (!D->hasLocalStorage() || isa<ParmVarDecl>(D) || !D->getInit())
    return nullptr;
  const Expr *Field = plain(D->getInit());
  if (D->getType()->isPointerType()) {
    const auto *Address = dyn_cast<UnaryOperator>(Field);
    Field = Address && Address->getOpcode() == UO_AddrOf
                ? plain(Address->getSubExpr())
                : nullptr;
  } else if (!D->getType()->isReferenceType()) {
    return nullptr;
  }
  // By another type it is another view of the bytes, or a temporary.
  if (!Field || !isa<MemberExpr>(Field) ||
      !D->getASTContext().hasSameUnqualifiedType(D->getType()->getPointeeType(),
                                                 Field->getType()))
    return nullptr;
  if (Lives.empty())
    read(F.getBody(), /*Loads=*/false);
  Life Own = Lives.lookup(D);
  bool Fixed = D->getType()->isReferenceType() || Own.Writes.empty();
  return Fixed && Own.Begin != 0 && staysDuring(Own, Field) ? Field : nullptr;
}

} // namespace ouro::extract
