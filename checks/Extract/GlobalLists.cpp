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

bool isLink(const ValueDecl *D) {
  const auto *Field = dyn_cast<FieldDecl>(D);
  QualType T = D->getType();
  const RecordDecl *To = Field && T->isPointerType()
                             ? T->getPointeeType()->getAsRecordDecl()
                             : nullptr;
  return To && To->getCanonicalDecl() == Field->getParent()->getCanonicalDecl();
}

bool mayHeadList(const VarDecl *Variable, const Symbols &Names) {
  const RecordDecl *Element =
      Variable->getType()->isDependentType() ? nullptr : elementOf(Variable);
  if (!Element || !Names.isUserCode(Element))
    return false;
  return llvm::any_of(Element->fields(), isLink);
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

/// Cursors and links are local to bodies: these can be read before those.
void GlobalLists::readBodies(llvm::ArrayRef<const FunctionDecl *> Functions) {
  for (const FunctionDecl *F : Functions)
    findCursors(F);
  concludeCursors();
  for (const FunctionDecl *F : Functions)
    readLinks(F);
  for (const FunctionDecl *F : Functions) {
    In = F;
    forEachMention(F->getBody(), [&](const Mention &M) {
      if (auto It = Known.find(M.Named); It != Known.end())
        readHead(It->second, M.Naming, M.Around);
      else if (auto At = Cursors.find(M.Named); At != Cursors.end())
        readCursor(At->second, M);
      return true;
    });
  }
}

void GlobalLists::read(llvm::ArrayRef<const FunctionDecl *> Functions,
                       const OutsideMentions &Mentions, bool All) {
  std::vector<const FunctionDecl *> Near, Others;
  for (const FunctionDecl *F : Functions)
    (All || mayLink(F, Mentions) ? Near : Others).push_back(F);
  readBodies(Near);
  if (llvm::any_of(Heads, [](const ListHead &Head) {
        return !Head.Fact.Growths.empty() && !Head.Fact.Shrinks;
      }))
    readBodies(Others);
  for (const Link &L : Links) {
    GlobalFact &Fact = Heads[L.Head].Fact;
    Fact.Shrinks |= Relinked.contains(L.Field);
    Fact.Links.push_back(Names.idOf(L.Field));
  }
  for (ListHead &Head : Heads) {
    llvm::sort(Head.Fact.Links);
    Head.Fact.Links.erase(llvm::unique(Head.Fact.Links), Head.Fact.Links.end());
  }
  // Who looks before adding, and gives something, looks for what was there.
  for (auto [Head, F] : Reads)
    for (GrowthFact &Growth : Heads[Head].Fact.Growths)
      if (Growth.Function == Names.idOf(F) && F->getNumParams() > 0 &&
          F->getReturnType()->isPointerType()) {
        Growth.Recalls = true;
        Growth.Key = GrowthKey::Given;
      }
}

std::vector<SymbolId> GlobalLists::relinked() {
  std::vector<SymbolId> Ids;
  for (const ValueDecl *Field : Relinked)
    if (isLink(Field) && !Names.isConfined(cast<RecordDecl>(
                             cast<FieldDecl>(Field)->getParent())))
      Ids.push_back(Names.idOf(Field));
  llvm::sort(Ids);
  return Ids;
}

/// The cursor that \p E is the target of; null if there is none.
const GlobalLists::Cursor *GlobalLists::cursorIn(const Expr *E) const {
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  const auto *Ref = Deref && Deref->getOpcode() == UO_Deref
                        ? dyn_cast<DeclRefExpr>(stripped(Deref->getSubExpr()))
                        : nullptr;
  auto It =
      Ref ? Cursors.find(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()))
          : Cursors.end();
  return It == Cursors.end() ? nullptr : &It->second;
}

/// The head that \p E, without casts, is: the variable, an element of it, or
/// what a cursor points to.
const ListHead *GlobalLists::headOf(const Expr *E, unsigned &Index) const {
  if (const Cursor *At = cursorIn(E)) {
    if (At->Lost || At->Heads.size() != 1)
      return nullptr;
    Index = *At->Heads.begin();
    return &Heads[Index];
  }
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

void GlobalLists::readLinks(const FunctionDecl *F) {
  In = F;
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isMemberInitializer() && isLink(Init->getMember()))
        addLink(Init->getMember(), nullptr, Init->getInit());
  forEachMention(F->getBody(), [&](const Mention &M) {
    if (isLink(M.Named))
      readLink(M);
    return true;
  });
}

void GlobalLists::readLink(const Mention &M) {
  const Stmt *Outer = M.around();
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
      Assign && Assign->isAssignmentOp() &&
      stripped(Assign->getLHS()) == M.Naming)
    return addLink(M.Named, cast<MemberExpr>(M.Naming)->getBase(),
                   Assign->getRHS());
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer);
  if ((Unary && Unary->getOpcode() == UO_AddrOf && !isFollowed(Unary)) ||
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
      Subscript && stripped(Subscript->getBase()) == E)
    return readSlot(Head, Subscript, Around.drop_back());
  if (!Heads[Head].Variable->getType()->isArrayType())
    return readSlot(Head, E, Around);
  const auto *Sum = dyn_cast_or_null<BinaryOperator>(Outer);
  Fact.Escapes |= !isa_and_nonnull<UnaryExprOrTypeTraitExpr>(Outer) &&
                  !isFollowed(E) && !(Sum && isFollowed(Sum));
}

/// \p E is the pointer to the first element.
void GlobalLists::readSlot(unsigned Head, const Expr *E, Stmts Around) {
  GlobalFact &Fact = Heads[Head].Fact;
  const Stmt *Outer = Around.empty() ? nullptr : Around.back();
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
      Assign && Assign->isAssignmentOp() && stripped(Assign->getLHS()) == E) {
    assign(Head, Assign);
    return;
  }
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer)) {
    if (isFollowed(Unary))
      return;
    Fact.Escapes |=
        Unary->getOpcode() == UO_AddrOf || Unary->isIncrementDecrementOp();
  }
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

void GlobalLists::readCursor(const Cursor &At, const Mention &M) {
  const auto *Target = dyn_cast_or_null<UnaryOperator>(M.around());
  if (At.Lost || !Target || Target->getOpcode() != UO_Deref)
    return;
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(M.around(1));
  bool IsSet = Assign && Assign->isAssignmentOp() &&
               stripped(Assign->getLHS()) == Target;
  if (At.Heads.size() == 1)
    readSlot(*At.Heads.begin(), Target, M.Around.drop_back());
  else if (IsSet)
    for (unsigned Head : At.Heads)
      Heads[Head].Fact.Shrinks = true;
  bool IsPut = IsSet && At.Heads.size() == 1 &&
               isPut(*At.Heads.begin(), Assign->getRHS());
  if (IsSet && !IsPut)
    Relinked.insert(At.Fields.begin(), At.Fields.end());
}

/// True if \p E, the head, is only looked at to put it behind a new element.
bool GlobalLists::isLinking(const Expr *E, const Stmt *Outer) {
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer);
  return Assign && Assign->isAssignmentOp() &&
         stripped(Assign->getRHS()) == E &&
         isa<MemberExpr>(stripped(Assign->getLHS()));
}

/// True if \p Value is an element that the function puts before what the head
/// refers to.
bool GlobalLists::isPut(unsigned Head, const Expr *Value) const {
  Value = stripped(Value);
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  const Decl *Element = Ref ? Ref->getDecl()->getCanonicalDecl() : nullptr;
  return (Ref || isa<CXXThisExpr>(Value)) &&
         llvm::any_of(Links, [&](const Link &L) {
           return L.In == In && L.Head == Head && L.Element == Element;
         });
}

/// True if \p Element, a variable of \p F, refers to elements of an array that
/// lives on: there are no more than that has.
static bool isOfTable(const VarDecl *Element, const FunctionDecl *F) {
  return !forEachMention(F->getBody(), [&](const Mention &M) {
    const auto *Table = dyn_cast<VarDecl>(M.Named);
    if (!Table || !Table->hasGlobalStorage() ||
        !Table->getType()->isArrayType() ||
        Table->getType()
            ->getAsArrayTypeUnsafe()
            ->getElementType()
            ->isPointerType())
      return true;
    // `table`, `table + i`, `&table[i]`
    const Expr *E = M.Naming;
    for (unsigned Level = 0;; ++Level) {
      const Stmt *Outer = M.around(Level);
      if (setBy(E, Outer) == Element)
        return false;
      const auto *Sum = dyn_cast_or_null<BinaryOperator>(Outer);
      const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer);
      if (!isa_and_nonnull<ArraySubscriptExpr>(Outer) &&
          !(Sum && Sum->isAdditiveOp()) &&
          !(Unary && Unary->getOpcode() == UO_AddrOf))
        return true;
      E = cast<Expr>(Outer);
    }
  });
}

void GlobalLists::assign(unsigned Head, const BinaryOperator *E) {
  if (!isPut(Head, E->getRHS())) {
    Heads[Head].Fact.Shrinks = true;
    return;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(E->getRHS()));
  GrowthFact New = growthIn(In, Names);
  const VarDecl *Element = variableIn(E->getRHS());
  New.Guarded = happensOnce(In) || (Element && isOfTable(Element, In));
  if (!Ref)
    New.Value =
        isa<CXXConstructorDecl>(In) ? GrowthValue::Self : GrowthValue::Given;
  else if (isa<ParmVarDecl>(Ref->getDecl()))
    New.Value = GrowthValue::Given;
  New.Where = Map.spanOf(E->getSourceRange());
  Heads[Head].Fact.Growths.push_back(std::move(New));
}

} // namespace ouro::extract
