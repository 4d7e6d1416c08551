//===- GlobalUses.cpp -----------------------------------------------------===//
#include "checks/Extract/GlobalUses.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

GlobalUses::GlobalUses(const HandleModels &Models, const SourceMap &Map,
                       Symbols &Names, TypeHolds &Types,
                       std::vector<WatchedGlobal> &Globals)
    : Map(Map), Names(Names), Types(Types), Reader(Models, Names),
      Globals(Globals) {
  for (auto [Index, Global] : llvm::enumerate(Globals))
    Aliases[Global.Declared] = {static_cast<unsigned>(Index), Global.ByPointer,
                                false};
}

void GlobalUses::read(llvm::ArrayRef<const FunctionDecl *> Functions,
                      llvm::ArrayRef<const VarDecl *> Variables) {
  // A function that returns a reference may be used before it is read; one
  // that returns what another returns takes one round more.
  constexpr unsigned MaxRounds = 5;
  for (unsigned Round = 0; Round < MaxRounds; ++Round) {
    Again = false;
    readAll(Functions, Variables);
    if (!Again)
      return conclude(Functions, Variables);
  }
  for (WatchedGlobal &Global : Globals)
    Global.Fact.Escapes = true;
}

void GlobalUses::readAll(llvm::ArrayRef<const FunctionDecl *> Functions,
                         llvm::ArrayRef<const VarDecl *> Variables) {
  for (WatchedGlobal &Global : Globals) {
    Global.Fact.Growths.clear();
    Global.Fact.Shrinks = Global.Fact.Escapes = false;
  }
  Growths.clear();
  Finds.clear();
  Tests.clear();
  Varied.clear();
  TextsOf.clear();
  for (const FunctionDecl *F : Functions) {
    In = F;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        readRoot(Init->getInit());
    readRoot(F->getBody());
  }
  In = nullptr;
  for (const VarDecl *Variable : Variables) {
    Initialised = Variable;
    readRoot(Variable->getInit());
  }
  Initialised = nullptr;
}

void GlobalUses::readRoot(const Stmt *Root) {
  forEachMention(Root, [&](const Mention &M) {
    if (isa<FunctionDecl>(M.Named))
      noteCall(M);
    if (auto It = Aliases.find(M.Named); It != Aliases.end())
      classify(It->second, M.Naming, M.Around);
    return true;
  });
}

/// The call that \p E names the function of; null if it names it otherwise.
static const CallExpr *callOf(const Expr *E, const Stmt *Around) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Around);
  return Call && stripped(Call->getCallee()) == E ? Call : nullptr;
}

void GlobalUses::noteCall(const Mention &M) {
  const auto *F = cast<FunctionDecl>(M.Named);
  if (!Names.isUserCode(F))
    return;
  const CallExpr *Call = callOf(M.Naming, M.around());
  if (!Call) {
    Varied.insert(F);
    return;
  }
  unsigned Offset =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = 0; I < F->getNumParams(); ++I)
    if (I + Offset >= Call->getNumArgs() ||
        !GrowthReader::isConstant(Call->getArg(I + Offset),
                                  &TextsOf[F->getParamDecl(I)]))
      Varied.insert(F->getParamDecl(I));
}

void GlobalUses::classify(Alias A, const Expr *E, Stmts Around) {
  const Stmt *Outer = Around.empty() ? nullptr : Around.back();
  if (A.IsCall) {
    const CallExpr *Call = callOf(E, Outer);
    if (!Call) {
      factOf(A).Escapes = true;
      return;
    }
    A.IsCall = false;
    return classify(A, Call, Around.drop_back());
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Outer);
      Member && stripped(Member->getBase()) == E)
    return memberCall(A, Member, Around.drop_back());
  A.IsPointer ? classifyPointer(A, E, Around) : classifyPlain(A, E, Around);
}

void GlobalUses::classifyPointer(Alias A, const Expr *E, Stmts Around) {
  const Stmt *Outer = Around.empty() ? nullptr : Around.back();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Outer)) {
    if (Unary->getOpcode() == UO_Deref)
      return classify({A.Global, false, false}, Unary, Around.drop_back());
    if (Unary->getOpcode() == UO_LNot)
      return;
  }
  if (isa_and_nonnull<ReturnStmt>(Outer))
    return give(A, true);
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Outer))
    return declare(A, E, Declared);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer);
      Binary && (Binary->isComparisonOp() || Binary->isLogicalOp()))
    return;
  // A new container, or none: the old one is gone, or this is when it is made.
  factOf(A).Escapes = true;
}

void GlobalUses::classifyPlain(Alias A, const Expr *E, Stmts Around) {
  const Stmt *Outer = Around.empty() ? nullptr : Around.back();
  if (!Outer && Initialised && Initialised->getType()->isReferenceType())
    return addAlias(Initialised, A);
  if (isa_and_nonnull<ReturnStmt>(Outer))
    return give(A, false);
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Outer))
    return declare(A, E, Declared);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Outer)) {
    if (Operator->getOperator() == OO_Subscript &&
        stripped(Operator->getArg(0)) == E)
      return subscript(A, Operator, Around.drop_back());
    if (Operator->getOperator() == OO_PlusEqual &&
        stripped(Operator->getArg(0)) == E) {
      Addition New =
          Reader.split(Globals[A.Global].Container, {Operator->getArg(1)},
                       Globals[A.Global].Declared);
      return grow(A, Operator, New, Around.drop_back(), false);
    }
    if (Operator->getOperator() == OO_Equal &&
        stripped(Operator->getArg(0)) == E) {
      factOf(A).Shrinks = true;
      return;
    }
  }
  factOf(A).Escapes |= !isa_and_nonnull<CallExpr, CXXConstructExpr>(Outer) ||
                       mayChangeArgument(E, Outer);
}

void GlobalUses::addAlias(const ValueDecl *D, Alias A) {
  D = cast<ValueDecl>(D->getCanonicalDecl());
  auto [It, New] = Aliases.try_emplace(D, A);
  if (!New) {
    // Either of two: whatever is done to it may be done to both.
    if (It->second.Global != A.Global)
      factOf(A).Escapes = factOf(It->second).Escapes = true;
    return;
  }
  const auto *Variable = dyn_cast<VarDecl>(D);
  Again |= !Variable || Variable->hasGlobalStorage();
}

void GlobalUses::declare(Alias A, const Expr *E, const DeclStmt *S) {
  for (const Decl *D : S->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->hasInit() || stripped(Variable->getInit()) != E)
      continue;
    QualType T = Variable->getType();
    // The range of a loop: what the loop does is done to elements.
    if (Variable->isImplicit() || T.getNonReferenceType().isConstQualified())
      return;
    if (A.IsPointer ? T->isPointerType() : T->isReferenceType())
      return addAlias(Variable, A);
  }
  factOf(A).Escapes = true;
}

/// The function that is read returns the container, or a pointer to it.
void GlobalUses::give(Alias A, bool IsPointer) {
  QualType Result = In ? In->getReturnType() : QualType();
  bool Refers =
      In && (IsPointer ? Result->isPointerType() : Result->isReferenceType());
  if (!Refers) {
    factOf(A).Escapes = true;
    return;
  }
  if (Result->getPointeeType().isConstQualified())
    return;
  // Others may call it, and do what they like to what they get.
  if (Names.isOpen(In)) {
    factOf(A).Escapes = true;
    return;
  }
  A.IsPointer = IsPointer;
  A.IsCall = true;
  addAlias(In, A);
}

/// True if somebody looks at what the call, inside of \p Around, gives.
static bool isUsed(llvm::ArrayRef<const Stmt *> Around) {
  return !Around.empty() && isa<MemberExpr, DeclStmt, ReturnStmt, UnaryOperator,
                                CallExpr, CXXConstructExpr>(Around.back());
}

void GlobalUses::memberCall(Alias A, const MemberExpr *Member, Stmts Around) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
  const CallExpr *Call =
      Around.empty() ? nullptr : callOf(Member, Around.back());
  const CXXRecordDecl *Container = Globals[A.Global].Container;
  const HandleModel *Model = Types.modelOf(Container);
  if (!Method || !Call || !Model) {
    factOf(A).Escapes = true;
    return;
  }
  Stmts Outside = Around.drop_back();
  if (Method->isConst() && Call->getNumArgs() == 0)
    return testSize(A, Outside);
  auto Known = Model->Members.find(Method->getNameAsString());
  bool IsView = Known == Model->Members.end()
                    ? Method->isConst()
                    : Known->second == MemberEffect::View ||
                          Known->second == MemberEffect::Peek;
  if (IsView) {
    if (In && Call->getNumArgs() > 0)
      Finds.insert({A.Global, In});
    return;
  }
  if (Known == Model->Members.end()) {
    factOf(A).Escapes = true;
    return;
  }
  if (Known->second != MemberEffect::Store) {
    factOf(A).Shrinks = true;
    return;
  }
  Addition New = Reader.split(Container, {Call->getArgs(), Call->getNumArgs()},
                              Globals[A.Global].Declared);
  grow(A, Call, New, Outside, isUsed(Outside));
}

void GlobalUses::subscript(Alias A, const CXXOperatorCallExpr *E,
                           Stmts Around) {
  const CXXRecordDecl *Container = Globals[A.Global].Container;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  if (!Method || Method->isConst() ||
      GrowthReader::keyTypeOf(Container).isNull())
    return;
  Addition New;
  New.Keys = {E->getArg(1)};
  const Expr *Value = nullptr;
  if (!Around.empty()) {
    if (const auto *Assign = dyn_cast<BinaryOperator>(Around.back());
        Assign && Assign->getOpcode() == BO_Assign &&
        stripped(Assign->getLHS()) == E)
      Value = Assign->getRHS();
    if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Around.back());
        Assign && Assign->getOperator() == OO_Equal &&
        stripped(Assign->getArg(0)) == E)
      Value = Assign->getArg(1);
  }
  if (Value)
    New.Values.push_back(Value);
  grow(A, E, New, Around, !Value && isUsed(Around));
}

} // namespace ouro::extract
