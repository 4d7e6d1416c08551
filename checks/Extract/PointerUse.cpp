//===- PointerUse.cpp -----------------------------------------------------===//
#include "checks/Extract/PointerUse.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/PointerEvents.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace ouro::extract {

/// A local pointer with more names than this is not followed further.
static constexpr size_t MaxNames = 4;
/// Longer chains of fields are not one structure's teardown.
static constexpr size_t MaxFields = 5;

namespace {

using Paths = llvm::SmallVector<PointerPath, 2>;
using FieldSet = llvm::SmallPtrSet<const FieldDecl *, 4>;

class Reader {
public:
  Reader(ReturnedArgument Returned, PointerTests *Tests)
      : Returned(Returned), Tests(Tests) {}

  PointerUse run(const PointerEvents &Events);

private:
  using Kind = PointerEvent::Kind;

  void record(const PointerEvent &Event);
  void recordTest(const PointerEvent &Event);
  void addName(const PointerEvent &Event);
  void store(const PointerEvent &Event);
  void pass(const PointerEvent &Event);
  void fieldsIn(const Stmt *S, FieldSet &Out, FieldSet *Flags) const;
  Paths pathsOf(const Expr *E) const;

  ReturnedArgument Returned;
  PointerTests *Tests; ///< null: conditions do not matter
  PointerUse Use;
  FieldSet Flags; ///< tested around here
  llvm::SmallVector<FieldSet, 4> Outer;
  llvm::DenseMap<const VarDecl *, Paths> Names;
  llvm::DenseMap<const VarDecl *, FieldSet> FieldsOf; ///< of numbers: from what
};

} // namespace

Paths Reader::pathsOf(const Expr *E) const {
  E = stripped(E);
  Paths Found;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (auto It = Names.find(Variable); It != Names.end())
      return It->second;
    if (Variable)
      Found.push_back({Variable, {}});
  } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    for (PointerPath &Base : Found = pathsOf(Member->getBase())) {
      Base.Address = false;
      Base.Fields.push_back(Field);
    }
    llvm::erase_if(Found, [&](const PointerPath &P) {
      return !Field || P.Fields.size() > MaxFields;
    });
  } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    for (PointerPath &Base : Found = pathsOf(Subscript->getBase()))
      Base.Many = true;
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    for (PointerPath &Base : Found = pathsOf(Unary->getSubExpr()))
      Base.Address = Unary->getOpcode() == UO_AddrOf;
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    // Offsets lead from a member to what contains it: the same object.
    bool Right = Binary->getOpcode() == BO_Comma || Binary->isAssignmentOp();
    return pathsOf(Right ? Binary->getRHS() : Binary->getLHS());
  } else if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    Found = pathsOf(Choice->getTrueExpr());
    llvm::append_range(Found, pathsOf(Choice->getFalseExpr()));
  } else if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    if (const auto *Last =
            dyn_cast_or_null<Expr>(Block->getSubStmt()->body_empty()
                                       ? nullptr
                                       : Block->getSubStmt()->body_back()))
      return pathsOf(Last);
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    std::optional<unsigned> Index = Callee ? Returned(Callee) : std::nullopt;
    if (Index && *Index < Call->getNumArgs())
      return pathsOf(Call->getArg(*Index));
  }
  return Found;
}

static bool startsWith(const PointerPath &Long, const PointerPath &Short) {
  return Long.Root == Short.Root && Long.Fields.size() >= Short.Fields.size() &&
         std::equal(Short.Fields.begin(), Short.Fields.end(),
                    Long.Fields.begin());
}

void Reader::addName(const PointerEvent &Event) {
  const VarDecl *Variable = Event.Variable;
  if (!Variable->getType()->isPointerType()) {
    if (Tests)
      fieldsIn(Event.Value, FieldsOf[Variable], nullptr);
    return;
  }
  for (PointerPath &P : pathsOf(Event.Value)) {
    if (P.Root == Variable && P.Fields.empty())
      continue;
    Paths &Known = Names[Variable];
    if (Event.InLoop && !P.Fields.empty())
      P.Many = true;
    // n = n->next: the same list, further on. Its links are not its holder's.
    auto *Earlier = llvm::find_if(Known, [&](const PointerPath &K) {
      return !K.Fields.empty() && startsWith(P, K);
    });
    if (Earlier != Known.end())
      Earlier->Many |= P.Many || P.Fields.size() > Earlier->Fields.size();
    else if (Known.size() < MaxNames && P.Root != Variable)
      Known.push_back(std::move(P));
  }
  if (Names[Variable].empty())
    Names.erase(Variable);
}

/// The fields that the value of \p S depends on; Flags: those among them that
/// say yes or no rather than how many.
void Reader::fieldsIn(const Stmt *S, FieldSet &Out, FieldSet *Flags) const {
  if (!S)
    return;
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
      Out.insert(Field);
      if (Flags && (Field->isBitField() || Field->getType()->isBooleanType()))
        Flags->insert(Field);
    }
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl())) {
      if (auto It = FieldsOf.find(Variable); It != FieldsOf.end())
        Out.insert(It->second.begin(), It->second.end());
      // A pointer to a counter is the counter.
      if (auto It = Names.find(Variable); It != Names.end())
        for (const PointerPath &P : It->second)
          Out.insert(P.Fields.begin(), P.Fields.end());
    }
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S);
             Binary && Binary->getOpcode() == BO_And && Flags) {
    fieldsIn(Binary->getLHS(), *Flags, nullptr);
    fieldsIn(Binary->getRHS(), *Flags, nullptr);
  }
  for (const Stmt *Child : S->children())
    fieldsIn(Child, Out, Flags);
}

void Reader::store(const PointerEvent &Event) {
  const auto *Assign = cast<BinaryOperator>(Event.Whole);
  const Expr *Target = stripped(Assign->getLHS());
  Paths Found = pathsOf(Target);
  // What is stored in counts, even if we cannot tell whose field it is.
  if (const auto *Member = dyn_cast<MemberExpr>(Target);
      Member && Found.empty())
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
      Found.push_back({nullptr, {Field}});
  for (PointerPath &P : Found)
    Use.Stores.push_back({std::move(P), Event.Value, Assign});
}

void Reader::pass(const PointerEvent &Event) {
  PointerPass Pass;
  Pass.By = Event.Whole;
  Pass.Argument = Event.Argument;
  Pass.Conditional = Event.Conditional;
  if (const auto *Call = dyn_cast<CallExpr>(Event.Whole)) {
    Pass.Callee = Call->getDirectCallee();
    if (const auto *Member = dyn_cast<MemberExpr>(stripped(Call->getCallee()));
        Member && !Pass.Callee)
      Pass.Through = dyn_cast<FieldDecl>(Member->getMemberDecl());
  }
  for (PointerPath &P : pathsOf(Event.Value)) {
    Pass.What = std::move(P);
    Use.Passes.push_back(Pass);
    if (Tests)
      Tests->Flagged.push_back(!Flags.empty());
  }
}

void Reader::recordTest(const PointerEvent &Event) {
  switch (Event.What) {
  case Kind::Test:
    return fieldsIn(Event.Value, Tests->Fields, nullptr);
  case Kind::Enter:
    Outer.push_back(Flags);
    return fieldsIn(Event.Value, Tests->Fields, &Flags);
  case Kind::Leave:
    Flags = Outer.pop_back_val();
    return;
  default: // Stay: what was tested stays tested
    Outer.pop_back();
    return;
  }
}

void Reader::record(const PointerEvent &Event) {
  switch (Event.What) {
  case Kind::Name:
    return addName(Event);
  case Kind::Test:
  case Kind::Enter:
  case Kind::Leave:
  case Kind::Stay:
    if (Tests)
      recordTest(Event);
    return;
  case Kind::Count:
    for (PointerPath &P : pathsOf(Event.Value))
      Use.Counters.push_back({std::move(P), Event.Up});
    return;
  case Kind::Store:
    return store(Event);
  case Kind::Pass:
    return pass(Event);
  case Kind::Call:
    Use.Calls.push_back(cast<CallExpr>(Event.Whole));
    return;
  }
}

PointerUse Reader::run(const PointerEvents &Events) {
  // What loops carry over needs a second turn.
  for (unsigned Turn = 0; Turn < (Events.Repeats ? 2 : 1); ++Turn)
    for (const PointerEvent &Event : Events.List)
      if (Event.What == Kind::Name)
        addName(Event);
  for (const PointerEvent &Event : Events.List)
    record(Event);
  return std::move(Use);
}

PointerUse readPointerUse(const FunctionDecl &F, ReturnedArgument Returned) {
  PointerEvents Events = readPointerEvents(F.getBody());
  PointerUse Use = Reader(Returned, nullptr).run(Events);
  Use.Outside = std::move(Events.Outside);
  return Use;
}

PointerTests readPointerTests(const FunctionDecl &F,
                              ReturnedArgument Returned) {
  PointerTests Tests;
  Reader(Returned, &Tests).run(readPointerEvents(F.getBody()));
  return Tests;
}

} // namespace ouro::extract
