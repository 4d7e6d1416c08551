//===- CountedData.cpp - User data, and containers of C libraries ---------===//
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using ouro::facts::ElementStep;
using ouro::facts::HoldKind;

namespace ouro::extract {

/// The struct that \p E points to, before it became a void pointer.
const RecordDecl *CountedStructs::structOf(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 8; ++Steps) {
    const Expr *Inner = stripped(E);
    if (const RecordDecl *Record = structBehind(Inner->getType()))
      return Record;
    const auto *Call = dyn_cast<CallExpr>(Inner);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    std::optional<unsigned> Index =
        Callee ? returnedArgument(Callee) : std::nullopt;
    E = Index && *Index < Call->getNumArgs() ? Call->getArg(*Index) : nullptr;
  }
  return nullptr;
}

void CountedStructs::addRegistrations() {
  bool Changed = !Droppers.empty();
  for (unsigned Round = 0; Changed && Round < 4; ++Round) {
    Changed = false;
    for (auto &[F, Use] : Uses)
      Changed |= addRegistration(F);
  }
  for (auto &[F, Use] : Uses) {
    addPairStores(F);
    addContainers(F);
  }
  for (auto &[F, Use] : Uses)
    addStores(F);
}

static std::optional<unsigned> parameterIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(E));
  const auto *Parameter = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  return Parameter ? std::optional(Parameter->getFunctionScopeIndex())
                   : std::nullopt;
}

/// o->data = data; o->drop = drop; or a call of a function that does it.
bool CountedStructs::addRegistration(const FunctionDecl *F) {
  auto &Known = Registrations[F];
  auto Add = [&](Registration R) {
    if (llvm::any_of(Known, [&](const Registration &K) {
          return K.Data == R.Data && K.Kept == R.Kept;
        }))
      return false;
    Known.push_back(std::move(R));
    return true;
  };
  bool Changed = false;
  const PointerUse &Use = Uses[F];
  for (const FieldStore &Data : Use.Stores) {
    auto It = Data.Target.Fields.empty()
                  ? Droppers.end()
                  : Droppers.find(Data.Target.Fields.back());
    std::optional<unsigned> Owner = parameter(Data.Target, F);
    std::optional<unsigned> Value = parameterIn(Data.Value);
    if (It == Droppers.end() || !Owner || !Value)
      continue;
    for (const FieldStore &Drop : Use.Stores)
      if (!Drop.Target.Fields.empty() && Drop.Target.Root == Data.Target.Root &&
          Drop.Target.Fields.back() == It->second)
        if (std::optional<unsigned> Destroy = parameterIn(Drop.Value))
          Changed |= Add({Data.Target, *Owner, *Value, *Destroy});
  }
  for (const CallExpr *Call : Use.Calls) {
    auto It = Registrations.find(Call->getDirectCallee()->getCanonicalDecl());
    if (It == Registrations.end() || It->first == F)
      continue;
    for (Registration R : llvm::SmallVector<Registration, 1>(It->second)) {
      if (std::max({R.Owner, R.Data, R.Destroy}) >= Call->getNumArgs())
        continue;
      std::optional<unsigned> Owner = parameterIn(Call->getArg(R.Owner)),
                              Data = parameterIn(Call->getArg(R.Data)),
                              Destroy = parameterIn(Call->getArg(R.Destroy));
      if (Owner && Data && Destroy)
        Changed |= Add({R.Kept, *Owner, *Data, *Destroy});
    }
  }
  return Changed;
}

/// A call that registers data with a function that drops it.
void CountedStructs::keep(const CallExpr *Call, const Registration &R) {
  if (std::max({R.Owner, R.Data, R.Destroy}) >= Call->getNumArgs())
    return;
  const FunctionDecl *Dropper = namedFunction(Call->getArg(R.Destroy));
  std::optional<HoldKind> Kind = Dropper ? kindOf(Dropper) : std::nullopt;
  const RecordDecl *Held = structOf(Call->getArg(R.Data));
  if (!Kind || !Held)
    return;
  CountedStore Store;
  Store.Owner = R.Owner;
  Store.Data = R.Data;
  for (const FieldDecl *Field : R.Kept.Fields)
    Store.Path.push_back(Names.idOf(Field));
  Stores[Call] = std::move(Store);
  addHold(R.Kept.Fields.back(),
          {Held, *Kind, R.Kept.Many,
           Map.spanOf(Call->getArg(R.Data)->getSourceRange())});
}

/// The same by a function of a library, which shows no field for it.
void CountedStructs::keepByModel(const CallExpr *Call, const CallModel &Model) {
  if (std::max({Model.Argument, Model.With, Model.By}) >= Call->getNumArgs())
    return;
  const FunctionDecl *Dropper = namedFunction(Call->getArg(Model.By));
  std::optional<HoldKind> Kind = Dropper ? kindOf(Dropper) : std::nullopt;
  const RecordDecl *Held = structOf(Call->getArg(Model.With));
  const RecordDecl *Holder = structOf(Call->getArg(Model.Argument));
  if (!Kind || !Held || !Holder)
    return;
  SourceSpan Where = Map.spanOf(Call->getArg(Model.With)->getSourceRange());
  KeptByCall Found{
      SymbolId::of("kept@" + toString(Map.withoutRoot(Where.Begin))),
      Call->getDirectCallee()->getNameAsString(),
      Holder,
      {Held, *Kind, /*Many=*/false, Where}};
  Stores[Call] = {Model.Argument, {Found.Field}, Model.With};
  Kept.push_back(std::move(Found));
}

void CountedStructs::addStores(const FunctionDecl *F) {
  for (const CallExpr *Call : Uses[F].Calls) {
    const FunctionDecl *Callee = Call->getDirectCallee()->getCanonicalDecl();
    if (auto It = Registrations.find(Callee); It != Registrations.end())
      for (const Registration &R : It->second)
        keep(Call, R);
    const CallModel *Model = modelOf(Callee);
    if (Model && Model->Effect == CallEffect::Insert)
      addInsert(F, Call, *Model);
    if (Model && Model->Effect == CallEffect::Register)
      keepByModel(Call, *Model);
  }
}

/// Both fields of a pair written by one function: o->data = ref(x), and
/// o->drop = unref.
void CountedStructs::addPairStores(const FunctionDecl *F) {
  const PointerUse &Use = Uses[F];
  for (const FieldStore &Data : Use.Stores) {
    auto It = Data.Target.Fields.empty()
                  ? Droppers.end()
                  : Droppers.find(Data.Target.Fields.back());
    const RecordDecl *Held =
        It == Droppers.end() ? nullptr : structOf(Data.Value);
    if (!Held)
      continue;
    for (const FieldStore &Drop : Use.Stores) {
      if (Drop.Target.Fields.empty() || Drop.Target.Root != Data.Target.Root ||
          Drop.Target.Fields.back() != It->second)
        continue;
      const FunctionDecl *Dropper = namedFunction(Drop.Value);
      std::optional<HoldKind> Kind = Dropper ? kindOf(Dropper) : std::nullopt;
      if (!Kind)
        continue;
      Stores[Data.Whole] = {};
      addHold(Data.Target.Fields.back(),
              {Held, *Kind, Data.Target.Many,
               Map.spanOf(Data.Value->getSourceRange())});
    }
  }
}

/// Fields whose container drops its elements, because it was made so or is
/// torn down so.
void CountedStructs::addContainers(const FunctionDecl *F) {
  const PointerUse &Use = Uses[F];
  auto Add = [&](const FieldDecl *Field, const CallExpr *Call,
                 unsigned Position) {
    const FunctionDecl *Dropper = Position < Call->getNumArgs()
                                      ? namedFunction(Call->getArg(Position))
                                      : nullptr;
    if (std::optional<HoldKind> Kind = Dropper ? kindOf(Dropper) : std::nullopt)
      Containers[Field] = *Kind;
  };
  for (const FieldStore &Store : Use.Stores) {
    const auto *Call = dyn_cast<CallExpr>(stripped(Store.Value));
    const CallModel *Model = Call ? modelOf(Call->getDirectCallee()) : nullptr;
    if (Model && Model->Effect == CallEffect::Collect &&
        !Store.Target.Fields.empty())
      Add(Store.Target.Fields.back(), Call, Model->Argument);
  }
  for (const PointerPass &Pass : Use.Passes) {
    const CallModel *Model = modelOf(Pass.Callee);
    std::optional<unsigned> Index = parameter(Pass.What, F);
    if (Model && Model->Effect == CallEffect::ReleaseAll && Index &&
        Dying.contains({F, *Index}) && Model->Argument == Pass.Argument &&
        !Pass.What.Fields.empty())
      Add(Pass.What.Fields.back(), cast<CallExpr>(Pass.By), Model->With);
  }
}

void CountedStructs::addInsert(const FunctionDecl *F, const CallExpr *Call,
                               const CallModel &Model) {
  if (std::max(Model.Argument, Model.With) >= Call->getNumArgs())
    return;
  const RecordDecl *Held = structOf(Call->getArg(Model.With));
  if (!Held)
    return;
  for (const PointerPass &Pass : Uses[F].Passes) {
    if (Pass.By != Call || Pass.Argument != Model.Argument ||
        Pass.What.Fields.empty())
      continue;
    const FieldDecl *Field = Pass.What.Fields.back();
    auto It = Containers.find(Field);
    if (It == Containers.end())
      continue;
    addHold(Field, {Held, It->second, /*Many=*/true, {}});
    Stores[Call] = {Model.Argument, {ElementStep}, Model.With};
  }
}

} // namespace ouro::extract
