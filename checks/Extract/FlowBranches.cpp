//===- FlowBranches.cpp - How blocks end ----------------------------------===//
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

unsigned FlowLowering::newBlock() {
  Graph.Blocks.emplace_back();
  return Graph.Blocks.size() - 1;
}

void FlowLowering::goTo(unsigned Next) {
  Graph.Blocks[Current].Exit = FlowExit::Goto;
  Graph.Blocks[Current].Successors = {Next};
  Ended = true;
}

/// What is known without the run: nothing if both ways are possible.
static std::optional<bool> decide(const FlowCondition &C) {
  if (C.Left.How != FlowOperand::Kind::Constant ||
      C.Right.How != FlowOperand::Kind::Constant)
    return std::nullopt;
  int64_t L = C.Left.Constant, R = C.Right.Constant;
  switch (C.How) {
  case FlowCondition::Compare::Equal:
    return L == R;
  case FlowCondition::Compare::NotEqual:
    return L != R;
  case FlowCondition::Compare::Less:
    return L < R;
  case FlowCondition::Compare::LessEqual:
    return L <= R;
  }
  return std::nullopt;
}

void FlowLowering::branchOn(const FlowCondition &Condition, unsigned Then,
                            unsigned Else) {
  FlowBlock &Block = Graph.Blocks[Current];
  Block.Where = Condition.Where;
  if (std::optional<bool> Known = decide(Condition)) {
    unsigned Next = *Known ? Then : Else;
    if (Next != NoIndex)
      return goTo(Next);
    Block.Exit = FlowExit::Stop; // clang saw that it is not taken
    Ended = true;
    return;
  }
  Block.Exit = FlowExit::Branch;
  Block.Condition = Condition;
  Block.Successors = {Then, Else};
  Ended = true;
}

/// \p Target is 1 where \p E holds and 0 where it does not.
void FlowLowering::assignTruth(const FlowPlace &Target, const Expr *E) {
  FlowCondition Condition = Conditions.conditionOf(E);
  if (std::optional<bool> Known = decide(Condition))
    return assign(Target, FlowValues::constant(*Known), E->getSourceRange());
  unsigned Then = newBlock(), Else = newBlock(), Next = newBlock();
  branchOn(Condition, Then, Else);
  for (auto [Arm, Value] : {std::pair(Then, 1), std::pair(Else, 0)}) {
    Current = Arm;
    assign(Target, FlowValues::constant(Value), E->getSourceRange());
    goTo(Next);
  }
  Current = Next;
  Ended = false;
}

/// A temporary that tells whether \p E holds.
FlowOperand FlowLowering::truthOf(const Expr *E) {
  FlowPlace Target = FlowValues::variablePlace(Values.temporaryOf(plain(E)));
  assignTruth(Target, E);
  return FlowValues::load(std::move(Target));
}

/// The `&&` or `||` whose ways to a value meet at the start of \p B.
static const BinaryOperator *logicalAt(const CFGBlock &B) {
  for (const CFGElement &Element : B)
    if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
      const auto *Logical = dyn_cast<BinaryOperator>(S->getStmt());
      return Logical && Logical->isLogicalOp() ? Logical : nullptr;
    }
  return nullptr;
}

/// The last operand of nested `&&` and `||`, which is tested last.
static const Expr *lastOperand(const Expr *E) {
  for (;;) {
    const auto *Logical = dyn_cast<BinaryOperator>(E->IgnoreParens());
    if (!Logical || !Logical->isLogicalOp())
      return E;
    E = Logical->getRHS();
  }
}

const Expr *FlowLowering::lastCondition(const CFGBlock &B) {
  const Stmt *Terminator = B.getTerminatorStmt();
  if (!Terminator || B.succ_size() != 2 ||
      isa<SwitchStmt, CXXTryStmt, IndirectGotoStmt>(Terminator))
    return nullptr;
  if (const auto *Logical = dyn_cast<BinaryOperator>(Terminator))
    return Logical->isLogicalOp() ? lastOperand(Logical->getLHS()) : nullptr;
  const auto *Condition =
      dyn_cast_or_null<Expr>(B.getTerminatorCondition(/*StripParens=*/true));
  if (!Condition)
    return nullptr;
  // `do ... while (a && b)` evaluates the whole before it tests it.
  for (const CFGElement &Element : llvm::reverse(B))
    if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
      if (S->getStmt() == Condition->IgnoreParens())
        return Condition;
  return lastOperand(Condition);
}

/// The block that way \p Way out of \p B leads to. A way that ends the
/// evaluation of `a && b` early decides its value.
unsigned FlowLowering::edgeFrom(const CFGBlock &B, unsigned Way) {
  const CFGBlock *Next = *(B.succ_begin() + Way);
  if (!Next)
    return NoIndex;
  unsigned Number = Numbers[Next->getBlockID()];
  const auto *Terminator =
      dyn_cast_or_null<BinaryOperator>(B.getTerminatorStmt());
  const BinaryOperator *Logical = logicalAt(*Next);
  if (!Logical || !Terminator || !Terminator->isLogicalOp())
    return Number;
  unsigned From = Current;
  unsigned Between = Current = newBlock();
  assign(FlowValues::variablePlace(Values.temporaryOf(Logical)),
         FlowValues::constant(Way == 0), Logical->getSourceRange());
  goTo(Number);
  Current = From;
  return Between;
}

/// The current block evaluates the last operand of the operator at the start
/// of \p Next.
void FlowLowering::endIntoLogical(const CFGBlock &Next) {
  const BinaryOperator *Logical = logicalAt(Next);
  assignTruth(FlowValues::variablePlace(Values.temporaryOf(Logical)),
              lastOperand(Logical));
  goTo(Numbers[Next.getBlockID()]);
}

void FlowLowering::lowerEnd(const CFGBlock &B) {
  FlowBlock &Block = Graph.Blocks[Current];
  const Stmt *Terminator = B.getTerminatorStmt();
  if (Returned) // cleanups have run
    return;
  if (B.hasNoReturnElement() || B.succ_empty()) {
    // The exit of the graph, or a dead end.
    bool IsExit = &B == &B.getParent()->getExit();
    Block.Exit = IsExit ? FlowExit::Return : FlowExit::Stop;
    if (IsExit)
      Block.Where = Calls.Map.spanOf(F.getBody()->getEndLoc());
    return;
  }
  if (B.succ_size() == 1) {
    const CFGBlock *Next = *B.succ_begin();
    // What is thrown inside a try goes to its handlers.
    if (!Next)
      Block.Exit = FlowExit::Stop;
    else if (Threw && Next == &B.getParent()->getExit())
      Block.Exit = FlowExit::Throw;
    else if (logicalAt(*Next) && !Terminator)
      endIntoLogical(*Next);
    else
      goTo(Numbers[Next->getBlockID()]);
    return;
  }
  if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator))
    return lowerSwitch(B, Switch);
  if (B.succ_size() != 2 ||
      isa_and_nonnull<CXXTryStmt, IndirectGotoStmt>(Terminator))
    return lowerChoice(B);
  lowerBranch(B, Terminator);
}

void FlowLowering::lowerBranch(const CFGBlock &B, const Stmt *Terminator) {
  const Expr *Condition = lastCondition(B);
  unsigned Then = edgeFrom(B, 0), Else = edgeFrom(B, 1);
  if (Condition)
    return branchOn(Conditions.conditionOf(Condition), Then, Else);
  FlowBlock &Block = Graph.Blocks[Current];
  Block.Exit = FlowExit::Branch;
  if (Terminator)
    Block.Where = Calls.Map.spanOf(Terminator->getBeginLoc());
  Block.Successors = {Then, Else};
}

/// Several ways, and nothing that tells which. What no handler catches leaves
/// the function.
void FlowLowering::lowerChoice(const CFGBlock &B) {
  bool IsTry = isa_and_nonnull<CXXTryStmt>(B.getTerminatorStmt());
  unsigned Uncaught = IsTry ? newBlock() : NoIndex;
  if (IsTry)
    Graph.Blocks[Uncaught].Exit = FlowExit::Throw;
  FlowBlock &Block = Graph.Blocks[Current];
  Block.Exit = FlowExit::Switch;
  for (unsigned Way = 0, End = B.succ_size(); Way < End; ++Way) {
    const CFGBlock *Next = *(B.succ_begin() + Way);
    bool Leaves = IsTry && Next == &B.getParent()->getExit();
    Block.Successors.push_back(Leaves ? Uncaught
                               : Next ? Numbers[Next->getBlockID()]
                                      : NoIndex);
    if (Way + 1 < End)
      Block.Cases.push_back({INT64_MIN, INT64_MAX});
  }
}

void FlowLowering::lowerSwitch(const CFGBlock &B, const SwitchStmt *Switch) {
  FlowOperand Value = Values.valueOf(Switch->getCond());
  FlowBlock &Block = Graph.Blocks[Current];
  Block.Exit = FlowExit::Switch;
  Block.Value = std::move(Value);
  Block.Where = Calls.Map.spanOf(Switch->getCond()->getSourceRange());
  unsigned Rest = NoIndex;
  auto ValueOf = [this](const Expr *E) {
    return E->EvaluateKnownConstInt(Calls.Context)
        .extOrTrunc(64)
        .getSExtValue();
  };
  // The block after the switch may be labelled by a switch around it.
  llvm::SmallPtrSet<const SwitchCase *, 16> Own;
  for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
       Case = Case->getNextSwitchCase())
    Own.insert(Case);
  for (const CFGBlock *Next : B.succs()) {
    if (!Next)
      continue;
    unsigned Number = Numbers[Next->getBlockID()];
    const auto *Case = dyn_cast_or_null<CaseStmt>(Next->getLabel());
    if (!Case || !Own.contains(Case)) {
      Rest = Number;
      continue;
    }
    int64_t Low = ValueOf(Case->getLHS());
    int64_t High = Case->getRHS() ? ValueOf(Case->getRHS()) : Low;
    Block.Cases.push_back({Low, High});
    Block.Successors.push_back(Number);
  }
  Block.Successors.push_back(Rest);
}

} // namespace ouro::extract
