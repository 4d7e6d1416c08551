//===- VariableUse.cpp ----------------------------------------------------===//
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace ouro::extract {

namespace {

class Walk {
public:
  explicit Walk(llvm::function_ref<bool(const Mention &)> Visit)
      : Visit(Visit) {}

  bool run(const Stmt *S) {
    if (!S)
      return true;
    const ValueDecl *Named = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Named = Ref->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      Named = Member->getMemberDecl();
    if (Named && !Visit({{Around},
                         cast<Expr>(S),
                         cast<ValueDecl>(Named->getCanonicalDecl())}))
      return false;
    bool Transparent = isa<CastExpr, ParenExpr, FullExpr,
                           MaterializeTemporaryExpr, CXXBindTemporaryExpr>(S);
    if (!Transparent)
      Around.push_back(S);
    bool All = true;
    for (const Stmt *Child : S->children())
      All = All && run(Child);
    if (!Transparent)
      Around.pop_back();
    return All;
  }

private:
  llvm::function_ref<bool(const Mention &)> Visit;
  llvm::SmallVector<const Stmt *, 16> Around;
};

} // namespace

const FunctionDecl *functionIn(const Stmt *E) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<FunctionDecl>(Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return dyn_cast<FunctionDecl>(Member->getMemberDecl());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getConstructor();
  return nullptr;
}

bool forEachMention(const Stmt *Root,
                    llvm::function_ref<bool(const Mention &)> Visit) {
  return Walk(Visit).run(Root);
}

bool forEachUse(const Stmt *Root, const VarDecl *Variable,
                llvm::function_ref<bool(const VariableUse &)> Visit) {
  const ValueDecl *Wanted = Variable->getCanonicalDecl();
  return forEachMention(Root, [&](const Mention &M) {
    const auto *Ref = dyn_cast<DeclRefExpr>(M.Naming);
    return M.Named != Wanted || !Ref || Visit({{M.Around}, Ref});
  });
}

} // namespace ouro::extract
