//===- VariableUse.cpp ----------------------------------------------------===//
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace ouro::extract {

namespace {

class Walk {
public:
  Walk(const VarDecl *Variable,
       llvm::function_ref<bool(const VariableUse &)> Visit)
      : Variable(Variable->getCanonicalDecl()), Visit(Visit) {}

  bool run(const Stmt *S) {
    if (!S)
      return true;
    const auto *Mention = dyn_cast<DeclRefExpr>(S);
    if (Mention && Mention->getDecl()->getCanonicalDecl() == Variable)
      return Visit({Mention, Around});
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
  const ValueDecl *Variable;
  llvm::function_ref<bool(const VariableUse &)> Visit;
  llvm::SmallVector<const Stmt *, 16> Around;
};

} // namespace

bool forEachUse(const Stmt *Root, const VarDecl *Variable,
                llvm::function_ref<bool(const VariableUse &)> Visit) {
  return Walk(Variable, Visit).run(Root);
}

} // namespace ouro::extract
