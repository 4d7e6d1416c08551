//===- FlowPrint.cpp - Flow graphs as text --------------------------------===//
#include "checks/Facts/FlowTidy.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::facts {

namespace {

class GraphPrinter {
public:
  GraphPrinter(const FlowGraph &Graph, const FlowFacts &Facts,
               llvm::raw_ostream &OS)
      : Graph(Graph), Facts(Facts), OS(OS) {
    // Results are numbered as they appear, so that the text does not depend on
    // what was asked for first.
    unsigned Temporaries = 0;
    for (const FlowVariable &Variable : Graph.Variables)
      Names.push_back(Variable.Role == VariableRole::Temporary
                          ? "%" + std::to_string(Temporaries++)
                          : Variable.Name);
    for (const FlowBlock &Block : Graph.Blocks)
      for (const FlowEffect &Effect : Block.Effects)
        if (Effect.Kind == FlowEffectKind::Call)
          Results.try_emplace(Effect.Result, Results.size());
  }

  void run() {
    for (auto [Index, Variable] : llvm::enumerate(Graph.Variables))
      if (Variable.Exposed || Variable.Managed ||
          Variable.Role == VariableRole::Outside)
        OS << "  var " << Names[Index]
           << (Variable.Role == VariableRole::Outside ? " outside" : "")
           << (Variable.Exposed ? " exposed" : "")
           << (Variable.Managed ? " managed" : "") << '\n';
    for (auto [Index, Reads] : llvm::enumerate(Graph.Conditions))
      printReads(Index, Reads);
    for (auto [Index, Block] : llvm::enumerate(Graph.Blocks)) {
      Prefix = "  b" + std::to_string(Index) + ": ";
      for (const FlowEffect &Effect : Block.Effects)
        printEffect(Effect);
      printExit(Block);
    }
  }

private:
  llvm::raw_ostream &line() {
    OS << Prefix;
    Prefix.assign(Prefix.size(), ' ');
    return OS;
  }

  std::string text(SignSet Signs) const {
    std::string Out;
    for (auto [Sign, Letter] : {std::pair(SignSet::negative(), '-'),
                                {SignSet::zero(), '0'},
                                {SignSet::positive(), '+'}})
      if (Signs.meets(Sign))
        Out += Letter;
    return Out;
  }

  std::string text(const FlowPlace &Place) const {
    std::string Out;
    if (Place.From == FlowPlace::Base::Variable) {
      Out = Names[Place.Index];
    } else {
      auto It = Results.find(Place.Index);
      Out = It == Results.end() ? "r?" : "r" + std::to_string(It->second);
    }
    for (const FlowStep &Step : Place.Steps)
      switch (Step.How) {
      case FlowStep::Kind::Deref:
        Out += "->";
        break;
      case FlowStep::Kind::Field:
        Out += (llvm::StringRef(Out).ends_with(">") ? "" : ".") +
               Graph.Fields[Step.Field].Name;
        break;
      case FlowStep::Kind::Element:
        Out += Step.Field == NoIndex ? "[]"
                                     : "[" + std::to_string(Step.Field) + "]";
        break;
      }
    return Out;
  }

  std::string text(const FlowOperand &Value) const {
    switch (Value.How) {
    case FlowOperand::Kind::Unknown:
      return Value.Signs.isAny() ? "?" : "? " + text(Value.Signs);
    case FlowOperand::Kind::Constant:
      return std::to_string(Value.Constant);
    case FlowOperand::Kind::Load:
      return text(Value.Place);
    case FlowOperand::Kind::Address:
      return "&" + text(Value.Place);
    case FlowOperand::Kind::Sum:
      return text(Value.Place) + (Value.Constant < 0 ? " - " : " + ") +
             std::to_string(std::abs(Value.Constant));
    case FlowOperand::Kind::Negated:
      return "-" + text(Value.Place);
    }
    return "?";
  }

  std::string text(const std::optional<FlowGuard> &Guard) const {
    return Guard ? " if " + text(Guard->Witness) + " " + text(Guard->When) : "";
  }

  std::string resource(unsigned Index) const {
    return Index == NoIndex ? "" : " " + Facts.Resources[Index].Kind;
  }

  void printReads(unsigned Index, const ConditionReads &Reads) {
    OS << "  condition #" << Index << " reads";
    for (unsigned Variable : Reads.Variables)
      OS << ' ' << Names[Variable];
    for (unsigned Field : Reads.Fields)
      OS << " ." << Graph.Fields[Field].Name;
    OS << (Reads.Memory ? " memory\n" : "\n");
  }

  void printCall(const FlowEffect &Effect) {
    line() << 'r' << Results.lookup(Effect.Result) << " = ";
    if (Effect.Receiver)
      OS << text(*Effect.Receiver) << " . ";
    OS << (Effect.Name.empty() ? "?" : Effect.Name) << '(';
    llvm::ListSeparator Comma;
    for (const FlowOperand &Argument : Effect.Arguments)
      OS << Comma << text(Argument);
    OS << ')' << (Effect.Borrows ? " borrows" : "")
       << (Effect.Pure ? " pure" : "")
       << (Effect.Destroys  ? " destroys"
           : Effect.Virtual ? " virtual"
                            : "");
    if (!Effect.Signs.isAny())
      OS << " is " << text(Effect.Signs);
    OS << '\n';
  }

  void printEffect(const FlowEffect &Effect) {
    switch (Effect.Kind) {
    case FlowEffectKind::Assign:
      line() << text(Effect.Target) << " = " << text(Effect.Value) << '\n';
      return;
    case FlowEffectKind::Call:
      return printCall(Effect);
    case FlowEffectKind::Acquire:
      line() << "acquire "
             << (Effect.Value.How == FlowOperand::Kind::Unknown
                     ? text(Effect.Target)
                     : "one more " + text(Effect.Value))
             << resource(Effect.Resource) << text(Effect.Guard) << '\n';
      return;
    case FlowEffectKind::Release:
      line() << "release " << text(Effect.Value) << resource(Effect.Resource)
             << text(Effect.Guard) << '\n';
      return;
    case FlowEffectKind::Transfer:
      line() << "transfer " << text(Effect.Value) << text(Effect.Guard) << '\n';
      return;
    case FlowEffectKind::Escape:
      line() << "escape " << text(Effect.Value) << '\n';
      return;
    case FlowEffectKind::End:
      line() << "end " << text(Effect.Target) << '\n';
      return;
    }
  }

  static std::string block(unsigned Index) {
    return Index == NoIndex ? "never" : "b" + std::to_string(Index);
  }

  std::string text(const std::optional<FlowCondition> &C) const {
    if (!C)
      return "?";
    static constexpr const char *Words[] = {" == ", " != ", " < ", " <= "};
    std::string Out =
        text(C->Left) + Words[static_cast<int>(C->How)] + text(C->Right);
    if (C->Same != NoIndex)
      Out += " #" + std::to_string(C->Same) +
             (C->Holds == SignSet::nonZero() ? "" : ":" + text(C->Holds));
    return Out;
  }

  void printExit(const FlowBlock &Block) {
    switch (Block.Exit) {
    case FlowExit::Goto:
      line() << "goto "
             << block(Block.Successors.empty() ? NoIndex
                                               : Block.Successors.front())
             << '\n';
      return;
    case FlowExit::Branch:
      line() << "if " << text(Block.Condition) << ": "
             << block(Block.Successors[0]) << " else "
             << block(Block.Successors[1]) << '\n';
      return;
    case FlowExit::Switch:
      line() << "switch " << text(Block.Value);
      for (auto [Index, Next] : llvm::enumerate(Block.Successors)) {
        OS << (Index ? ", " : ": ");
        if (Index < Block.Cases.size()) {
          const FlowCase &Case = Block.Cases[Index];
          OS << Case.Low;
          if (Case.High != Case.Low)
            OS << ".." << Case.High;
        } else {
          OS << "else";
        }
        OS << ' ' << block(Next);
      }
      OS << '\n';
      return;
    case FlowExit::Return:
      line() << "return" << (Block.Returns ? " " + text(Block.Value) : "")
             << '\n';
      return;
    case FlowExit::Throw:
      line() << "throw\n";
      return;
    case FlowExit::Stop:
      line() << "stop\n";
      return;
    }
  }

  const FlowGraph &Graph;
  const FlowFacts &Facts;
  llvm::raw_ostream &OS;
  std::vector<std::string> Names;
  llvm::DenseMap<unsigned, unsigned> Results;
  std::string Prefix;
};

} // namespace

std::string textOf(const PartPath &Path) {
  std::string Text = "->";
  for (const PartStep &Step : Path) {
    bool First = Text.size() == 2;
    if (!Step.Field)
      Text += "*";
    else
      Text += (First ? "" : ".") + Step.Name;
  }
  return Path.empty() ? "->*" : Text;
}

std::string nameOf(const FlowPlace &Place, const FlowGraph &Graph) {
  if (Place.From != FlowPlace::Base::Variable)
    return "";
  const FlowVariable &Variable = Graph.Variables[Place.Index];
  if (Variable.Role == VariableRole::Temporary || Variable.Name.empty())
    return "";
  std::string Text = Variable.Name;
  for (size_t I = 0; I < Place.Steps.size(); ++I) {
    FlowStep Step = Place.Steps[I];
    bool Behind = Step.How == FlowStep::Kind::Deref;
    // p->field, p[1]
    if (Behind && I + 1 < Place.Steps.size() &&
        Place.Steps[I + 1].How != FlowStep::Kind::Deref)
      Step = Place.Steps[++I];
    if (Step.How == FlowStep::Kind::Deref)
      Text = "*" + Text;
    else if (Step.How == FlowStep::Kind::Field)
      Text += (Behind ? "->" : ".") + Graph.Fields[Step.Field].Name;
    else
      Text += "[" +
              (Step.Field == NoIndex ? "..." : std::to_string(Step.Field)) +
              "]";
  }
  return Text;
}

static void printSlot(llvm::StringRef Name, const SlotUse &Use,
                      const FlowFacts &Facts, llvm::raw_ostream &OS) {
  if (!Use.Kept && !Use.Content && Use.Released.empty() && Use.Passed.empty() &&
      Use.PartsKept.empty() && Use.PartsReleased.empty())
    return;
  OS << ' ' << Name << (Use.Kept ? " kept" : "")
     << (Use.Content ? " content" : "");
  for (unsigned Resource : Use.Released)
    OS << " released:" << Facts.Resources[Resource].Kind;
  for (const PartPath &Part : Use.PartsKept)
    OS << " keeps" << textOf(Part);
  for (const PartPath &Part : Use.PartsReleased)
    OS << " releases" << textOf(Part);
  if (!Use.Passed.empty())
    OS << " passed";
  OS << ';';
}

void print(const FlowFunction &Function, const FlowFacts &Facts,
           llvm::raw_ostream &OS) {
  OS << "function " << Function.Name;
  for (auto [Set, Word] : {std::pair(Function.Local, " local"),
                           {Function.IsConstructor, " constructor"},
                           {Function.IsDestructor, " destructor"},
                           {Function.IsMain, " main"},
                           {Function.Acquires, " acquires"},
                           {Function.Releases, " releases"},
                           {Function.Unpairs, " unpairs"},
                           {Function.TouchesFields, " touches-fields"},
                           {Function.Stops, " stops"},
                           {Function.Throws, " throws"}})
    if (Set)
      OS << Word;
  OS << ':';
  for (auto [Index, Slot] : llvm::enumerate(Function.Slots))
    printSlot("#" + std::to_string(Index), Slot, Facts, OS);
  printSlot("this", Function.Receiver, Facts, OS);
  OS << '\n';
}

void print(const FlowGraph &Graph, const FlowFacts &Facts,
           llvm::raw_ostream &OS) {
  if (Graph.Blocks.empty())
    OS << "  not lowered\n";
  else
    GraphPrinter(Graph, Facts, OS).run();
}

} // namespace ouro::facts
