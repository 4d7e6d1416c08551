//===- TuFacts.cpp --------------------------------------------------------===//
#include "checks/Facts/TuFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::facts {

namespace {

/// Renders facts as lines with names instead of identities.
class Printer {
public:
  Printer(const TuFacts &Facts, llvm::StringRef Root)
      : Facts(Facts), Root(Root) {
    for (const RecordFact &Record : Facts.Records)
      Names[Record.Id] = Record.Name;
    for (const HoldFact &Hold : Facts.Holds) {
      Names[Hold.Field] = Hold.Name;
      Names.try_emplace(Hold.Held, Hold.HeldName);
    }
    for (const FunctionFact &Function : Facts.Functions)
      Names[Function.Id] = Function.Name;
    Names[ElementStep] = "[]";
  }

  std::vector<std::string> lines() {
    for (const RecordFact &Record : Facts.Records)
      addRecord(Record);
    for (const HoldFact &Hold : Facts.Holds)
      addHold(Hold);
    for (const FunctionFact &Function : Facts.Functions)
      addFunction(Function);
    for (const UncollectedFact &Type : Facts.Uncollected)
      for (const OpenFieldFact &Field : Type.Fields)
        add("uncollected " + Type.TypeObject + " of " + Type.Record +
                " through " + Field.Name + (Field.Checked ? " checked" : ""),
            Type.Where);
    for (const TraceFact &Trace : Facts.Traces)
      addTrace(Trace);
    for (const GlobalFact &Global : Facts.Globals)
      addGlobal(Global);
    for (const AnnotationFact &Annotation : Facts.Annotations)
      add("annotation \"" + Annotation.Problem + '"', Annotation.Where);
    llvm::sort(Lines);
    Lines.erase(llvm::unique(Lines), Lines.end());
    return std::move(Lines);
  }

private:
  std::string nameOf(SymbolId Id) const {
    auto It = Names.find(Id);
    return It == Names.end() ? "?" : It->second;
  }

  std::string placeOf(const SourceSpan &Where) const {
    SourcePos Pos = Where.Begin;
    llvm::StringRef File = Pos.File;
    if (!Root.empty() && File.consume_front(Root) && File.consume_front("/"))
      Pos.File = File;
    return toString(Pos);
  }

  void add(std::string Text, const SourceSpan &Where) {
    Lines.push_back(std::move(Text) + " @ " + placeOf(Where));
  }

  void addRecord(const RecordFact &Record) {
    std::string Text = "record " + Record.Name;
    for (auto [Set, Word] : {std::pair(Record.Polymorphic, " polymorphic"),
                             {Record.Shareable, " shareable"},
                             {Record.Confined, " confined"},
                             {Record.MayBeTornDownElsewhere, " open-teardown"},
                             {Record.Acyclic, " acyclic"},
                             {Record.Immortal, " immortal"},
                             {Record.Collected, " collected"}})
      if (Set)
        Text += Word;
    if (Record.DefaultedAssignment.isValid())
      Text += " defaulted-assignment";
    if (!Record.Reason.empty())
      Text += " reason=\"" + Record.Reason + '"';
    add(Text, Record.Where);
    for (const BaseFact &Base : Record.Bases)
      add("base " + Record.Name + " : " + nameOf(Base.Record), Base.Where);
  }

  void addHold(const HoldFact &Hold) {
    std::string Text = "hold " + Hold.Name + " -> " +
                       (Hold.Held ? nameOf(Hold.Held) : "<erased>") + ' ' +
                       toString(Hold.Kind).str() +
                       (Hold.Many ? " many" : " one");
    if (Hold.Fixed)
      Text += " fixed";
    if (Hold.BrokenBy)
      Text += " broken-by=" + Hold.BrokenByName;
    if (Hold.Silenced)
      Text += " silenced";
    if (!Hold.Reason.empty())
      Text += " reason=\"" + Hold.Reason + '"';
    add(Text, Hold.Where);
  }

  void addTrace(const TraceFact &Trace) {
    std::string Text = "trace " + Trace.Name;
    if (!Trace.HolderName.empty())
      Text += " of " + Trace.HolderName;
    if (!Trace.Held.empty())
      Text += " -> " + Trace.Held;
    Text += ' ' + toString(Trace.State).str();
    if (!Trace.Tracer.empty())
      Text += " in " + Trace.Tracer;
    for (auto [Set, Word] : {std::pair(Trace.IsBase, " base"),
                             {Trace.Erased, " erased"},
                             {Trace.Confined, " confined"},
                             {Trace.Spelled, " spelled"},
                             {Trace.Exposed, " exposed"},
                             {!Trace.Fix.empty(), " fixable"}})
      if (Set)
        Text += Word;
    add(Text, Trace.Where);
  }

  void addGlobal(const GlobalFact &Global) {
    std::string Text =
        "global " + Global.Name + ' ' + toString(Global.Kind).str();
    for (auto [Set, Word] : {std::pair(Global.PerThread, " per-thread"),
                             {Global.Closed, " closed"},
                             {Global.Weak, " weak"},
                             {Global.Shrinks, " shrinks"},
                             {Global.Escapes, " escapes"}})
      if (Set)
        Text += Word;
    add(Text, Global.Where);
    for (const GrowthFact &Growth : Global.Growths)
      addGrowth(Global, Growth);
  }

  void addGrowth(const GlobalFact &Global, const GrowthFact &Growth) {
    std::string Text =
        "growth " + Global.Name + " in " +
        (Growth.Function ? Growth.FunctionName : "<initialiser>") +
        " key=" + toString(Growth.Key).str() +
        " value=" + toString(Growth.Value).str();
    for (auto [Set, Word] :
         {std::pair(Growth.Open, " open"),
          {Growth.Guarded, " guarded"},
          {Growth.Recalls, " recalls"},
          {Growth.Ends, " ends"},
          {llvm::binary_search(Facts.Served, Growth.Function), " served"}})
      if (Set)
        Text += Word;
    add(Text, Growth.Where);
  }

  std::string nameOf(const FunctionFact &F, const Place &P) const {
    if (P.Object >= F.Objects.size())
      return "?";
    const ObjectFact &Object = F.Objects[P.Object];
    std::string Text = Object.Name;
    if (Text.empty())
      Text = toString(Object.Kind).str() +
             (Object.Where.isValid()
                  ? '(' + std::to_string(Object.Where.Begin.Line) + ':' +
                        std::to_string(Object.Where.Begin.Column) + ')'
                  : "");
    for (SymbolId Step : P.Path) {
      llvm::StringRef Name = Names.contains(Step)
                                 ? llvm::StringRef(Names.find(Step)->second)
                                 : "?";
      Text += Step == ElementStep
                  ? "[]"
                  : '.' + Name.substr(Name.rfind(':') + 1).str();
    }
    return Text;
  }

  void addFunction(const FunctionFact &F) {
    std::string Head = F.Name + ": ";
    if (!F.Effects.empty())
      add("function " + F.Name + (F.Open ? " open" : ""), F.Where);
    for (const EffectFact &Effect : F.Effects) {
      std::string Text = toString(Effect.Kind).str() + ' ' + Head;
      if (Effect.Kind == EffectKind::Call) {
        Text += nameOf(F, Effect.Value) + " = ";
        if (Effect.HasTarget)
          Text += nameOf(F, Effect.Target) + '.';
        Text += nameOf(Effect.Callee) + '(';
        for (auto [Index, Argument] : llvm::enumerate(Effect.Arguments))
          Text += (Index ? ", " : "") + nameOf(F, Argument);
        Text += ')';
      } else if (Effect.Kind == EffectKind::Return) {
        Text += nameOf(F, Effect.Value);
      } else {
        Text += nameOf(F, Effect.Target);
        if (Effect.Kind != EffectKind::Break)
          Text += " <- " + nameOf(F, Effect.Value);
        if (Effect.Kind == EffectKind::Capture)
          Text += ' ' + toString(Effect.How).str();
        if (Effect.Positional)
          Text += " positional";
        if (Effect.Replaces)
          Text += " replaces";
      }
      for (const Arm &A : Effect.Arms)
        Text +=
            " in " + std::to_string(A.Branch) + '.' + std::to_string(A.Which);
      if (Effect.Repeated)
        Text += " repeated";
      if (Effect.BodyOf)
        Text += " by " + nameOf(F, {*Effect.BodyOf, {}});
      add(Text, Effect.Where);
    }
  }

  const TuFacts &Facts;
  llvm::StringRef Root;
  llvm::DenseMap<SymbolId, std::string> Names;
  std::vector<std::string> Lines;
};

} // namespace

SymbolId lastField(const Place &P) {
  for (SymbolId Step : llvm::reverse(P.Path))
    if (Step != ElementStep)
      return Step;
  return {};
}

void print(const TuFacts &Facts, llvm::raw_ostream &OS, llvm::StringRef Root) {
  if (Facts.HasErrors)
    OS << "partial: the compiler reported errors\n";
  for (const std::string &Line : Printer(Facts, Root).lines())
    OS << Line << '\n';
}

} // namespace ouro::facts
