//===- FlowBuilder.h - Literal flow graphs for tests ------------*- C++ -*-===//
#ifndef OURO_TEST_REASONING_FLOWBUILDER_H
#define OURO_TEST_REASONING_FLOWBUILDER_H

#include "checks/Facts/FlowFacts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cassert>
#include <initializer_list>
#include <string>
#include <vector>

namespace ouro::testing {

using namespace ouro::facts;
using llvm::StringRef;

/// One function, block by block, in something like C. Operands: `p`, `p->buf`,
/// `s.fd`, `*p`, `a[1]`, `a[]`, `&p`, `%m` (the result that a call named m),
/// `n + 1`, `p + ?` (a pointer into what p points to), `- n`, `-1`, `?`.
/// Variables are declared by their first use, blocks and results, too. A guard
/// is an operand and its signs: "%m 0+".
class Flow {
public:
  using Texts = std::initializer_list<StringRef>;

  Flow(FlowFacts &Facts, FlowGraph &Graph, StringRef Name)
      : Facts(Facts), Graph(Graph), Index(Facts.Functions.size()) {
    FlowFunction Function;
    Function.Id = SymbolId::of(Name);
    Function.Name = Name.str();
    Facts.Functions.push_back(Function);
  }

  FlowFunction &fact() { return Facts.Functions[Index]; }

  Flow &param(StringRef Name, bool Address = true) {
    FlowVariable &V = declare(Name, VariableRole::Parameter);
    V.Index = fact().Slots.size();
    V.Address = Address;
    fact().Slots.emplace_back();
    return *this;
  }
  Flow &number(StringRef Name) { return param(Name, false); }
  Flow &receiver() {
    declare("this", VariableRole::Receiver).Address = true;
    return *this;
  }
  Flow &outside(StringRef Name) {
    return declare(Name, VariableRole::Outside), *this;
  }
  Flow &managed(StringRef Name) {
    return declare(Name, VariableRole::Local).Managed = true, *this;
  }
  Flow &pointer(StringRef Name) {
    return declare(Name, VariableRole::Local).Address = true, *this;
  }
  Flow &exposed(StringRef Name) {
    return declare(Name, VariableRole::Local).Exposed = true, *this;
  }
  /// What the scan says of the parameter declared last, or the receiver.
  SlotUse &use() {
    return fact().Slots.empty() ? fact().Receiver : fact().Slots.back();
  }
  Flow &kept() { return use().Kept = true, *this; }
  Flow &released(StringRef Kind) {
    return use().Released.push_back(kind(Kind)), *this;
  }
  Flow &passed(StringRef Callee, unsigned Slot = 0) {
    return use().Passed.push_back(
               {SymbolId::of(Callee), Slot, std::nullopt, {}}),
           *this;
  }
  Flow &stops() { return fact().Stops = true, *this; }

  Flow &block(StringRef Name) { return Here = blockNumber(Name), *this; }
  Flow &assign(StringRef Target, StringRef Value) {
    FlowEffect &E = add(FlowEffectKind::Assign);
    E.Target = place(Target);
    E.Value = operand(Value);
    return *this;
  }
  Flow &call(StringRef Result, StringRef Callee, Texts Arguments = {}) {
    FlowEffect &E = add(FlowEffectKind::Call);
    E.Callee = SymbolId::of(Callee);
    E.Name = Callee.str();
    E.Result = result(Result);
    for (StringRef Argument : Arguments)
      E.Arguments.push_back(operand(Argument));
    if (!llvm::is_contained(fact().Calls, E.Callee))
      fact().Calls.insert(llvm::lower_bound(fact().Calls, E.Callee), E.Callee);
    return *this;
  }
  Flow &on(StringRef Object) {
    return last().Receiver = operand(Object), *this;
  }
  /// An exception may come out of the last call.
  Flow &throwing() { return last().MayThrow = true, *this; }
  Flow &borrow(StringRef Result, StringRef Callee, Texts Arguments = {}) {
    call(Result, Callee, Arguments);
    return last().Borrows = true, *this;
  }
  Flow &acquire(StringRef Kind, StringRef Target, StringRef Guard = "") {
    FlowEffect &E = add(FlowEffectKind::Acquire);
    E.Target = place(Target);
    E.Resource = kind(Kind);
    E.Guard = guard(Guard);
    return fact().Acquires = true, *this;
  }
  Flow &gain(StringRef Kind, StringRef Value) {
    FlowEffect &E = add(FlowEffectKind::Acquire);
    E.Value = operand(Value);
    E.Resource = kind(Kind);
    return fact().Acquires = true, *this;
  }
  Flow &release(StringRef Kind, StringRef Value, StringRef Guard = "") {
    handOver(FlowEffectKind::Release, Value, Guard).Resource = kind(Kind);
    fact().Unpairs |= Facts.Resources[kind(Kind)].Paired;
    return *this;
  }
  Flow &transfer(StringRef Value, StringRef Guard = "") {
    return handOver(FlowEffectKind::Transfer, Value, Guard), *this;
  }
  Flow &escape(StringRef Value) {
    return handOver(FlowEffectKind::Escape, Value, ""), *this;
  }
  Flow &end(StringRef Variable) {
    return add(FlowEffectKind::End).Target = place(Variable), *this;
  }
  /// `Target = open()`, of whatever acquires Kind.
  Flow &get(StringRef Kind, StringRef Target) {
    std::string Result = "%new" + std::to_string(NextGet++);
    borrow(Result, ("get" + Kind).str());
    acquire(Kind, Result,
            Kind == "new"  ? ""
            : Kind == "fd" ? Result + " 0+"
                           : Result + " -+");
    return assign(Target, Result);
  }

  Flow &jump(StringRef Block) {
    here(); // the entry comes first
    return leave(FlowExit::Goto, {blockNumber(Block)});
  }
  /// Condition: `p`, `!p`, `a == 1`, `a != b`, `a < b`, `a <= b`.
  Flow &branch(StringRef Condition, StringRef Then, StringRef Else,
               unsigned Same = NoIndex) {
    here();
    FlowCondition C = condition(Condition);
    C.Same = Same;
    leave(FlowExit::Branch, {blockNumber(Then), blockNumber(Else)});
    return here().Condition = C, *this;
  }
  /// `if (Condition) return Value;`
  Flow &returnIf(StringRef Condition, StringRef Value = "") {
    auto [Then, After] = branchOff(Condition);
    return block(Then).ret(Value).block(After);
  }
  /// `if (Condition) release(Value);`
  Flow &releaseIf(StringRef Condition, StringRef Kind, StringRef Value) {
    auto [Then, After] = branchOff(Condition);
    return block(Then).release(Kind, Value).jump(After).block(After);
  }
  Flow &maybe(StringRef Then, StringRef Else) {
    here();
    return leave(FlowExit::Branch, {blockNumber(Then), blockNumber(Else)});
  }
  Flow &choose(StringRef Value,
               std::initializer_list<std::pair<int64_t, StringRef>> Cases,
               StringRef Default) {
    here();
    std::vector<unsigned> Arms;
    std::vector<FlowCase> Ranges;
    for (auto [Number, Block] : Cases) {
      Ranges.push_back({Number, Number});
      Arms.push_back(blockNumber(Block));
    }
    Arms.push_back(blockNumber(Default));
    leave(FlowExit::Switch, Arms);
    here().Cases = Ranges;
    return here().Value = operand(Value), *this;
  }
  Flow &ret(StringRef Value = "") {
    leave(FlowExit::Return, {});
    if (!Value.empty()) {
      here().Value = operand(Value);
      here().Returns = true;
    }
    return *this;
  }
  Flow &failsWithZero() { return Graph.FailsWithZero = true, *this; }
  Flow &raise() { return leave(FlowExit::Throw, {}); }
  /// Condition number \p Same asks for something that is set elsewhere.
  Flow &setting(unsigned Same) {
    return Graph.Conditions[Same].Setting = true, *this;
  }
  Flow &stop() { return leave(FlowExit::Stop, {}); }
  /// Condition number \p Same reads these variables.
  Flow &reads(unsigned Same, Texts Names, bool Memory = false) {
    Graph.Conditions.resize(
        std::max<size_t>(Graph.Conditions.size(), Same + 1));
    for (StringRef Name : Names)
      Graph.Conditions[Same].Variables.push_back(variable(Name));
    Graph.Conditions[Same].Setting = false;
    return Graph.Conditions[Same].Memory = Memory, *this;
  }

private:
  FlowVariable &declare(StringRef Name, VariableRole Role) {
    FlowVariable V;
    V.Name = Name.str();
    V.Role = Role;
    Graph.Variables.push_back(V);
    return Graph.Variables.back();
  }
  unsigned variable(StringRef Name) {
    for (size_t I = 0; I < Graph.Variables.size(); ++I)
      if (Graph.Variables[I].Name == Name)
        return I;
    declare(Name, VariableRole::Local);
    return Graph.Variables.size() - 1;
  }
  unsigned kind(StringRef Kind) {
    for (size_t I = 0; I < Facts.Resources.size(); ++I)
      if (Facts.Resources[I].Kind == Kind)
        return I;
    assert(false && "the test names a kind that Program does not know");
    return NoIndex;
  }
  static unsigned numberOf(std::vector<std::string> &List, StringRef Name) {
    auto At = llvm::find(List, Name);
    if (At == List.end())
      At = List.insert(List.end(), Name.str());
    return At - List.begin();
  }
  unsigned result(StringRef Name) {
    return Name.empty() ? NoIndex : numberOf(Results, Name.ltrim('%'));
  }
  unsigned blockNumber(StringRef Name) {
    unsigned Number = numberOf(Blocks, Name);
    if (Graph.Blocks.size() <= Number)
      Graph.Blocks.resize(Number + 1);
    return Number;
  }
  unsigned field(StringRef Name) {
    for (size_t I = 0; I < Graph.Fields.size(); ++I)
      if (Graph.Fields[I].Name == Name)
        return I;
    Graph.Fields.push_back({SymbolId::of(Name), Name.str()});
    return Graph.Fields.size() - 1;
  }

  FlowPlace place(StringRef Text) {
    FlowPlace P;
    bool Deref = Text.consume_front("*");
    size_t End = Text.find_first_of(".-[");
    StringRef Base = Text.take_front(End), Rest = Text.drop_front(Base.size());
    if (Base.starts_with("%")) {
      P.From = FlowPlace::Base::Result;
      P.Index = result(Base);
    } else {
      P.Index = variable(Base);
    }
    while (!Rest.empty()) {
      if (Rest.consume_front("[")) {
        unsigned Element = NoIndex;
        Rest.consumeInteger(10, Element);
        Rest.consume_front("]");
        P.Steps.push_back({FlowStep::Kind::Element, Element});
        continue;
      }
      if (Rest.consume_front("->"))
        P.Steps.push_back({FlowStep::Kind::Deref, 0});
      else
        Rest.consume_front(".");
      StringRef Name = Rest.take_until(
          [](char C) { return C == '.' || C == '-' || C == '['; });
      P.Steps.push_back({FlowStep::Kind::Field, field(Name)});
      Rest = Rest.drop_front(Name.size());
    }
    if (Deref)
      P.Steps.push_back({FlowStep::Kind::Deref, 0});
    return P;
  }
  FlowOperand operand(StringRef Text) {
    Text = Text.trim();
    FlowOperand O{FlowOperand::Kind::Unknown, 0, {}};
    if (Text == "?")
      return O;
    if (!Text.getAsInteger(10, O.Constant)) {
      O.How = FlowOperand::Kind::Constant;
      return O;
    }
    if (Text.consume_front("- ")) {
      O.How = FlowOperand::Kind::Negated;
      O.Place = place(Text);
      return O;
    }
    O.Interior = Text.consume_back(" + ?");
    auto [Counted, By] = Text.split(" + ");
    if (!By.getAsInteger(10, O.Constant)) {
      O.How = FlowOperand::Kind::Sum;
      O.Place = place(Counted);
      return O;
    }
    O.How = Text.consume_front("&") ? FlowOperand::Kind::Address
                                    : FlowOperand::Kind::Load;
    O.Place = place(Text);
    return O;
  }
  std::optional<FlowGuard> guard(StringRef Text) {
    if (Text.empty())
      return std::nullopt;
    auto [Witness, Signs] = Text.rsplit(' ');
    SignSet When = SignSet::none();
    if (Signs.contains('-'))
      When = When | SignSet::negative();
    if (Signs.contains('0'))
      When = When | SignSet::zero();
    if (Signs.contains('+'))
      When = When | SignSet::positive();
    return FlowGuard{operand(Witness), When};
  }
  FlowCondition condition(StringRef Text) {
    using Compare = FlowCondition::Compare;
    const std::tuple<StringRef, Compare, SignSet> Operators[] = {
        {" == ", Compare::Equal, SignSet::zero()},
        {" != ", Compare::NotEqual, SignSet::nonZero()},
        {" < ", Compare::Less, SignSet::negative()},
        {" <= ", Compare::LessEqual, SignSet::notPositive()}};
    FlowCondition C{};
    for (auto [Spelling, How, Holds] : Operators)
      if (Text.contains(Spelling)) {
        C.How = How;
        C.Holds = Holds;
        C.Left = operand(Text.split(Spelling).first);
        C.Right = operand(Text.split(Spelling).second);
        return C;
      }
    C.How = Text.consume_front("!") ? Compare::Equal : Compare::NotEqual;
    C.Left = operand(Text);
    C.Right = operand("0");
    return C;
  }

  /// Names of the two new blocks: where it holds, and where it does not.
  std::pair<std::string, std::string> branchOff(StringRef Condition) {
    std::string Number = std::to_string(NextBranch++);
    std::pair Names("then " + Number, "after " + Number);
    branch(Condition, Names.first, Names.second);
    return Names;
  }
  FlowBlock &here() {
    if (Here == NoIndex)
      block("entry");
    return Graph.Blocks[Here];
  }
  FlowEffect &last() { return here().Effects.back(); }
  FlowEffect &add(FlowEffectKind Kind) {
    FlowEffect E{};
    E.Kind = Kind;
    E.Where.Begin = {"a.c", NextLine++, 1};
    here().Effects.push_back(E);
    return last();
  }
  FlowEffect &handOver(FlowEffectKind Kind, StringRef Value, StringRef Guard) {
    FlowEffect &E = add(Kind);
    E.Value = operand(Value);
    E.Guard = guard(Guard);
    return E;
  }
  Flow &leave(FlowExit How, std::vector<unsigned> Successors) {
    here().Exit = How;
    here().Successors = std::move(Successors);
    here().Where.Begin = {"a.c", NextLine++, 1};
    return *this;
  }

  FlowFacts &Facts;
  FlowGraph &Graph;
  size_t Index;
  unsigned Here = NoIndex, NextGet = 0, NextBranch = 0, NextLine = 1;
  std::vector<std::string> Blocks, Results;
};

} // namespace ouro::testing

#endif // OURO_TEST_REASONING_FLOWBUILDER_H
