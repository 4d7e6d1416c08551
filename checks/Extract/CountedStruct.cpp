//===- CountedStruct.cpp --------------------------------------------------===//
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace ouro::extract {

/// Chains of calls deeper than this are not followed for counters.
static constexpr unsigned MaxRounds = 8;

const CallModel *CountedStructs::modelOf(const NamedDecl *D) const {
  if (!D || !D->getDeclName().isIdentifier() || !D->getIdentifier())
    return nullptr;
  auto [It, New] = ModelOf.try_emplace(D);
  if (New)
    It->second = Models.findFunction(Names.modelName(D));
  return It->second;
}

std::optional<unsigned> CountedStructs::parameter(const PointerPath &P,
                                                  const FunctionDecl *F) {
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(P.Root);
  if (!Parameter || Parameter->getFunctionScopeIndex() >= F->getNumParams())
    return std::nullopt;
  return Parameter->getFunctionScopeIndex();
}

std::optional<unsigned>
CountedStructs::returnedArgument(const FunctionDecl *F) const {
  if (const CallModel *Model = modelOf(F)) {
    bool Gives = Model->Effect == CallEffect::Same ||
                 Model->Effect == CallEffect::Retain;
    return Gives ? std::optional<unsigned>(Model->Argument) : std::nullopt;
  }
  const FunctionDecl *Body = nullptr;
  if (!F->hasBody(Body) || isa<CXXMethodDecl>(F) || F->isDependentContext())
    return std::nullopt;
  auto [It, New] = Returned.try_emplace(Body); // none also ends recursion
  if (!New)
    return It->second;
  std::optional<unsigned> Index = returnedParameter(
      *Body, [&](const FunctionDecl *G) { return returnedArgument(G); });
  return Returned[Body] = Index;
}

void CountedStructs::read(llvm::ArrayRef<const FunctionDecl *> Functions,
                          llvm::ArrayRef<const VarDecl *> Variables,
                          OutsideMentions &Mentions) {
  for (const FunctionDecl *F : Functions) {
    if (isa<CXXMethodDecl>(F))
      continue;
    PointerUse &Use = Uses[F->getCanonicalDecl()] = readPointerUse(
        *F, [&](const FunctionDecl *G) { return returnedArgument(G); });
    Mentions[F->getCanonicalDecl()] = std::move(Use.Outside);
  }
  for (const VarDecl *Variable : Variables)
    addTargets(Variable->getInit());
  for (auto &[F, Use] : Uses)
    for (const FieldStore &Store : Use.Stores)
      if (const FunctionDecl *Target = namedFunction(Store.Value);
          Target && !Store.Target.Fields.empty())
        Targets[Store.Target.Fields.back()].push_back(
            Target->getCanonicalDecl());
  addCounters();
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round < MaxRounds; ++Round) {
    Changed = false;
    for (auto &[F, Use] : Uses)
      Changed |= addEnds(F);
  }
  addTeardowns();
  addHolds();
  addRegistrations();
  addClosedTeardowns();
  addOwners();
}

/// Tables of functions: `static const struct ops o = {.destroy = f};`
void CountedStructs::addTargets(const Expr *Init) {
  const auto *List = dyn_cast_or_null<InitListExpr>(Init);
  if (!List)
    return;
  if (const InitListExpr *Semantic = List->getSemanticForm())
    List = Semantic;
  const RecordDecl *Record = List->getType()->getAsRecordDecl();
  auto Field = Record ? Record->field_begin() : RecordDecl::field_iterator();
  for (const Expr *Value : List->inits()) {
    if (!Value)
      continue;
    if (isa<InitListExpr>(Value))
      addTargets(Value);
    else if (const FunctionDecl *F = namedFunction(Value);
             F && Record && !Record->isUnion() && Field != Record->field_end())
      Targets[*Field].push_back(F->getCanonicalDecl());
    if (Record && Field != Record->field_end())
      ++Field;
  }
}

/// Round by round, a function again only if one that it calls has changed.
void CountedStructs::addCounters() {
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<const FunctionDecl *>>
      Callers;
  llvm::SetVector<const FunctionDecl *> Now;
  for (auto &[F, Use] : Uses) {
    for (const PointerPass &Pass : Use.Passes)
      if (Pass.Callee)
        Callers[Pass.Callee->getCanonicalDecl()].push_back(F);
    if (!Use.Counters.empty())
      Now.insert(F);
  }
  for (unsigned Round = 0; !Now.empty() && Round < MaxRounds; ++Round) {
    llvm::SetVector<const FunctionDecl *> Next;
    for (const FunctionDecl *F : Now)
      if (addCounters(F))
        Next.insert(Callers[F].begin(), Callers[F].end());
    Now = std::move(Next);
  }
}

/// The counters that \p F counts, itself or by functions it gives them to.
bool CountedStructs::addCounters(const FunctionDecl *F) {
  const PointerUse &Use = Uses[F];
  bool Changed = false;
  auto Add = [&](const PointerPath &P, bool Up) {
    std::optional<unsigned> Index = parameter(P, F);
    if (Up && !P.Fields.empty())
      Changed |= CountedUp.insert(P.Fields.back()).second;
    if (!Index)
      return;
    auto &Known = (Up ? Ups : Downs)[{F, *Index}];
    if (llvm::is_contained(Known, P))
      return;
    Known.push_back(P);
    Changed = true;
  };
  for (const CounterChange &C : Use.Counters)
    Add(C.Counter, C.Up);
  for (const PointerPass &Pass : Use.Passes) {
    if (!Pass.Callee)
      continue;
    for (bool Up : {true, false}) {
      auto &Inner = Up ? Ups : Downs;
      auto It = Inner.find({Pass.Callee->getCanonicalDecl(), Pass.Argument});
      if (It == Inner.end())
        continue;
      llvm::SmallVector<PointerPath, 2> Found = It->second;
      for (const PointerPath &P : Found) {
        PointerPath Whole = Pass.What;
        if (!P.Fields.empty() && !Whole.Fields.empty() && !Pass.What.Address)
          continue; // another object's counter
        Whole.Fields.append(P.Fields.begin(), P.Fields.end());
        Whole.Address = false;
        if (Whole.Fields.size() <= 4)
          Add(Whole, Up);
      }
    }
  }
  return Changed;
}

/// True if \p F counts down a number in its parameter \p Index and looks at it.
bool CountedStructs::isCountedIn(const FunctionDecl *F, unsigned Index) const {
  auto It = Downs.find({F, Index});
  if (It == Downs.end())
    return false;
  return llvm::any_of(It->second, [&](const PointerPath &P) {
    return !P.Fields.empty() && CountedUp.contains(P.Fields.back()) &&
           llvm::any_of(P.Fields, [&](const FieldDecl *Field) {
             return testsOf(F).Fields.contains(Field);
           });
  });
}

const PointerTests &CountedStructs::testsOf(const FunctionDecl *F) const {
  auto [It, New] = Tests.try_emplace(F);
  if (New)
    It->second = std::make_unique<PointerTests>(
        readPointerTests(*F->getDefinition(), [&](const FunctionDecl *G) {
          return returnedArgument(G);
        }));
  return *It->second;
}

/// True if \p Pass, of a parameter itself, ends the object. \p Counted: it is
/// done under a count, so that an unseen function that gets it will do.
bool CountedStructs::endsByItself(const FunctionDecl *F,
                                  const PointerPass &Pass,
                                  llvm::function_ref<bool()> Counted) const {
  if (isa<CXXDeleteExpr>(Pass.By))
    return true;
  if (const CallModel *Model = modelOf(Pass.Callee))
    return Model->Effect == CallEffect::Free &&
           Model->Argument == Pass.Argument;
  auto EndsIn = [&](const FunctionDecl *G) {
    return Frees.contains({G->getCanonicalDecl(), Pass.Argument});
  };
  if (Pass.Through) {
    auto It = Targets.find(Pass.Through);
    return It == Targets.end() ? Counted() : llvm::any_of(It->second, EndsIn);
  }
  if (!Pass.Callee)
    return Counted(); // a function that the caller gave
  if (EndsIn(Pass.Callee))
    return true;
  // Freed elsewhere: what else could one do with an object that nobody uses?
  return !Pass.Callee->hasBody() && !Pass.Callee->getBuiltinID() &&
         Pass.Callee->getReturnType()->isVoidType() &&
         !Pass.Callee->isVariadic() && Pass.Callee != F && Counted();
}

bool CountedStructs::addEnds(const FunctionDecl *F) {
  bool Changed = false;
  const PointerUse &Use = Uses[F];
  for (const PointerPass &Pass : Use.Passes) {
    std::optional<unsigned> Index = parameter(Pass.What, F);
    if (!Index || !Pass.What.Fields.empty())
      continue;
    auto IsCounted = [&] { return isCountedIn(F, *Index); }; // asked if needed
    if (endsByItself(F, Pass, [&] { return Pass.Conditional && IsCounted(); }))
      Changed |= (IsCounted() ? Releases : Frees).insert({F, *Index}).second;
    // Who passes it on to a release function gives its reference back, too.
    const CallModel *Model = modelOf(Pass.Callee);
    bool Dropped = Pass.Callee &&
                   (Model ? Model->Effect == CallEffect::Release &&
                                Model->Argument == Pass.Argument
                          : Releases.contains({Pass.Callee->getCanonicalDecl(),
                                               Pass.Argument})) &&
                   !IsCounted();
    if (Dropped)
      Changed |= Releases.insert({F, *Index}).second;
  }
  // put(&o->count, finish): a counter's own function calls what it is given.
  for (const PointerPass &Pass : Use.Passes) {
    std::optional<unsigned> Index = parameter(Pass.What, F);
    const auto *Call = dyn_cast<CallExpr>(Pass.By);
    if (!Index || !Pass.Callee || !Call || Pass.What.Fields.empty() ||
        !Downs.contains({Pass.Callee->getCanonicalDecl(), Pass.Argument}) ||
        !CountedUp.contains(Pass.What.Fields.back()))
      continue;
    for (const Expr *Argument : Call->arguments())
      if (const FunctionDecl *Finish = namedFunction(Argument)) {
        Changed |= Releases.insert({F, *Index}).second;
        Dying.insert({Finish->getCanonicalDecl(), 0});
      }
  }
  return Changed;
}

void CountedStructs::addTeardown(const FunctionDecl *F, unsigned Index) {
  F = F->getCanonicalDecl();
  if (!Dying.insert({F, Index}).second && Ends.contains(F))
    return;
  auto It = Uses.find(F);
  if (It == Uses.end())
    return;
  Ends.try_emplace(F, nullptr);
  for (const PointerPass &Pass : It->second.Passes) {
    std::optional<unsigned> From = parameter(Pass.What, F);
    if (From != Index)
      continue;
    // The object itself, or a part of it.
    if (!Pass.What.Fields.empty() &&
        !(Pass.What.Address &&
          Pass.What.Fields.back()->getType()->isRecordType()))
      continue;
    if (Pass.Through) {
      if (auto T = Targets.find(Pass.Through); T != Targets.end())
        for (const FunctionDecl *Target :
             llvm::SmallVector<const FunctionDecl *, 4>(T->second.begin(),
                                                        T->second.end()))
          addTeardown(Target, Pass.Argument);
    } else if (Pass.Callee) {
      addTeardown(Pass.Callee, Pass.Argument);
    }
  }
}

void CountedStructs::addTeardowns() {
  std::vector<Parameter> Known;
  // Wrappers of release functions end nothing by themselves.
  for (auto &[F, Use] : Uses)
    for (unsigned I = 0; I < F->getNumParams(); ++I)
      if (Frees.contains({F, I}) || Dying.contains({F, I}) ||
          (Releases.contains({F, I}) && isCountedIn(F, I)))
        Known.push_back({F, I});
  for (auto &[Field, Functions] : Targets)
    if (const CallModel *Model = modelOf(Field);
        Model && Model->Effect == CallEffect::Teardown)
      for (const FunctionDecl *F : Functions)
        Known.push_back({F, 0});
  for (const Parameter &P : Known)
    addTeardown(P.first, P.second);
}

llvm::ArrayRef<CountedHold>
CountedStructs::holdsOf(const FieldDecl *Field) const {
  auto It = Holds.find(Field);
  if (It == Holds.end())
    return {};
  return It->second;
}

bool CountedStructs::owns(const RecordDecl *Record) const {
  const RecordDecl *Definition = Record ? Record->getDefinition() : nullptr;
  return Definition && Owners.contains(Definition);
}

bool CountedStructs::isRelevant(QualType T) const {
  if (Owners.empty() || T.isNull())
    return false;
  return owns(structBehind(T));
}

bool CountedStructs::isHeldIn(const Expr *E) const {
  if (Holds.empty())
    return false;
  E = stripped(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    E = stripped(Unary->getSubExpr());
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Field && Holds.find(Field) != Holds.end();
}

bool CountedStructs::isRelease(const FunctionDecl *F) const {
  F = F->getCanonicalDecl();
  for (unsigned I = 0; I < F->getNumParams(); ++I)
    if (Releases.contains({F, I}) && isCountedIn(F, I))
      return true;
  return false;
}

const RecordDecl *CountedStructs::tornDownBy(const FunctionDecl *F) const {
  return Ends.lookup(F->getCanonicalDecl());
}

void CountedStructs::addDeclared(const FunctionDecl *F) {
  if (F->getNumParams() != 1 || !F->getReturnType()->isVoidType() ||
      F->isDefined() || modelOf(F))
    return;
  QualType T = F->getParamDecl(0)->getType();
  if (T->isPointerType() && T->getPointeeType()->isRecordType() &&
      !T->getPointeeType().isConstQualified())
    OpenStructs.insert(cast<RecordDecl>(structBehind(T)->getCanonicalDecl()));
}

bool CountedStructs::mayBeTornDownElsewhere(const RecordDecl *Record) const {
  return OpenStructs.contains(cast<RecordDecl>(Record->getCanonicalDecl()));
}

const CountedStore *CountedStructs::storeOf(const Expr *E) const {
  auto It = Stores.find(E);
  return It == Stores.end() ? nullptr : &It->second;
}

} // namespace ouro::extract
