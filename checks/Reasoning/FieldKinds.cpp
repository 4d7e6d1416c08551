//===- FieldKinds.cpp -----------------------------------------------------===//
#include "checks/Reasoning/FieldKinds.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace ouro::facts;

namespace ouro::reasoning {

/// Reads one graph.
class FieldKinds::Reader {
public:
  Reader(FieldKinds &Out, unsigned Function, const FlowGraph &Graph)
      : Out(Out), Facts(Out.Facts), Function(Function), Graph(Graph) {
    findSources();
  }

  void run(const llvm::BitVector *Reached) {
    for (auto [Index, Block] : llvm::enumerate(Graph.Blocks)) {
      if (Reached && !Reached->test(Index))
        continue;
      InEntry = Index == 0;
      for (const FlowEffect &Effect : Block.Effects)
        read(Effect);
      take(Block.Value);
      if (Block.Condition) {
        take(Block.Condition->Left);
        take(Block.Condition->Right);
      }
    }
  }

private:
  using Kinds = llvm::SmallDenseSet<unsigned, 2>;

  void findSources();
  bool kindsOf(const FlowOperand &Value, Kinds &Found, unsigned Depth) const;
  Field *fieldOf(const FlowPlace &Place);
  void read(const FlowEffect &Effect);
  void readCall(const FlowEffect &Call);
  void store(const FlowEffect &Effect);
  void take(const FlowOperand &Value, const Field *Into = nullptr);
  void acquired(Field &F, unsigned Resource, SourceSpan Where);
  bool isOwn(const FlowOperand &Value) const;

  FieldKinds &Out;
  const FlowFacts &Facts;
  unsigned Function;
  const FlowGraph &Graph;
  bool InEntry = false;
  std::map<FlowPlace, Kinds> Acquisitions; ///< by variable or result
  std::map<FlowPlace, std::vector<const FlowOperand *>> Assigned;
};

void FieldKinds::Reader::findSources() {
  for (const FlowBlock &Block : Graph.Blocks)
    for (const FlowEffect &Effect : Block.Effects) {
      if (!Effect.Target.Steps.empty())
        continue;
      if (Effect.Kind == FlowEffectKind::Acquire &&
          Effect.Value.How == FlowOperand::Kind::Unknown)
        Acquisitions[Effect.Target].insert(Effect.Resource);
      else if (Effect.Kind == FlowEffectKind::Assign)
        Assigned[Effect.Target].push_back(&Effect.Value);
    }
}

/// The kinds of resources that \p Value can be; false if it can be anything
/// else. Constants are no handles.
bool FieldKinds::Reader::kindsOf(const FlowOperand &Value, Kinds &Found,
                                 unsigned Depth) const {
  static constexpr unsigned MaxCopies = 4;
  if (Value.How == FlowOperand::Kind::Constant)
    return true;
  if (Value.How != FlowOperand::Kind::Load || !Value.Place.Steps.empty() ||
      Depth > MaxCopies)
    return false;
  auto Acquired = Acquisitions.find(Value.Place);
  if (Acquired != Acquisitions.end())
    Found.insert(Acquired->second.begin(), Acquired->second.end());
  if (Value.Place.From == FlowPlace::Base::Result)
    return Acquired != Acquisitions.end();
  const FlowVariable &Variable = Graph.Variables[Value.Place.Index];
  if ((Variable.Role != VariableRole::Local &&
       Variable.Role != VariableRole::Temporary) ||
      Variable.Exposed)
    return false;
  auto Values = Assigned.find(Value.Place);
  if (Values == Assigned.end())
    return Acquired != Acquisitions.end();
  return llvm::all_of(Values->second, [&](const FlowOperand *Each) {
    return kindsOf(*Each, Found, Depth + 1);
  });
}

/// Null if \p Place is no field.
FieldKinds::Field *FieldKinds::Reader::fieldOf(const FlowPlace &Place) {
  if (Place.Steps.empty() || Place.Steps.back().How != FlowStep::Kind::Field)
    return nullptr;
  const FlowField &Named = Graph.Fields[Place.Steps.back().Field];
  Field &F = Out.Fields[Named.Id];
  F.Name = Named.Name;
  if (Facts.Functions[Function].RecordClosed && Place.Steps.size() == 2 &&
      isOwn({FlowOperand::Kind::Load, 0, {Place.From, Place.Index, {}}}) &&
      F.Home == NoIndex)
    F.Home = Function;
  return &F;
}

/// It is `this`.
bool FieldKinds::Reader::isOwn(const FlowOperand &Value) const {
  return Value.How == FlowOperand::Kind::Load && Value.Place.Steps.empty() &&
         Value.Place.From == FlowPlace::Base::Variable &&
         Graph.Variables[Value.Place.Index].Role == VariableRole::Receiver;
}

void FieldKinds::Reader::acquired(Field &F, unsigned Resource,
                                  SourceSpan Where) {
  F.Acquired.push_back({Function, Resource, Where});
  if (InEntry && Facts.Functions[Function].IsConstructor)
    F.Filled.insert(Function);
}

/// The value of a field is copied, tested or given away. A copy to the same
/// field of another object is none.
void FieldKinds::Reader::take(const FlowOperand &Value, const Field *Into) {
  if (Value.How == FlowOperand::Kind::Constant ||
      Value.How == FlowOperand::Kind::Unknown)
    return;
  if (Field *F = fieldOf(Value.Place); F && F != Into)
    F->Taken.insert(Function);
}

void FieldKinds::Reader::store(const FlowEffect &Effect) {
  Field *F = fieldOf(Effect.Target);
  take(Effect.Value, F);
  if (!F)
    return;
  if (Effect.Value.How == FlowOperand::Kind::Constant) {
    F->Cleared.insert(Function);
    return;
  }
  if (Effect.Value.How == FlowOperand::Kind::Load &&
      fieldOf(Effect.Value.Place) == F)
    return;
  Kinds Found;
  F->Foreign |= !kindsOf(Effect.Value, Found, 0);
  for (unsigned Resource : Found)
    acquired(*F, Resource, Effect.Where);
}

void FieldKinds::Reader::readCall(const FlowEffect &Call) {
  llvm::SmallVector<const FlowOperand *, 4> Operands;
  for (const FlowOperand &Argument : Call.Arguments)
    Operands.push_back(&Argument);
  if (Call.Receiver)
    Operands.push_back(&*Call.Receiver);
  for (const FlowOperand *Operand : Operands) {
    if (Operand->How == FlowOperand::Kind::Address) {
      if (Field *F = fieldOf(Operand->Place))
        F->Foreign = true;
    } else if (!Call.Borrows) {
      take(*Operand);
    }
    if (isOwn(*Operand) && !Call.Borrows)
      Out.OwnCalls[Function].insert(Call.Virtual ? SymbolId() : Call.Callee);
  }
}

void FieldKinds::Reader::read(const FlowEffect &Effect) {
  switch (Effect.Kind) {
  case FlowEffectKind::Assign:
    return store(Effect);
  case FlowEffectKind::Call:
    return readCall(Effect);
  case FlowEffectKind::Acquire:
    take(Effect.Value);
    if (Field *F = fieldOf(Effect.Target);
        F && Effect.Value.How == FlowOperand::Kind::Unknown)
      acquired(*F, Effect.Resource, Effect.Where);
    return;
  case FlowEffectKind::Release:
    if (Field *F = fieldOf(Effect.Value.Place);
        F && Effect.Value.How == FlowOperand::Kind::Load)
      F->Released.push_back({Function, Effect.Resource, Effect.Where});
    return take(Effect.Value);
  case FlowEffectKind::Transfer:
  case FlowEffectKind::Escape:
    return take(Effect.Value);
  case FlowEffectKind::End:
    return;
  }
}

void FieldKinds::add(unsigned Function, const FlowGraph &Graph,
                     const llvm::BitVector *Reached) {
  Blind |= Graph.Blocks.empty();
  Reader(*this, Function, Graph).run(Reached);
}

/// A release that fits nothing of what the field can hold.
const FieldKinds::Site *FieldKinds::mismatch(const Field &F) const {
  auto Wrong = [&](const Site &Release) {
    return llvm::none_of(F.Acquired, [&](const Site &Each) {
      return isReleasedBy(Facts, Each.Resource, Release.Resource);
    });
  };
  auto Found = llvm::find_if(F.Released, Wrong);
  return F.Acquired.empty() || Found == F.Released.end() ? nullptr : &*Found;
}

bool FieldKinds::constructorsFill(const Field &F) const {
  const FlowFunction &Home = Facts.Functions[F.Home];
  bool Any = false;
  for (auto [Index, Each] : llvm::enumerate(Facts.Functions))
    if (Each.IsConstructor && Each.Record == Home.Record) {
      if (!F.Filled.count(Index))
        return false;
      Any = true;
    }
  return Any;
}

/// Where a member that is no constructor puts something new into the field,
/// though what a constructor put there is still in it.
const FieldKinds::Site *
FieldKinds::overwriting(const Field &F, const EffectsIndex &Known) const {
  if (F.Released.empty() || !constructorsFill(F))
    return nullptr;
  auto LooksAtIt = [&](unsigned Start) {
    llvm::SmallVector<unsigned, 8> Todo{Start};
    llvm::DenseSet<unsigned> Seen{Start};
    while (!Todo.empty()) {
      unsigned Function = Todo.pop_back_val();
      if (F.Taken.count(Function) || F.Cleared.count(Function))
        return true;
      auto Calls = OwnCalls.find(Function);
      if (Calls == OwnCalls.end())
        continue;
      for (SymbolId Callee : Calls->second) {
        unsigned Index = Callee ? Known.indexOf(Callee) : NoIndex;
        if (Index == NoIndex)
          return true; // nobody knows
        if (Seen.insert(Index).second)
          Todo.push_back(Index);
      }
    }
    return false;
  };
  auto Found = llvm::find_if(F.Acquired, [&](const Site &Each) {
    const FlowFunction &Setter = Facts.Functions[Each.Function];
    return Setter.Record == Facts.Functions[F.Home].Record &&
           !Setter.IsConstructor && !Setter.IsDestructor &&
           !LooksAtIt(Each.Function);
  });
  return Found == F.Acquired.end() ? nullptr : &*Found;
}

/// Where an object is copied whose destructor surely releases the field.
const RecordCopy *FieldKinds::copied(SymbolId Id, const Field &F,
                                     const EffectsIndex &Known) const {
  SymbolId Record = Facts.Functions[F.Home].Record;
  auto Copy = llvm::find_if(Facts.Copies, [&](const RecordCopy &Each) {
    return Each.Record == Record;
  });
  auto ByConstructor = [&](const Site &Each) {
    return Facts.Functions[Each.Function].IsConstructor;
  };
  if (Copy == Facts.Copies.end() || llvm::none_of(F.Acquired, ByConstructor))
    return nullptr;
  // Somebody takes it away from the object that is copied.
  for (unsigned Function : F.Cleared)
    if (!Facts.Functions[Function].IsConstructor &&
        llvm::none_of(F.Released, [&](const Site &Release) {
          return Release.Function == Function;
        }))
      return nullptr;
  for (auto [Index, Each] : llvm::enumerate(Facts.Functions)) {
    if (!Each.IsDestructor || Each.Record != Record)
      continue;
    for (const PartEffects &Part : Known.all()[Index].Receiver.Parts)
      if (Part.Path.size() == 1 && Part.Path[0].Field == Id &&
          Part.Freed.isAny() && Part.Stays.isEmpty())
        return &*Copy;
  }
  return nullptr;
}

Finding FieldKinds::finding(RuleId Rule, const Field &F, const Site &Acquired,
                            SourceSpan Where,
                            std::vector<WitnessStep> Steps) const {
  const FlowFunction &Home = Facts.Functions[F.Home];
  const ResourceFact &Kind = Facts.Resources[Acquired.Resource];
  std::string What = Kind.Noun + " '" + F.Name + "'";
  Finding Out;
  Out.Rule = Rule;
  Out.Sureness = Kind.Minor ? Confidence::Possible : Confidence::Likely;
  Out.Where = Where;
  Out.Symbol = Facts.Functions[Acquired.Function].Name;
  Out.Arguments = {What, Kind.Release};
  Out.Identity = Fingerprint::ofList(
      Rule, {Home.RecordName + "::" + F.Name, Kind.Kind, "field"});
  Out.Witness = {{StepKind::AcquiredHere, Acquired.Where, {What}}};
  llvm::append_range(Out.Witness, Steps);
  return Out;
}

/// Calls \p Visit(Finding), which says whether to go on.
template <class Visitor>
void FieldKinds::forEachWrong(const EffectsIndex &Known, Visitor Visit) const {
  for (const auto &[Id, F] : Fields) {
    if (Blind || F.Foreign || F.Home == NoIndex || F.Acquired.empty())
      continue;
    const Site &First = F.Acquired.front();
    const ResourceFact &Kind = Facts.Resources[First.Resource];
    if (Kind.Counted)
      continue;
    std::string What = Kind.Noun + " '" + F.Name + "'";
    const std::string &Class = Facts.Functions[F.Home].RecordName;
    if (const Site *Wrong = mismatch(F)) {
      Finding Each = finding(
          RuleId::MismatchedRelease, F, First, Wrong->Where,
          {{StepKind::RemedyMatch, Wrong->Where, {What, Kind.Release}}});
      Each.Arguments.push_back(Facts.Resources[Wrong->Resource].Release);
      if (!Visit(std::move(Each)))
        return;
    }
    if (const Site *Setter = overwriting(F, Known))
      if (!Visit(finding(RuleId::UnreleasedResource, F, First, First.Where,
                         {{StepKind::LostByOverwriting, Setter->Where, {What}},
                          {StepKind::RemedyRelease,
                           Setter->Where,
                           {Kind.Release, What}}})))
        return;
    if (const RecordCopy *Copy = copied(Id, F, Known))
      if (!Visit(finding(
              RuleId::DoubleRelease, F, First, Copy->Where,
              {{StepKind::CopiedWithField, Copy->Where, {What, Class}},
               {StepKind::EachCopyReleases,
                F.Released.empty() ? First.Where : F.Released.front().Where,
                {What, Class}},
               {StepKind::RemedyCopy, Copy->Where, {What, Class}}})))
        return;
  }
}

bool FieldKinds::isOpen(const EffectsIndex &Known) const {
  bool Open = false;
  forEachWrong(Known, [&](const Finding &) {
    Open = true;
    return false;
  });
  return Open;
}

std::vector<Finding> FieldKinds::findings(const EffectsIndex &Known) const {
  std::vector<Finding> Found;
  forEachWrong(Known, [&](Finding Each) {
    Found.push_back(std::move(Each));
    return true;
  });
  return Found;
}

} // namespace ouro::reasoning
