//===- FlowConstants.cpp - Integers that the text of a TU fixes -----------===//
#include "checks/Extract/BareExpr.h"
#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace ouro::extract {

// Nested calls of constant functions that are followed.
static constexpr unsigned MaxDepth = 64;

const Expr *plain(const Expr *E) {
  while (E && !isBare(E)) {
    const Expr *Before = E;
    E = E->IgnoreParenCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
      E = Default->getExpr();
    else if (const auto *Choice = dyn_cast<ChooseExpr>(E))
      E = Choice->isConditionDependent() ? E : Choice->getChosenSubExpr();
    else if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
      E = Generic->isResultDependent() ? E : Generic->getResultExpr();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary && (Unary->getOpcode() == UO_Extension ||
                       Unary->getOpcode() == UO_Plus))
      E = Unary->getSubExpr();
    else if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E);
             Opaque && Opaque->getSourceExpr())
      E = Opaque->getSourceExpr();
    else if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
      E = Rewritten->getSemanticForm();
    else if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = Replaced->getReplacement();
    if (E == Before || !E)
      break;
  }
  return E;
}

const Expr *valueIn(const StmtExpr *E) {
  const CompoundStmt *Body = E->getSubStmt();
  const auto *Last =
      Body->body_empty() ? nullptr : dyn_cast<ValueStmt>(Body->body_back());
  return Last ? Last->getExprStmt() : nullptr;
}

std::optional<int64_t> FlowCalls::constantReference(const DeclRefExpr *E) {
  if (const auto *Enumerator = dyn_cast<EnumConstantDecl>(E->getDecl()))
    return Enumerator->getInitVal().extOrTrunc(64).getSExtValue();
  const auto *Variable = dyn_cast<VarDecl>(E->getDecl());
  if (!Variable || isa<ParmVarDecl>(Variable) ||
      !Variable->getType()->isIntegralOrEnumerationType() ||
      Variable->getType().isVolatileQualified())
    return std::nullopt;
  const VarDecl *Definition = nullptr;
  const Expr *Init = Variable->getAnyInitializer(Definition);
  bool Fixed = Variable->getType().isConstQualified() ||
               (!Variable->hasLocalStorage() && !isWritten(Variable) &&
                (Variable->isStaticLocal() ||
                 Variable->getFormalLinkage() == Linkage::Internal));
  if (!Fixed)
    return std::nullopt;
  if (!Init)
    return Variable->hasGlobalStorage() && !Variable->hasExternalStorage() &&
                   Variable->isThisDeclarationADefinition() ==
                       VarDecl::TentativeDefinition
               ? std::optional<int64_t>(0)
               : std::nullopt;
  return Init->isValueDependent() ? std::nullopt : constantOf(Init);
}

std::optional<int64_t> FlowCalls::constantBinary(const BinaryOperator *E) {
  if (E->isAssignmentOp() || E->isPtrMemOp())
    return std::nullopt;
  if (E->getOpcode() == BO_Comma)
    return std::nullopt; // the left side may do something
  std::optional<int64_t> L = constantOf(E->getLHS());
  if (!L)
    return std::nullopt;
  if (E->getOpcode() == BO_LAnd && !*L)
    return 0;
  if (E->getOpcode() == BO_LOr && *L)
    return 1;
  std::optional<int64_t> R = constantOf(E->getRHS());
  if (!R)
    return std::nullopt;
  uint64_t UL = *L, UR = *R; // wraps as two's complement does
  switch (E->getOpcode()) {
  case BO_Add:
    return UL + UR;
  case BO_Sub:
    return UL - UR;
  case BO_Mul:
    return UL * UR;
  case BO_Div:
    return UR + 1 <= 1 ? std::nullopt : std::optional(*L / *R);
  case BO_Rem:
    return UR + 1 <= 1 ? std::nullopt : std::optional(*L % *R);
  case BO_Shl:
    return UR < 64 ? std::optional<int64_t>(UL << UR) : std::nullopt;
  case BO_Shr:
    return UR < 64 ? std::optional<int64_t>(*L >> UR) : std::nullopt;
  case BO_And:
    return UL & UR;
  case BO_Or:
    return UL | UR;
  case BO_Xor:
    return UL ^ UR;
  case BO_LT:
    return *L < *R;
  case BO_GT:
    return *L > *R;
  case BO_LE:
    return *L <= *R;
  case BO_GE:
    return *L >= *R;
  case BO_EQ:
    return *L == *R;
  case BO_NE:
    return *L != *R;
  case BO_LAnd:
  case BO_LOr:
    return *R != 0;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> FlowCalls::constantUnary(const UnaryOperator *E) {
  if (!E->isArithmeticOp() || E->isIncrementDecrementOp())
    return std::nullopt;
  std::optional<int64_t> Value = constantOf(E->getSubExpr());
  if (!Value)
    return std::nullopt;
  if (E->getOpcode() == UO_Minus)
    return -static_cast<uint64_t>(*Value);
  return E->getOpcode() == UO_Not ? ~*Value : !*Value;
}

std::optional<int64_t> FlowCalls::constantReturn(const FunctionDecl *F) {
  // A function that calls itself finds the empty entry.
  auto [It, New] = Results.try_emplace(F->getCanonicalDecl());
  if (!New)
    return It->second;
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || Definition->isDependentContext() ||
      !F->getReturnType()->isIntegralOrEnumerationType() ||
      (F->isExternallyVisible() && !F->isInlined()) || Depth >= MaxDepth)
    return std::nullopt;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() != 1 || (Method && Method->isVirtual()))
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  if (!Return || !Return->getRetValue())
    return std::nullopt;
  std::optional<int64_t> Value = constantOf(Return->getRetValue());
  return Results[F->getCanonicalDecl()] = Value;
}

std::optional<int64_t> FlowCalls::constantOf(const Expr *E) {
  E = plain(E);
  if (!E || Depth >= MaxDepth)
    return std::nullopt;
  ++Depth;
  struct Leave {
    unsigned &Depth;
    ~Leave() { --Depth; }
  } Restore{Depth};
  switch (E->getStmtClass()) {
  case Stmt::IntegerLiteralClass:
    return cast<IntegerLiteral>(E)->getValue().getLimitedValue(INT64_MAX);
  case Stmt::CharacterLiteralClass:
    return cast<CharacterLiteral>(E)->getValue();
  case Stmt::CXXBoolLiteralExprClass:
    return cast<CXXBoolLiteralExpr>(E)->getValue();
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return E->getType()->isScalarType() ? std::optional<int64_t>(0)
                                        : std::nullopt;
  case Stmt::DeclRefExprClass:
    return constantReference(cast<DeclRefExpr>(E));
  case Stmt::BinaryOperatorClass:
    return constantBinary(cast<BinaryOperator>(E));
  case Stmt::UnaryOperatorClass:
    return constantUnary(cast<UnaryOperator>(E));
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OffsetOfExprClass: {
    Expr::EvalResult Result;
    if (!E->isValueDependent() && E->EvaluateAsInt(Result, Context))
      return Result.Val.getInt().extOrTrunc(64).getSExtValue();
    return std::nullopt;
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass: {
    const auto *Call = cast<CallExpr>(E);
    const FunctionDecl *F = Call->getDirectCallee();
    // What we do not know to be constant takes the other way.
    if (Call->getBuiltinCallee() == Builtin::BI__builtin_constant_p)
      return constantOf(Call->getArg(0)).has_value();
    return F && Call->getNumArgs() == 0 ? constantReturn(F) : std::nullopt;
  }
  case Stmt::InitListExprClass: {
    const auto *List = cast<InitListExpr>(E);
    return List->getNumInits() == 1 && E->getType()->isScalarType()
               ? constantOf(List->getInit(0))
               : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

} // namespace ouro::extract
