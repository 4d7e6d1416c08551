//===- OutlivingClosures.cpp ----------------------------------------------===//
#include "checks/Reasoning/OutlivingClosures.h"
#include "checks/Reasoning/ParameterStores.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace ouro::facts;

namespace ouro::reasoning {

namespace {

class Finder {
public:
  Finder(const HoldIndex &Index, const BreakIndex &Breaks)
      : Index(Index), Breaks(Breaks), Setters(Index) {}

  std::vector<Finding> run() {
    for (const FunctionFact &F : Index.facts().Functions)
      for (const EffectFact &E : F.Effects)
        if (E.Kind == EffectKind::Capture && E.How == HoldKind::Shared &&
            E.Target.Path.empty())
          judge(F, E);
    return std::move(Findings);
  }

private:
  void judge(const FunctionFact &F, const EffectFact &Capture);
  std::set<SymbolId> fieldsThatKeep(const FunctionFact &F,
                                    unsigned Closure) const;
  bool isHandedOut(const FunctionFact &F, unsigned Closure) const;
  bool alwaysCalls(const FunctionFact &F, std::optional<unsigned> Closure,
                   unsigned Object, SymbolId Callee, unsigned Depth) const;
  std::string nameOf(SymbolId Type) const;
  bool startsAgain(const FunctionFact &F, const EffectFact &Capture) const;
  void report(const FunctionFact &F, const EffectFact &Capture,
              WitnessStep Why);

  const HoldIndex &Index;
  const BreakIndex &Breaks;
  ParameterStores Setters;
  std::vector<Finding> Findings;
};

} // namespace

/// What \p Object is another name for; a name that is bound twice is itself.
static unsigned originOf(const FunctionFact &F, unsigned Object) {
  const EffectFact *Only = nullptr;
  for (const EffectFact &E : F.Effects)
    if (E.Kind == EffectKind::Bind && E.Target.Object == Object) {
      if (Only)
        return Object;
      Only = &E;
    }
  return Only && Only->Value.Path.empty() && Only->Value.Object != Object
             ? Only->Value.Object
             : Object;
}

/// The fields that \p Closure is stored in, by the function or by a setter.
std::set<SymbolId> Finder::fieldsThatKeep(const FunctionFact &F,
                                          unsigned Closure) const {
  std::set<SymbolId> Fields;
  for (const EffectFact &E : F.Effects) {
    if (E.Kind == EffectKind::Store && E.Value == Place{Closure, {}})
      if (SymbolId Field = lastField(E.Target))
        Fields.insert(Field);
    for (auto [Position, Argument] : llvm::enumerate(E.Arguments))
      if (Argument == Place{Closure, {}}) {
        const auto &Kept = Setters.fieldsOf(E.Callee, Position);
        Fields.insert(Kept.begin(), Kept.end());
      }
  }
  return Fields;
}

bool Finder::isHandedOut(const FunctionFact &F, unsigned Closure) const {
  return llvm::any_of(F.Effects, [&](const EffectFact &E) {
    return (E.Kind == EffectKind::Store && E.Value == Place{Closure, {}}) ||
           llvm::is_contained(E.Arguments, Place{Closure, {}});
  });
}

/// True if \p F calls \p Callee on \p Object whatever happens, in the body of
/// \p Closure if there is one, or calls on it a function that does.
bool Finder::alwaysCalls(const FunctionFact &F, std::optional<unsigned> Closure,
                         unsigned Object, SymbolId Callee,
                         unsigned Depth) const {
  return llvm::any_of(F.Effects, [&](const EffectFact &E) {
    if (E.Kind != EffectKind::Call || E.BodyOf != Closure || !E.Arms.empty() ||
        !E.HasTarget || !E.Target.Path.empty() ||
        originOf(F, E.Target.Object) != Object)
      return false;
    if (E.Callee == Callee)
      return true;
    const FunctionFact *Next = Index.function(E.Callee);
    return Depth > 0 && Next && !Index.isOverridden(E.Callee) &&
           alwaysCalls(*Next, std::nullopt, 0, Callee, Depth - 1);
  });
}

/// The closure's body calls, whatever happens, the function that makes the
/// closure, on the object that it captures, and that function makes it whatever
/// happens.
bool Finder::startsAgain(const FunctionFact &F,
                         const EffectFact &Capture) const {
  constexpr unsigned MaxDepth = 3;
  return F.Record && Capture.Arms.empty() && !Capture.BodyOf &&
         originOf(F, Capture.Value.Object) == 0 &&
         alwaysCalls(F, Capture.Target.Object, 0, F.Id, MaxDepth);
}

/// The name of class \p Type, by its record or its destructor.
std::string Finder::nameOf(SymbolId Type) const {
  if (const RecordFact *Record = Index.record(Type))
    return Record->Name;
  for (const FunctionFact &F : Index.facts().Functions)
    if (F.Role == FunctionRole::Destructor && F.Record == Type)
      return llvm::StringRef(F.Name).rsplit("::").first.str();
  return "";
}

void Finder::report(const FunctionFact &F, const EffectFact &Capture,
                    WitnessStep Why) {
  const ObjectFact &Captured = F.Objects[Capture.Value.Object];
  std::string Name =
      !Capture.Label.empty() ? Capture.Label : nameOf(Captured.Type);
  if (Name.empty())
    Name = Captured.Name;
  Finding Found;
  Found.Rule = RuleId::SelfCapture;
  Found.Sureness =
      Index.facts().HasErrors ? Confidence::Possible : Confidence::Likely;
  Found.Where = Capture.Where;
  Found.Arguments = {Name};
  llvm::append_range(Found.Arguments, Why.Arguments);
  Found.Symbol = F.Name;
  Found.Identity =
      Fingerprint::ofList(Found.Rule, {F.Name, Name, Found.Arguments[1]});
  Found.Witness = {{StepKind::Captures, Capture.Where, {Name}},
                   std::move(Why),
                   {StepKind::RemedyCapture, Capture.Where, {Name}}};
  Findings.push_back(std::move(Found));
}

void Finder::judge(const FunctionFact &F, const EffectFact &Capture) {
  unsigned Closure = Capture.Target.Object;
  if (startsAgain(F, Capture) && isHandedOut(F, Closure))
    return report(F, Capture, {StepKind::StartsItselfAgain, F.Where, {F.Name}});
  SymbolId Type = F.Objects[originOf(F, Capture.Value.Object)].Type;
  if (!Type)
    return;
  llvm::DenseSet<SymbolId> Members{Type};
  if (const RecordFact *Record = Index.record(Type))
    for (const BaseFact &Base : Record->Bases)
      Members.insert(Base.Record);
  for (SymbolId Field : fieldsThatKeep(F, Closure)) {
    llvm::ArrayRef<const HoldFact *> Holds = Index.holdsOf(Field);
    if (Holds.empty() || Members.contains(Holds.front()->Holder) ||
        !Breaks.isEmptiedByDestructorsOnly(Field, Members))
      continue;
    return report(F, Capture,
                  {StepKind::OnlyDestructorErases,
                   Holds.front()->Where,
                   {Holds.front()->Name, nameOf(Type)}});
  }
}

std::vector<Finding> findOutlivingClosures(const HoldIndex &Index,
                                           const BreakIndex &Breaks) {
  return Finder(Index, Breaks).run();
}

} // namespace ouro::reasoning
