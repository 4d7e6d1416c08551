//===- ObjectGraph.cpp ----------------------------------------------------===//
#include "checks/Reasoning/ObjectGraph.h"
#include "checks/Reasoning/Arms.h"
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

/// The newest content that a reader in \p Arms can find, or null.
template <typename Contents>
static auto *newest(Contents &Known, const std::vector<Arm> &Arms) {
  auto It = llvm::find_if(llvm::reverse(Known),
                          [&](auto &C) { return !exclude(C.Arms, Arms); });
  return It == Known.rend() ? nullptr : &*It;
}

/// From now on, in runs that take \p Arms, \p Known is nothing we know. What it
/// was stays in runs that leave out one of them: all but the first, or the
/// first but not the second, and so on. Of more than MaxContents the oldest are
/// lost.
template <typename Contents>
static void clear(Contents &Known, const std::vector<Arm> &Arms) {
  constexpr size_t MaxContents = 8;
  Contents Rest;
  for (auto &C : Known) {
    if (exclude(C.Arms, Arms)) {
      Rest.push_back(std::move(C));
      continue;
    }
    for (const Arm &A : Arms) {
      if (llvm::is_contained(C.Arms, A))
        continue;
      Rest.push_back(C);
      Rest.back().Arms.push_back({A.Branch, A.Which ? 0u : 1u});
      C.Arms.push_back(A);
    }
  }
  if (Rest.size() > MaxContents)
    Rest.erase(Rest.begin(), Rest.end() - MaxContents);
  Known = std::move(Rest);
}

unsigned ObjectGraph::valueOf(Frame &F, unsigned ObjectIndex, ArmList &Arms) {
  Contents &Known = F.Values[ObjectIndex];
  if (const Content *Found = newest(Known, Arms)) {
    addArms(Arms, Found->Arms);
    return Found->Object;
  }
  const ObjectFact &Fact = F.Function->Objects[ObjectIndex];
  bool Closure =
      Fact.Kind == ObjectKind::Closure || Fact.Kind == ObjectKind::Coroutine;
  unsigned Made = newObject(Fact.Type, Fact.Name, Closure);
  Objects[Made].Empty = Fact.Kind == ObjectKind::Empty;
  Objects[Made].Inside = Fact.Kind == ObjectKind::Fresh || Closure;
  Objects[Made].Escaped = !Objects[Made].Inside && !Fact.Owned;
  // The other arms have something else, if anything.
  Known.insert(Known.begin(), {Made, Known.empty() ? ArmList() : Arms});
  return Made;
}

/// Of the classes a field holds, the strong one; of several the first.
static const HoldFact *strongHoldOf(llvm::ArrayRef<const HoldFact *> Holds) {
  for (const HoldFact *Hold : Holds)
    if (isStrong(*Hold) || Hold->Kind == HoldKind::Erased)
      return Hold;
  return nullptr;
}

ObjectGraph::Slot ObjectGraph::resolve(Frame &F, const Place &P,
                                       ArmList &Arms) {
  Slot At{valueOf(F, P.Object, Arms), {}};
  for (SymbolId Step : P.Path) {
    if (Step == ElementStep) {
      At.Element = true;
      continue;
    }
    if (At.Field || At.Element)
      At = {load(At, Arms), {}};
    At.Field = Step;
  }
  return At;
}

unsigned ObjectGraph::load(const Slot &S, ArmList &Arms) {
  if (!S.Field)
    return S.Element ? newObject({}, "") : S.Owner;
  llvm::ArrayRef<const HoldFact *> Facts = Index.holdsOf(S.Field);
  const HoldFact *Strong = strongHoldOf(Facts);
  bool Many = S.Element || (Strong && Strong->Many);
  Contents *Known = Many ? nullptr : &Fields[{S.Owner, S.Field}];
  if (Known)
    if (const Content *Found = newest(*Known, Arms)) {
      addArms(Arms, Found->Arms);
      return Found->Object;
    }
  SymbolId Type = Strong ? Strong->Held : SymbolId();
  unsigned Made = newObject(Type, Facts.empty() ? "" : Facts.front()->Name);
  Objects[Made].Inside = Strong && Objects[S.Owner].Inside && !Many;
  Objects[Made].Escaped = !Objects[Made].Inside;
  Reaches.push_back({S.Owner, Made});
  // What was there before the function ran, in arms that store nothing else.
  ArmList Since = Known && !Known->empty() ? Arms : ArmList();
  if (Strong)
    Holds.push_back({S.Owner, Made, Strong, nullptr, Since});
  if (Known)
    Known->insert(Known->begin(), {Made, std::move(Since)});
  return Made;
}

ObjectGraph::ArmList ObjectGraph::armsOf(const Frame &F,
                                         const EffectFact &Effect) const {
  ArmList Arms = F.Arms;
  for (Arm A : Effect.Arms)
    Arms.push_back({A.Branch + F.FirstBranch, A.Which});
  return Arms;
}

/// True if \p S is what holds.
bool ObjectGraph::isIn(const ObjectHold &H, const Slot &S) {
  return H.From == S.Owner &&
         (S.Field ? H.Hold && H.Hold->Field == S.Field
                  : !H.Hold && H.Made->Kind == EffectKind::Store);
}

/// Holds of the slot made on this path are undone.
void ObjectGraph::forget(const Slot &Target, const ArmList &Arms) {
  if (!Objects[Target.Owner].Inside)
    EmptiedSomewhere.insert(Target.Field);
  llvm::erase_if(Holds, [&](const ObjectHold &H) {
    return isIn(H, Target) && !exclude(H.Arms, Arms);
  });
  if (auto It = Fields.find({Target.Owner, Target.Field}); It != Fields.end())
    clear(It->second, Arms);
}

/// Follows \p Path over everything its fields may be, and forgets its last one.
void ObjectGraph::forgetFrom(const Content &Owner,
                             llvm::ArrayRef<SymbolId> Path, unsigned &Left) {
  if (Path.empty() || Left == 0)
    return;
  --Left;
  if (Path.size() == 1)
    return forget({Owner.Object, Path.front()}, Owner.Arms);
  // An element is an object of its own: nobody here knows what it holds.
  auto It = Path.front() == ElementStep
                ? Fields.end()
                : Fields.find({Owner.Object, Path.front()});
  if (It == Fields.end()) {
    EmptiedSomewhere.insert(Path.back());
    return;
  }
  for (Content C : Contents(It->second))
    if (!exclude(C.Arms, Owner.Arms)) {
      addArms(C.Arms, Owner.Arms);
      forgetFrom(C, Path.drop_front(), Left);
    }
}

/// \p Target is emptied: whatever object it belongs to in whichever run.
void ObjectGraph::forgetAll(const Frame &F, const Place &Target,
                            const ArmList &Arms) {
  llvm::ArrayRef<SymbolId> Path = Target.Path;
  while (!Path.empty() && Path.back() == ElementStep)
    Path = Path.drop_back();
  if (!Path.empty() && (F.InBody || F.Values[Target.Object].empty()))
    EmptiedSomewhere.insert(Path.back());
  unsigned Left =
      64; // paths multiply; runs that differ in so many ways are rare
  for (Content C : F.Values[Target.Object])
    if (!exclude(C.Arms, Arms)) {
      addArms(C.Arms, Arms);
      if (Path.empty())
        forget({C.Object, {}}, C.Arms); // a function object on the heap
      else
        forgetFrom(C, Path, Left);
    }
}

void ObjectGraph::hold(const Frame &F, unsigned From, unsigned To,
                       const HoldFact *Hold, const EffectFact &Made,
                       ArmList Arms) {
  Holds.push_back(
      {From, To, Hold, &Made, std::move(Arms), F.Function, F.Depth});
}

void ObjectGraph::store(Frame &F, const EffectFact &Effect, ArmList Arms) {
  ArmList Here = Arms;
  unsigned Value = evaluate(F, Effect.Value, Arms);
  Slot Target = resolve(F, Effect.Target, Arms);
  Reaches.push_back({Target.Owner, Value});
  if (!Target.Field) {
    // A container holds one more; a function object does something else.
    if (!Target.Element || strengthOf(Effect.How) == HoldStrength::Weak)
      return;
    hold(F, Target.Owner, Value, nullptr, Effect, std::move(Arms));
    return;
  }
  if (Objects[Value].Empty)
    return forgetAll(F, Effect.Target, Here);
  const HoldFact *Strong = nullptr;
  bool Many = Target.Element;
  for (const HoldFact *Hold : Index.holdsOf(Target.Field)) {
    bool Fits = !Strong || Hold->Held == Objects[Value].Type;
    if ((isStrong(*Hold) || Hold->Kind == HoldKind::Erased) && Fits)
      Strong = Hold;
    Many |= Hold->Many;
  }
  if (!Many) {
    forgetAll(F, Effect.Target, Here);
    Fields[{Target.Owner, Target.Field}].push_back({Value, Arms});
  }
  if (Effect.Replaces) // the same key, as far as we can tell
    llvm::erase_if(Holds, [&](const ObjectHold &H) {
      return H.From == Target.Owner && H.Made == &Effect &&
             !exclude(H.Arms, Arms);
    });
  if (Strong)
    hold(F, Target.Owner, Value, Strong, Effect, std::move(Arms));
}

/// A copy of \p Object, which holds what it holds now.
unsigned ObjectGraph::copyOf(unsigned Object) {
  unsigned Copy = newObject(Objects[Object].Type, Objects[Object].Name);
  Objects[Copy].Inside = true;
  for (size_t I = 0, E = Holds.size(); I < E; ++I)
    if (Holds[I].From == Object) {
      Reaches.push_back({Copy, Holds[I].To});
      ObjectHold H = Holds[I];
      H.From = Copy;
      Holds.push_back(std::move(H));
    }
  std::vector<std::pair<SymbolId, Contents>> Known;
  for (auto It = Fields.lower_bound({Object, SymbolId()});
       It != Fields.end() && It->first.first == Object; ++It)
    Known.push_back({It->first.second, It->second});
  for (auto &[Field, Content] : Known)
    Fields[{Copy, Field}] = std::move(Content);
  return Copy;
}

void ObjectGraph::capture(Frame &F, const EffectFact &Effect, ArmList Arms) {
  unsigned Value = evaluate(F, Effect.Value, Arms);
  unsigned Closure = evaluate(F, Effect.Target, Arms);
  Reaches.push_back({Closure, Value});
  if (strengthOf(Effect.How) != HoldStrength::Strong)
    return;
  if (Effect.How == HoldKind::Part && !Objects[Value].Closure)
    Value = copyOf(Value);
  hold(F, Closure, Value, nullptr, Effect, std::move(Arms));
}

/// Code that we do not see may keep what it is called with and do with it what
/// it likes.
void ObjectGraph::giveAway(Frame &F, const EffectFact &Call, ArmList Arms) {
  auto Escape = [&](const Place &P) {
    Objects[evaluate(F, P, Arms)].Escaped = true;
  };
  if (Call.HasTarget)
    Escape(Call.Target);
  llvm::for_each(Call.Arguments, Escape);
}

void ObjectGraph::call(Frame &F, const EffectFact &Effect, ArmList Arms) {
  const FunctionFact *Callee = Index.function(Effect.Callee);
  Contents Target;
  if (Effect.HasTarget)
    Target.push_back({evaluate(F, Effect.Target, Arms), {}});
  if (Index.isOverridden(Effect.Callee) ||
      (!Callee && !Index.isInert(Effect.Callee)))
    giveAway(F, Effect, Arms);
  if (!Callee || Callee->Effects.empty())
    return;
  if (F.Depth >= MaxDepth || llvm::is_contained(Stack, Callee))
    return giveAway(F, Effect, std::move(Arms));
  std::vector<Contents> Values(Callee->Objects.size());
  for (auto [I, Object] : llvm::enumerate(Callee->Objects)) {
    if (Object.Kind == ObjectKind::This)
      Values[I] = Target;
    else if (Object.Kind == ObjectKind::Parameter &&
             Object.Index < Effect.Arguments.size())
      Values[I].push_back(
          {evaluate(F, Effect.Arguments[Object.Index], Arms), {}});
  }
  Frame Inner{Callee, std::move(Values), std::move(Arms)};
  Inner.Depth = F.Depth + 1;
  Inner.InBody = F.InBody || Effect.BodyOf;
  execute(Inner);
  if (!Inner.Returned.empty() && Effect.Value.Path.empty() &&
      Effect.Value.Object < F.Values.size() &&
      F.Function->Objects[Effect.Value.Object].Kind == ObjectKind::Result)
    F.Values[Effect.Value.Object] = std::move(Inner.Returned);
}

/// How many values the run has put into the container at \p Target.
unsigned ObjectGraph::holdsAt(Frame &F, const Place &Target, ArmList Arms) {
  Slot At = resolve(F, Target, Arms);
  return llvm::count_if(Holds,
                        [&](const ObjectHold &H) { return isIn(H, At); });
}

void ObjectGraph::apply(Frame &F, const EffectFact &Effect) {
  ArmList Arms = armsOf(F, Effect);
  switch (Effect.Kind) {
  case EffectKind::Bind: {
    ArmList Here = Arms;
    unsigned Value = evaluate(F, Effect.Value, Arms);
    clear(F.Values[Effect.Target.Object], Here);
    F.Values[Effect.Target.Object].push_back({Value, std::move(Arms)});
    if (Objects[Value].Name.empty())
      Objects[Value].Name = F.Function->Objects[Effect.Target.Object].Name;
    return;
  }
  case EffectKind::Store:
    return store(F, Effect, std::move(Arms));
  case EffectKind::Capture:
    return capture(F, Effect, std::move(Arms));
  case EffectKind::Break:
    if (Effect.BodyOf || Effect.Positional)
      if (SymbolId Field = lastField(Effect.Target))
        EmptiedSomewhere.insert(Field);
    if (Effect.Positional && !Effect.Repeated &&
        holdsAt(F, Effect.Target, Arms) > 1)
      return; // one element less of many
    return forgetAll(F, Effect.Target, Arms);
  case EffectKind::Call:
    return call(F, Effect, std::move(Arms));
  case EffectKind::Return: {
    unsigned Value = evaluate(F, Effect.Value, Arms);
    // A later return that can be reached in the same arms is never reached.
    if (!newest(F.Returned, Arms))
      F.Returned.push_back({Value, std::move(Arms)});
    return;
  }
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
  Fields.clear();
  Reaches.clear();
  EmptiedSomewhere.clear();
  NextBranch = 0;
  Budget = MaxEffects;
  Frame F{&Root, std::vector<Contents>(Root.Objects.size()), {}};
  execute(F);
  for (const Content &C : F.Returned)
    Objects[C.Object].Escaped = true;
  propagateEscapes();
  return rings();
}

} // namespace ouro::reasoning
