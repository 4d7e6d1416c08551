//===- GlobalGrowth.cpp - What keeps a growth in bounds -------------------===//
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/GlobalUses.h"
#include "checks/Extract/TextSetters.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

bool mayRun(const FunctionDecl *F, const Symbols &Names) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  // Templates are made of what is called. Objects end without a word.
  return F->isReferenced() || Names.isOpen(F) || F->isTemplateInstantiation() ||
         (Method && Method->isVirtual()) || isa<CXXDestructorDecl>(F) ||
         F->hasAttr<UsedAttr>() || F->hasAttr<ConstructorAttr>() ||
         F->hasAttr<DestructorAttr>();
}

bool isDecision(const Stmt *S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    return Binary->isComparisonOp() || Binary->isLogicalOp();
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    return Unary->getOpcode() == UO_LNot;
  return isa<IfStmt, ConditionalOperator, SwitchStmt, WhileStmt, DoStmt>(S);
}

bool isLoopOver(llvm::ArrayRef<const Stmt *> Around, size_t Decision) {
  return Decision > 0 && isa<ForStmt>(Around[Decision - 1]);
}

/// A look at the container that takes no argument: how many there are, if the
/// result decides anything.
void GlobalUses::testSize(Alias A, Stmts Around) {
  for (size_t I = Around.size(); I-- > 0;) {
    const Stmt *S = Around[I];
    if (isDecision(S)) {
      if (In && !isLoopOver(Around, I))
        Tests.insert({A.Global, In});
      return;
    }
    if (!isa<BinaryOperator>(S))
      return;
  }
}

bool happensOnce(const FunctionDecl *F,
                 const llvm::DenseSet<const Decl *> &Counts) {
  llvm::DenseSet<const Decl *> Tested, Set;
  forEachMention(F->getBody(), [&](const Mention &M) {
    const auto *Variable = dyn_cast<VarDecl>(M.Named);
    bool Lives =
        Variable ? Variable->hasGlobalStorage() : isa<FieldDecl>(M.Named);
    const Stmt *Outer = M.around();
    if (!Lives || !Outer || Counts.contains(M.Named))
      return true;
    if (!M.Named->getType()->isScalarType()) {
      // flag.exchange(true)
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(M.around(1));
      if (Call && isa<MemberExpr>(Outer) && Call->getType()->isBooleanType() &&
          Call->getMethodDecl() && !Call->getMethodDecl()->isConst() &&
          M.around(2) && isDecision(M.around(2))) {
        Set.insert(M.Named);
        Tested.insert(M.Named);
      }
      return true;
    }
    if (const auto *Assign = dyn_cast<BinaryOperator>(Outer);
        Assign && Assign->isAssignmentOp() &&
        stripped(Assign->getLHS()) == M.Naming)
      Set.insert(M.Named);
    else if (const auto *Step = dyn_cast<UnaryOperator>(Outer);
             Step && Step->isIncrementDecrementOp())
      Set.insert(M.Named);
    else if (isDecision(Outer))
      Tested.insert(M.Named);
    return true;
  });
  return llvm::any_of(Set, [&](const Decl *D) { return Tested.contains(D); });
}

const VarDecl *variableIn(const Stmt *E) {
  const auto *Value = dyn_cast_or_null<Expr>(E);
  const auto *Ref = Value ? dyn_cast<DeclRefExpr>(stripped(Value)) : nullptr;
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable ? Variable->getCanonicalDecl() : nullptr;
}

const VarDecl *setBy(const Expr *E, const Stmt *Outer) {
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer))
    return Assign->getOpcode() == BO_Assign && stripped(Assign->getRHS()) == E
               ? variableIn(Assign->getLHS())
               : nullptr;
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Outer))
    for (const Decl *D : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && Variable->hasInit() && stripped(Variable->getInit()) == E)
        return Variable->getCanonicalDecl();
  return nullptr;
}

bool mayChangeArgument(const Expr *E, const Stmt *Outer) {
  const FunctionDecl *Callee = nullptr;
  llvm::ArrayRef<const Expr *> Arguments;
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Outer)) {
    Callee = Construct->getConstructor();
    Arguments = {Construct->getArgs(), Construct->getNumArgs()};
  } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Outer)) {
    Callee = Call->getDirectCallee();
    Arguments = {Call->getArgs(), Call->getNumArgs()};
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (Method && isa<CXXOperatorCallExpr>(Call)) {
      if (stripped(Arguments[0]) == E)
        return !Method->isConst();
      Arguments = Arguments.drop_front();
    }
  }
  for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
    if (stripped(Argument) != E)
      continue;
    bool Known = Callee && Index < Callee->getNumParams();
    QualType T = Known ? Callee->getParamDecl(Index)->getType() : QualType();
    // By value or as const it stays what it is.
    bool IsValue = Argument->isPRValue() && !E->getType()->isArrayType();
    if ((!Known && !IsValue) || (Known && T->isReferenceType() &&
                                 !T.getNonReferenceType().isConstQualified()))
      return true;
  }
  return false;
}

GrowthFact growthIn(const FunctionDecl *F, Symbols &Names) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  GrowthFact New;
  New.Function = Names.idOf(F);
  New.FunctionName = Names.displayName(F);
  New.Open =
      Names.isOpen(F) || (Method && Method->size_overridden_methods() > 0);
  return New;
}

/// True if what stands inside of \p Around happens once: it initialises a
/// static variable, or is a closure that is passed together with a flag.
bool GlobalUses::isGuarded(Stmts Around) const {
  for (auto [Index, S] : llvm::enumerate(Around)) {
    if (const auto *Declared = dyn_cast<DeclStmt>(S);
        Declared && llvm::any_of(Declared->decls(), [](const Decl *D) {
          const auto *Variable = dyn_cast<VarDecl>(D);
          return Variable && Variable->hasGlobalStorage();
        }))
      return true;
    const auto *Call = dyn_cast<CallExpr>(S);
    bool PassesClosure =
        Call && Index + 1 < Around.size() && isa<LambdaExpr>(Around[Index + 1]);
    if (PassesClosure &&
        llvm::any_of(Call->arguments(), [](const Expr *Argument) {
          const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Argument));
          const auto *Flag = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
          return Flag && Flag->hasGlobalStorage();
        }))
      return true;
  }
  return false;
}

void GlobalUses::grow(Alias A, const Expr *Call, const Addition &Added,
                      Stmts Around, bool ResultUsed) {
  const WatchedGlobal &Global = Globals[A.Global];
  GrowthFact Fact;
  if (In) {
    // A thing that there is once is made once.
    if (Global.Owner && isa<CXXConstructorDecl>(In) &&
        cast<CXXConstructorDecl>(In)->getParent()->getCanonicalDecl() ==
            Global.Owner->getCanonicalDecl())
      return;
    Fact = growthIn(In, Names);
    auto [It, New] = Once.try_emplace(In, false);
    if (New)
      It->second = happensOnce(In);
    Fact.Guarded = It->second || isGuarded(Around);
  }
  Fact.Key = Reader.keyOf(Added, GrowthReader::keyTypeOf(Global.Container));
  Fact.Value = Reader.valueOf(Added);
  // A count that starts at 0: all that is new came from the caller.
  if (Fact.Key == GrowthKey::Given && !Added.Values.empty() &&
      llvm::all_of(Added.Values,
                   [](const Expr *E) { return GrowthReader::isConstant(E); }))
    Fact.Value = GrowthValue::Given;
  if (Fact.Value == GrowthValue::Self &&
      !isa_and_nonnull<CXXConstructorDecl>(In))
    Fact.Value = GrowthValue::Given;
  Fact.Where = Map.spanOf(Call->getSourceRange());
  Growth Site{A.Global, static_cast<unsigned>(Global.Fact.Growths.size()),
              In,       ResultUsed,
              {},       {}};
  if (!llvm::all_of(Added.Keys, [&](const Expr *E) {
        return GrowthReader::isConstant(E, &Site.Texts);
      }))
    Site.Texts.clear();
  for (const Expr *Key : Added.Keys)
    forEachMention(Key, [&](const Mention &M) {
      if (const auto *Parameter = dyn_cast<ParmVarDecl>(M.Named))
        Site.Keys.push_back(Parameter);
      return true;
    });
  Growths.push_back(std::move(Site));
  factOf(A).Growths.push_back(std::move(Fact));
}

/// What is known when everything is read.
void GlobalUses::conclude(llvm::ArrayRef<const FunctionDecl *> Functions,
                          llvm::ArrayRef<const VarDecl *> Variables) {
  TextSetters Setters(Names);
  for (const Growth &Site : Growths)
    Setters.ask(Site.Texts);
  for (auto &[Parameter, Texts] : TextsOf)
    Setters.ask(Texts);
  Setters.read(Functions, Variables);
  auto AreFixed = [&](const TextFields &Texts) {
    return llvm::none_of(
        Texts, [&](const FieldDecl *Field) { return Setters.isVaried(Field); });
  };
  for (const Growth &Site : Growths) {
    GrowthFact &Fact = factOf({Site.Global}).Growths[Site.Index];
    if (!Site.In)
      continue;
    std::pair Place{Site.Global, Site.In};
    Fact.Guarded |= Tests.count(Place) > 0;
    QualType Result = Site.In->getReturnType();
    Fact.Recalls = !Result->isVoidType() && !Result->isBooleanType() &&
                   (Site.ResultUsed || Finds.count(Place) > 0);
    // All callers are here, and pass what the text of the program has.
    const FunctionDecl *F = Site.In->getCanonicalDecl();
    auto IsConstant = [&](const ParmVarDecl *Parameter) {
      unsigned Index = Parameter->getFunctionScopeIndex();
      return Index < F->getNumParams() &&
             Site.In->getParamDecl(Index) == Parameter &&
             !Varied.contains(F->getParamDecl(Index)) &&
             AreFixed(TextsOf.lookup(F->getParamDecl(Index)));
    };
    if (!Site.Texts.empty() && AreFixed(Site.Texts))
      Fact.Key = GrowthKey::Fixed;
    if (Fact.Key == GrowthKey::Given && !Fact.Open && !Site.Keys.empty() &&
        !isa<CXXConstructorDecl>(F) && !Varied.contains(F) &&
        llvm::all_of(Site.Keys, IsConstant))
      Fact.Key = GrowthKey::Fixed;
  }
}

} // namespace ouro::extract
