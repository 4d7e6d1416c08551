//===- BodyBuilder.h - Literal functions for tests --------------*- C++ -*-===//
#ifndef OURO_TEST_REASONING_BODYBUILDER_H
#define OURO_TEST_REASONING_BODYBUILDER_H

#include "checks/Facts/TuFacts.h"
#include <cassert>
#include <initializer_list>
#include <string>
#include <vector>

namespace ouro::testing {

using namespace ouro::facts;
using llvm::StringRef;
using Names = std::vector<std::string>;

inline SymbolId id(StringRef Name) { return SymbolId::of(Name); }

/// Places in the order in which facts are written: one line each.
struct Lines {
  unsigned Next = 1;
  SourceSpan take() {
    unsigned Line = Next++;
    return {{"a.cpp", Line, 1}, Line, 9};
  }
};

/// One function, effect by effect. Places are written as in C++, with fields
/// by class: "s.Session::peer", elements as "[]".
class Body {
public:
  Body(TuFacts &Facts, Lines &At, StringRef Name)
      : Facts(Facts), At(At), Index(Facts.Functions.size()) {
    FunctionFact F;
    F.Id = id(Name);
    F.Name = Name.str();
    F.Where = At.take();
    F.Open = true;
    Facts.Functions.push_back(std::move(F));
  }

  FunctionFact &fact() { return Facts.Functions[Index]; }
  Body &confined() { return fact().Open = false, *this; }
  Body &of(StringRef Record, FunctionRole Role = FunctionRole::Ordinary) {
    fact().Record = id(Record);
    fact().Role = Role;
    return object(ObjectKind::This, "this", Record);
  }
  Body &overrides(StringRef Function) {
    return fact().Overrides.push_back(id(Function)), *this;
  }
  Body &calls(StringRef Function) {
    return fact().Calls.push_back(id(Function)), *this;
  }

  Body &object(ObjectKind Kind, StringRef Name, StringRef Type,
               unsigned Index = 0) {
    fact().Objects.push_back({Kind, Index, id(Type), Name.str(), false, {}});
    return *this;
  }
  Body &param(StringRef Name, StringRef Type) {
    return object(ObjectKind::Parameter, Name, Type, Parameters++);
  }
  Body &local(StringRef Name, StringRef Type) {
    return object(ObjectKind::Local, Name, Type);
  }
  Body &fresh(StringRef Name, StringRef Type) {
    return object(ObjectKind::Fresh, Name, Type);
  }
  Body &result(StringRef Name, StringRef Type) {
    return object(ObjectKind::Result, Name, Type);
  }

  Body &in(std::vector<Arm> Branches) {
    return Arms = std::move(Branches), *this;
  }
  Body &store(StringRef Target, StringRef Value) {
    return add(EffectKind::Store, Target, Value), *this;
  }
  Body &bind(StringRef Target, StringRef Value) {
    return add(EffectKind::Bind, Target, Value), *this;
  }
  Body &breaks(StringRef Target) {
    return add(EffectKind::Break, Target, ""), *this;
  }
  Body &returns(StringRef Value) {
    return add(EffectKind::Return, "", Value), *this;
  }
  Body &captures(StringRef Closure, StringRef Value, HoldKind How) {
    return add(EffectKind::Capture, Closure, Value).How = How, *this;
  }
  /// Receiver.Callee(Arguments...), or Callee(Arguments...) without receiver.
  Body &call(StringRef Receiver, StringRef Callee,
             std::initializer_list<StringRef> Arguments,
             StringRef Result = "") {
    EffectFact &Effect = add(EffectKind::Call, Receiver, Result);
    Effect.Callee = id(Callee);
    Effect.HasTarget = !Receiver.empty();
    for (StringRef Argument : Arguments)
      Effect.Arguments.push_back(place(Argument));
    return calls(Callee);
  }

private:
  Place place(StringRef Text) {
    Place P;
    auto [Object, Rest] = Text.split('.');
    bool Element = Object.consume_back("[]");
    while (P.Object < fact().Objects.size() &&
           fact().Objects[P.Object].Name != Object)
      ++P.Object;
    assert(P.Object < fact().Objects.size() &&
           "the test names an object it did not declare");
    if (Element)
      P.Path.push_back(ElementStep);
    while (!Rest.empty()) {
      auto [Step, Later] = Rest.split('.');
      bool OfElement = Step.consume_back("[]");
      P.Path.push_back(id(Step));
      if (OfElement)
        P.Path.push_back(ElementStep);
      Rest = Later;
    }
    return P;
  }

  EffectFact &add(EffectKind Kind, StringRef Target, StringRef Value) {
    EffectFact Effect;
    Effect.Kind = Kind;
    if (!Target.empty())
      Effect.Target = place(Target);
    if (!Value.empty())
      Effect.Value = place(Value);
    Effect.Arms = Arms;
    Effect.Where = At.take();
    fact().Effects.push_back(std::move(Effect));
    return fact().Effects.back();
  }

  TuFacts &Facts;
  Lines &At;
  size_t Index;
  unsigned Parameters = 0;
  std::vector<Arm> Arms;
};

} // namespace ouro::testing

#endif // OURO_TEST_REASONING_BODYBUILDER_H
