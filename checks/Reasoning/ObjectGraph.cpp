//===- ObjectGraph.cpp ----------------------------------------------------===//
#include "checks/Reasoning/ObjectGraph.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

unsigned ObjectGraph::newObject(SymbolId Type, std::string Name, bool Closure) {
  Objects.push_back({Type, std::move(Name), Closure});
  return Objects.size() - 1;
}

std::string ObjectGraph::nameOf(unsigned Object) const {
  if (!Objects[Object].Name.empty())
    return Objects[Object].Name;
  const RecordFact *Record = Index.record(Objects[Object].Type);
  return Record ? "a new " + Record->Name : "this object";
}

unsigned ObjectGraph::valueOf(Frame &F, unsigned ObjectIndex) {
  int &Value = F.Values[ObjectIndex];
  if (Value < 0) {
    const ObjectFact &Fact = F.Function->Objects[ObjectIndex];
    Value = newObject(Fact.Type, Fact.Name, Fact.Kind == ObjectKind::Closure);
  }
  return Value;
}

/// Of the classes a field holds, the strong one; of several the first.
static const HoldFact *strongHoldOf(llvm::ArrayRef<const HoldFact *> Holds) {
  for (const HoldFact *Hold : Holds)
    if (isStrong(*Hold) || Hold->Kind == HoldKind::Erased)
      return Hold;
  return nullptr;
}

ObjectGraph::Slot ObjectGraph::resolve(Frame &F, const Place &P) {
  Slot At{valueOf(F, P.Object), {}};
  for (SymbolId Step : P.Path) {
    if (Step == ElementStep) {
      At.Element = true;
      continue;
    }
    if (At.Field || At.Element)
      At = {load(At), {}};
    At.Field = Step;
  }
  return At;
}

unsigned ObjectGraph::load(const Slot &S) {
  if (!S.Field)
    return S.Element ? newObject({}, "") : S.Owner;
  llvm::ArrayRef<const HoldFact *> Known = Index.holdsOf(S.Field);
  const HoldFact *Strong = strongHoldOf(Known);
  bool Many = S.Element || (Strong && Strong->Many);
  if (!Many)
    if (auto It = Contents.find({S.Owner, S.Field}); It != Contents.end())
      return It->second;
  SymbolId Type = Strong ? Strong->Held : SymbolId();
  std::string Name = Known.empty() ? "" : Known.front()->Name;
  unsigned Found = newObject(Type, std::move(Name));
  if (!Many)
    Contents[{S.Owner, S.Field}] = Found;
  if (Strong)
    Holds.push_back({S.Owner, Found, Strong, nullptr, {}});
  return Found;
}

std::vector<Arm> ObjectGraph::armsOf(const Frame &F, const EffectFact &Effect) const {
  std::vector<Arm> Arms = F.Arms;
  for (Arm A : Effect.Arms)
    Arms.push_back({A.Branch + F.FirstBranch, A.Which});
  return Arms;
}

static bool exclude(const std::vector<Arm> &L, const std::vector<Arm> &R) {
  return llvm::any_of(L, [&](const Arm &A) {
    return llvm::any_of(R, [&](const Arm &B) { return A.Branch == B.Branch && A.Which != B.Which; });
  });
}

/// Holds of the slot made on this path are undone.
void ObjectGraph::forget(const Slot &Target, const std::vector<Arm> &Arms) {
  llvm::erase_if(Holds, [&](const ObjectHold &H) {
    return H.From == Target.Owner && H.Hold && H.Hold->Field == Target.Field &&
           !exclude(H.Arms, Arms);
  });
  Contents.erase({Target.Owner, Target.Field});
}

void ObjectGraph::store(const Slot &Target, unsigned Value, const EffectFact &Effect,
                        std::vector<Arm> Arms) {
  if (!Target.Field)
    return;
  const HoldFact *Strong = nullptr;
  bool Many = Target.Element;
  for (const HoldFact *Hold : Index.holdsOf(Target.Field)) {
    bool Fits = !Strong || Hold->Held == Objects[Value].Type;
    if ((isStrong(*Hold) || Hold->Kind == HoldKind::Erased) && Fits)
      Strong = Hold;
    Many |= Hold->Many;
  }
  if (!Many) {
    forget(Target, Arms);
    Contents[{Target.Owner, Target.Field}] = Value;
  }
  if (Strong)
    Holds.push_back({Target.Owner, Value, Strong, &Effect, std::move(Arms)});
}

void ObjectGraph::call(Frame &F, const EffectFact &Effect, std::vector<Arm> Arms) {
  const FunctionFact *Callee = Index.function(Effect.Callee);
  int Target = Effect.HasTarget ? static_cast<int>(evaluate(F, Effect.Target)) : -1;
  if (!Callee || Callee->Effects.empty() || F.Depth >= MaxDepth || llvm::is_contained(Stack, Callee))
    return;
  Frame Inner{Callee, std::vector<int>(Callee->Objects.size(), -1), std::move(Arms), 0, -1, F.Depth + 1};
  for (auto [I, Object] : llvm::enumerate(Callee->Objects)) {
    if (Object.Kind == ObjectKind::This)
      Inner.Values[I] = Target;
    else if (Object.Kind == ObjectKind::Parameter && Object.Index < Effect.Arguments.size())
      Inner.Values[I] = evaluate(F, Effect.Arguments[Object.Index]);
  }
  execute(Inner);
  if (Inner.Returned >= 0 && Effect.Value.Path.empty() && Effect.Value.Object < F.Values.size() &&
      F.Function->Objects[Effect.Value.Object].Kind == ObjectKind::Result)
    F.Values[Effect.Value.Object] = Inner.Returned;
}

void ObjectGraph::apply(Frame &F, const EffectFact &Effect) {
  std::vector<Arm> Arms = armsOf(F, Effect);
  switch (Effect.Kind) {
  case EffectKind::Bind: {
    unsigned Value = evaluate(F, Effect.Value);
    F.Values[Effect.Target.Object] = Value;
    if (Objects[Value].Name.empty())
      Objects[Value].Name = F.Function->Objects[Effect.Target.Object].Name;
    return;
  }
  case EffectKind::Store: {
    unsigned Value = evaluate(F, Effect.Value);
    return store(resolve(F, Effect.Target), Value, Effect, std::move(Arms));
  }
  case EffectKind::Capture:
    if (strengthOf(Effect.How) == HoldStrength::Strong) {
      unsigned Value = evaluate(F, Effect.Value);
      Holds.push_back({evaluate(F, Effect.Target), Value, nullptr, &Effect, std::move(Arms)});
    }
    return;
  case EffectKind::Break:
    return forget(resolve(F, Effect.Target), Arms);
  case EffectKind::Call:
    return call(F, Effect, std::move(Arms));
  case EffectKind::Return:
    if (F.Returned < 0)
      F.Returned = evaluate(F, Effect.Value);
    return;
  }
}

void ObjectGraph::execute(Frame &F) {
  F.FirstBranch = NextBranch;
  for (const EffectFact &Effect : F.Function->Effects)
    for (const Arm &A : Effect.Arms)
      NextBranch = std::max(NextBranch, F.FirstBranch + A.Branch + 1);
  Stack.push_back(F.Function);
  for (const EffectFact &Effect : F.Function->Effects) {
    if (Budget == 0)
      break;
    --Budget;
    apply(F, Effect);
  }
  Stack.pop_back();
}

std::vector<ObjectRing> ObjectGraph::run(const FunctionFact &Root) {
  Objects.clear();
  Holds.clear();
  Contents.clear();
  NextBranch = 0;
  Budget = MaxEffects;
  Frame F{&Root, std::vector<int>(Root.Objects.size(), -1), {}, 0, -1, 0};
  execute(F);
  return rings();
}

/// Breadth-first from the end of \p First back to its start, over holds that
/// can exist in the same run.
bool ObjectGraph::close(const ObjectHold &First, ObjectRing &Out) const {
  struct Visit {
    unsigned Object;
    int Parent;
    const ObjectHold *Taken;
  };
  std::vector<Visit> Queue{{First.To, -1, nullptr}};
  llvm::DenseSet<unsigned> Seen{First.To};
  for (size_t Head = 0; Head < Queue.size(); ++Head) {
    if (Queue[Head].Object == First.From) {
      Out.assign(1, First);
      for (int I = static_cast<int>(Head); Queue[I].Parent >= 0; I = Queue[I].Parent)
        Out.insert(Out.begin() + 1, *Queue[I].Taken);
      break;
    }
    for (const ObjectHold &H : Holds)
      if (H.From == Queue[Head].Object && !exclude(H.Arms, First.Arms) && Seen.insert(H.To).second)
        Queue.push_back({H.To, static_cast<int>(Head), &H});
  }
  for (size_t I = 0; I < Out.size(); ++I)
    for (size_t J = I + 1; J < Out.size(); ++J)
      if (exclude(Out[I].Arms, Out[J].Arms))
        return false;
  return !Out.empty();
}

std::vector<ObjectRing> ObjectGraph::rings() const {
  std::vector<ObjectRing> Found;
  for (const ObjectHold &H : Holds) {
    ObjectRing Ring;
    if (H.Made && close(H, Ring))
      Found.push_back(std::move(Ring));
  }
  return Found;
}

} // namespace ouro::reasoning
