//===- GlobalLists.cpp ----------------------------------------------------===//
#include "checks/Extract/GlobalLists.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/GlobalUses.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// The struct that elements of a list at \p Variable would be.
static const RecordDecl *elementOf(const VarDecl *Variable) {
  QualType T = Variable->getType();
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    T = Array->getElementType();
  if (!T->isPointerType() || T->getPointeeType().isConstQualified())
    return nullptr;
  const RecordDecl *Record = T->getPointeeType()->getAsRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

bool mayHeadList(const VarDecl *Variable, const Symbols &Names) {
  const RecordDecl *Element =
      Variable->getType()->isDependentType() ? nullptr : elementOf(Variable);
  if (!Element || !Names.isUserCode(Element))
    return false;
  return llvm::any_of(Element->fields(), [&](const FieldDecl *Field) {
    QualType T = Field->getType();
    return T->isPointerType() && T->getPointeeType()->getAsRecordDecl() &&
           T->getPointeeType()->getAsRecordDecl()->getCanonicalDecl() ==
               Element->getCanonicalDecl();
  });
}

GlobalLists::GlobalLists(const SourceMap &Map, Symbols &Names,
                         std::vector<ListHead> &Heads)
    : Map(Map), Names(Names), Heads(Heads) {
  for (auto [Index, Head] : llvm::enumerate(Heads)) {
    Known[Head.Variable] = Index;
    // Else others can take elements out that they come by.
    Head.Fact.Closed &= Names.isConfined(elementOf(Head.Variable));
  }
}

void GlobalLists::read(llvm::ArrayRef<const FunctionDecl *> Functions,
                       const OutsideMentions &Mentions) {
  std::vector<const FunctionDecl *> Others;
  for (const FunctionDecl *F : Functions)
    if (mayLink(F, Mentions))
      readBody(F);
    else
      Others.push_back(F);
  if (llvm::any_of(Heads, [](const ListHead &Head) {
        return !Head.Fact.Growths.empty() && !Head.Fact.Shrinks;
      }))
    for (const FunctionDecl *F : Others)
      readBody(F);
  for (const Link &L : Links)
    Heads[L.Head].Fact.Shrinks |= Relinked.contains(L.Field);
  // Who looks before adding, and gives something, looks for what was there.
  for (auto [Head, F] : Reads)
    for (GrowthFact &Growth : Heads[Head].Fact.Growths)
      if (Growth.Function == Names.idOf(F) && F->getNumParams() > 0 &&
          F->getReturnType()->isPointerType()) {
        Growth.Recalls = true;
        Growth.Key = GrowthKey::Given;
      }
}

/// The head that \p E, without casts, is: the variable, or an element of it.
const ListHead *GlobalLists::headOf(const Expr *E, unsigned &Index) const {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    E = stripped(Subscript->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  auto It =
      Ref ? Known.find(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()))
          : Known.end();
  if (It == Known.end())
    return nullptr;
  Index = It->second;
  return &Heads[Index];
}

/// \p F may mention a head. What is in lambdas is not among the mentions.
bool GlobalLists::mayLink(const FunctionDecl *F,
                          const OutsideMentions &Mentions) const {
  if (F->getASTContext().getLangOpts().CPlusPlus)
    return true;
  auto It = Mentions.find(F->getCanonicalDecl());
  return It == Mentions.end() ||
         llvm::any_of(It->second, [this](const VarDecl *Variable) {
           return Known.contains(Variable);
         });
}

void GlobalLists::readBody(const FunctionDecl *F) {
  In = F;
  struct HeadUse {
    unsigned Head;
    const Expr *Naming;
    llvm::SmallVector<const Stmt *, 8> Around;
  };
  std::vector<HeadUse> Uses; // read when all links of the body are known
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isMemberInitializer())
        addLink(Init->getMember(), nullptr, Init->getInit());
  forEachMention(F->getBody(), [&](const Mention &M) {
    if (isa<FieldDecl>(M.Named))
      readLink(M);
    else if (auto It = Known.find(M.Named); It != Known.end())
      Uses.push_back(
          {It->second, M.Naming, {M.Around.begin(), M.Around.end()}});
    return true;
  });
  for (const HeadUse &Use : Uses)
    readHead(Use.Head, Use.Naming, Use.Around);
}

void GlobalLists::readLink(const Mention &M) {
  const Stmt *Outer = M.around();
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
      Assign && Assign->isAssignmentOp() &&
      stripped(Assign->getLHS()) == M.Naming)
    return addLink(M.Named, cast<MemberExpr>(M.Naming)->getBase(),
                   Assign->getRHS());
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer);
  if ((Unary && Unary->getOpcode() == UO_AddrOf) ||
      mayChangeArgument(M.Naming, Outer))
    Relinked.insert(M.Named);
}

/// \p Base is null in an initialiser.
void GlobalLists::addLink(const ValueDecl *Field, const Expr *Base,
                          const Expr *Value) {
  Field = cast<ValueDecl>(Field->getCanonicalDecl());
  unsigned Head = 0;
  const Expr *Element = Base ? stripped(Base) : nullptr;
  bool IsThis = !Element || isa<CXXThisExpr>(Element);
  const auto *Ref = IsThis ? nullptr : dyn_cast<DeclRefExpr>(Element);
  if (!isEmptyValue(Value) && !headOf(stripped(Value), Head)) {
    Relinked.insert(Field);
    return;
  }
  if (!isEmptyValue(Value) && (IsThis || Ref))
    Links.push_back(
        {In, Head, Ref ? Ref->getDecl()->getCanonicalDecl() : nullptr, Field});
}

void GlobalLists::readHead(unsigned Head, const Expr *E, Stmts Around) {
  GlobalFact &Fact = Heads[Head].Fact;
  const Stmt *Outer = Around.empty() ? nullptr : Around.back();
  if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(Outer);
      Subscript && stripped(Subscript->getBase()) == E) {
    E = Subscript;
    Around = Around.drop_back();
    Outer = Around.empty() ? nullptr : Around.back();
  } else if (Heads[Head].Variable->getType()->isArrayType()) {
    Fact.Escapes |= !isa_and_nonnull<UnaryExprOrTypeTraitExpr>(Outer);
    return;
  }
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
      Assign && Assign->isAssignmentOp() && stripped(Assign->getLHS()) == E)
    return assign(Head, Assign);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer))
    Fact.Escapes |=
        Unary->getOpcode() == UO_AddrOf || Unary->isIncrementDecrementOp();
  const auto *Declared = dyn_cast_or_null<DeclStmt>(Outer);
  bool IsNamed = Declared && llvm::any_of(Declared->decls(), [](const Decl *D) {
                   const auto *Variable = dyn_cast<VarDecl>(D);
                   return Variable && Variable->getType()->isReferenceType();
                 });
  if (!isLinking(E, Outer))
    Reads.insert({Head, In});
  Fact.Escapes |= IsNamed || mayChangeArgument(E, Outer) ||
                  (isa_and_nonnull<ReturnStmt>(Outer) &&
                   In->getReturnType()->isReferenceType());
}

/// True if \p E, the head, is only looked at to put it behind a new element.
bool GlobalLists::isLinking(const Expr *E, const Stmt *Outer) {
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
  return Assign && Assign->isAssignmentOp() &&
         stripped(Assign->getRHS()) == E &&
         isa<MemberExpr>(stripped(Assign->getLHS()));
}

void GlobalLists::assign(unsigned Head, const BinaryOperator *E) {
  GlobalFact &Fact = Heads[Head].Fact;
  const Expr *Value = stripped(E->getRHS());
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  const Decl *Element = Ref ? Ref->getDecl()->getCanonicalDecl() : nullptr;
  bool IsLinked = (Ref || isa<CXXThisExpr>(Value)) &&
                  llvm::any_of(Links, [&](const Link &L) {
                    return L.In == In && L.Head == Head && L.Element == Element;
                  });
  if (!IsLinked) {
    Fact.Shrinks = true;
    return;
  }
  GrowthFact New = growthIn(In, Names);
  New.Guarded = happensOnce(In);
  if (!Ref)
    New.Value =
        isa<CXXConstructorDecl>(In) ? GrowthValue::Self : GrowthValue::Given;
  else if (isa<ParmVarDecl>(Ref->getDecl()))
    New.Value = GrowthValue::Given;
  New.Where = Map.spanOf(E->getSourceRange());
  Fact.Growths.push_back(std::move(New));
}

} // namespace ouro::extract
