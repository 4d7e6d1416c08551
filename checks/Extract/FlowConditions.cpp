//===- FlowConditions.cpp -------------------------------------------------===//
#include "checks/Extract/FlowConditions.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

// Nodes of a condition that is remembered; longer ones are hardly repeated.
static constexpr unsigned MaxNodes = 32;

bool FlowConditions::isTruth(const Expr *E) {
  E = plain(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_LNot;
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  return Binary && Binary->isComparisonOp() && Binary->getOpcode() != BO_Cmp;
}

/// `(a < b) == 0` negates, `!p != 0` does not; nothing if \p E is something
/// else.
std::optional<bool> FlowConditions::negationIn(const BinaryOperator *E,
                                               const Expr *&Inner) {
  if (!E->isEqualityOp())
    return std::nullopt;
  for (auto [Side, Other] : {std::pair(E->getLHS(), E->getRHS()),
                             std::pair(E->getRHS(), E->getLHS())}) {
    std::optional<int64_t> Value = Calls.constantOf(Other);
    const Expr *Test = plain(Side);
    if (!Value || (*Value != 0 && *Value != 1))
      continue;
    const auto *Logical = dyn_cast<BinaryOperator>(Test);
    if (!isTruth(Test) && !(Logical && Logical->isLogicalOp()))
      continue;
    Inner = Side;
    return (E->getOpcode() == BO_EQ) == (*Value == 0);
  }
  return std::nullopt;
}

FlowConditions::Core FlowConditions::coreOf(const Expr *E) {
  bool Negated = false;
  for (;;) {
    E = plain(E);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary && Unary->getOpcode() == UO_LNot) {
      Negated = !Negated;
      E = Unary->getSubExpr();
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      const Expr *Inner = nullptr;
      if (Binary->getOpcode() == BO_Comma) {
        E = Binary->getRHS();
      } else if (std::optional<bool> Not = negationIn(Binary, Inner)) {
        Negated ^= *Not;
        E = Inner;
      } else {
        return {E, Negated};
      }
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      std::optional<unsigned> Same =
          Calls.meaningOf(Call->getDirectCallee()).Same;
      if (!Same || *Same >= Call->getNumArgs() ||
          !Call->getType()->isIntegralOrEnumerationType())
        return {E, Negated};
      E = Call->getArg(*Same); // __builtin_expect
    } else {
      return {E, Negated};
    }
  }
}

bool FlowConditions::readCall(const CallExpr *E, ConditionReads &Reads,
                              unsigned &Budget) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee)
    return false;
  const CallMeaning &Meaning = Calls.meaningOf(Callee);
  // A function without arguments whose body we do not see most likely asks for
  // a setting; believing it to change its mind between two tests would make
  // paths that nobody meant.
  bool Setting = E->getNumArgs() == 0 && !Meaning.HasBody &&
                 !Meaning.Modelled && !isa<CXXMethodDecl>(Callee) &&
                 Calls.Names.isUserCode(Callee);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool Getter = Method && Method->isConst() && E->getNumArgs() == 0 &&
                isa<CXXMemberCallExpr>(E);
  if (!Setting && !Getter && !Meaning.Pure)
    return false;
  if (Getter && !read(cast<CXXMemberCallExpr>(E)->getImplicitObjectArgument(),
                      Reads, Budget))
    return false;
  if (!Setting) {
    Reads.Memory = true;
    Reads.Setting = false;
  }
  for (const Expr *Argument : E->arguments())
    if (!read(Argument, Reads, Budget))
      return false;
  return true;
}

/// Another TU sets \p D, and this one only asks for it.
bool FlowConditions::isSetting(const VarDecl *D) {
  return D->hasGlobalStorage() && !D->isStaticLocal() &&
         D->getType()->isIntegralOrEnumerationType() &&
         D->hasDefinition(Calls.Context) == VarDecl::DeclarationOnly &&
         !Calls.isWritten(D) && Calls.Names.isUserCode(D);
}

/// Adds what \p E reads; false if it is not pure or too long.
bool FlowConditions::read(const Expr *E, ConditionReads &Reads,
                          unsigned &Budget) {
  E = plain(E);
  if (!E || Budget-- == 0 || E->getType().isVolatileQualified())
    return false;
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    if (const auto *D = dyn_cast<VarDecl>(cast<DeclRefExpr>(E)->getDecl())) {
      Reads.Variables.push_back(Values.variableOf(D));
      Reads.Setting &= isSetting(D);
      return true;
    }
    return isa<EnumConstantDecl, FunctionDecl>(cast<DeclRefExpr>(E)->getDecl());
  case Stmt::MemberExprClass: {
    const auto *Member = cast<MemberExpr>(E);
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field)
      return false;
    Reads.Fields.push_back(Values.fieldOf(Field));
    Reads.Setting = false;
    return read(Member->getBase(), Reads, Budget);
  }
  case Stmt::ArraySubscriptExprClass:
    Reads.Memory = true;
    return read(cast<ArraySubscriptExpr>(E)->getBase(), Reads, Budget) &&
           read(cast<ArraySubscriptExpr>(E)->getIdx(), Reads, Budget);
  case Stmt::UnaryOperatorClass: {
    const auto *Unary = cast<UnaryOperator>(E);
    Reads.Memory |= Unary->getOpcode() == UO_Deref;
    return !Unary->isIncrementDecrementOp() &&
           read(Unary->getSubExpr(), Reads, Budget);
  }
  case Stmt::BinaryOperatorClass: {
    const auto *Binary = cast<BinaryOperator>(E);
    return !Binary->isAssignmentOp() && read(Binary->getLHS(), Reads, Budget) &&
           read(Binary->getRHS(), Reads, Budget);
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
    return readCall(cast<CallExpr>(E), Reads, Budget);
  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::StringLiteralClass:
    return true;
  case Stmt::CXXThisExprClass:
    Reads.Setting = false;
    return true;
  default:
    return false;
  }
}

FlowConditions::Spelling *FlowConditions::find(const Question &Asked) {
  llvm::FoldingSetNodeID Id = Asked.id(Calls.Context);
  auto Alike = ByHash.find(Id.ComputeHash());
  if (Alike != ByHash.end())
    for (unsigned Index : Alike->second)
      if (Spellings[Index].Id == Id)
        return &Spellings[Index];
  return nullptr;
}

FlowConditions::Spelling *FlowConditions::add(const Question &Asked) {
  llvm::FoldingSetNodeID Id = Asked.id(Calls.Context);
  ByHash[Id.ComputeHash()].push_back(Spellings.size());
  Spellings.push_back({std::move(Id), 0, NoIndex});
  return &Spellings.back();
}

llvm::FoldingSetNodeID
FlowConditions::Question::id(const ASTContext &Context) const {
  llvm::FoldingSetNodeID Id;
  Id.AddBoolean(Bits);
  Left->Profile(Id, Context, /*Canonical=*/true);
  if (Right)
    Right->Profile(Id, Context, /*Canonical=*/true);
  return Id;
}

/// The signs of `a - b` where \p Comparison of them is true.
static SignSet signsWhere(BinaryOperatorKind Comparison) {
  switch (Comparison) {
  case BO_LT:
    return SignSet::negative();
  case BO_LE:
    return SignSet::notPositive();
  case BO_GT:
    return SignSet::positive();
  case BO_GE:
    return SignSet::notNegative();
  case BO_EQ:
    return SignSet::zero();
  default:
    return SignSet::nonZero();
  }
}

/// `a & B`, where B is constant. `~a & B`, of one bit, is !(a & B).
void FlowConditions::readBits(Question &Asked, SignSet &Holds) {
  const auto *And = dyn_cast<BinaryOperator>(Asked.Left);
  if (!And || And->getOpcode() != BO_And)
    return;
  const Expr *Left = plain(And->getLHS()), *Right = plain(And->getRHS());
  std::optional<int64_t> Bits = Calls.constantOf(Right);
  if (!Bits) {
    std::swap(Left, Right);
    Bits = Calls.constantOf(Right);
  }
  if (!Bits)
    return;
  const auto *Not = dyn_cast<UnaryOperator>(Left);
  if (Not && Not->getOpcode() == UO_Not && llvm::isPowerOf2_64(*Bits)) {
    Left = plain(Not->getSubExpr());
    Holds = ~Holds;
  }
  Asked = {Left, Right, /*Bits=*/true};
}

std::pair<FlowConditions::Spelling *, SignSet>
FlowConditions::spellingOf(const Core &Condition) {
  Question Asked{Condition.E, nullptr, /*Bits=*/false};
  SignSet Holds = SignSet::nonZero();
  if (const auto *Binary = dyn_cast<BinaryOperator>(Condition.E);
      Binary && Binary->isComparisonOp() && Binary->getOpcode() != BO_Cmp) {
    Asked.Left = plain(Binary->getLHS());
    Asked.Right = plain(Binary->getRHS());
    Holds = signsWhere(Binary->getOpcode());
    if (Calls.constantOf(Asked.Left) == 0) {
      std::swap(Asked.Left, Asked.Right);
      Holds = Holds.negated();
    }
    if (Calls.constantOf(Asked.Right) == 0)
      Asked.Right = nullptr;
  }
  if (Condition.Negated)
    Holds = ~Holds;
  if (!Asked.Right)
    readBits(Asked, Holds);
  if (Spelling *Known = find(Asked))
    return {Known, Holds};
  Question Mirrored{Asked.Right, Asked.Left, /*Bits=*/false};
  if (Spelling *Known = Asked.Right && !Asked.Bits ? find(Mirrored) : nullptr)
    return {Known, Holds.negated()};
  return {add(Asked), Holds};
}

void FlowConditions::announce(const Expr *E) {
  Core Condition = coreOf(E);
  if (FlowValues::hasTemporary(Condition.E) || Calls.constantOf(Condition.E))
    return;
  ConditionReads Reads;
  unsigned Budget = MaxNodes;
  if (!read(Condition.E, Reads, Budget))
    return;
  Spelling *S = spellingOf(Condition).first;
  ++S->Times;
  Reads.Setting &= !Reads.Memory;
  if (S->Number != NoIndex || (S->Times < 2 && !Reads.Setting))
    return;
  for (std::vector<unsigned> *Read : {&Reads.Variables, &Reads.Fields}) {
    llvm::sort(*Read);
    Read->erase(llvm::unique(*Read), Read->end());
  }
  S->Number = Graph.Conditions.size();
  Graph.Conditions.push_back(std::move(Reads));
}

/// `done == true`: what is true or false is not 0.
static void askForZero(const BinaryOperator &Comparison, FlowCondition &Out) {
  using Compare = FlowCondition::Compare;
  if (Out.How != Compare::Equal && Out.How != Compare::NotEqual)
    return;
  for (auto [One, Other] : {std::pair(&Out.Right, Comparison.getLHS()),
                            std::pair(&Out.Left, Comparison.getRHS())})
    if (One->How == FlowOperand::Kind::Constant && One->Constant == 1 &&
        Other->IgnoreParenImpCasts()->isKnownToHaveBooleanValue()) {
      One->Constant = 0;
      Out.How = Out.How == Compare::Equal ? Compare::NotEqual : Compare::Equal;
      return;
    }
}

/// `(unsigned long)p >= (unsigned long)-4095`: as signed numbers, which
/// constants are here, what is above such a bound is negative.
static void readUnsigned(const BinaryOperator &Comparison, FlowCondition &Out) {
  using Compare = FlowCondition::Compare;
  if ((Out.How != Compare::Less && Out.How != Compare::LessEqual) ||
      !Comparison.getLHS()->getType()->isUnsignedIntegerType())
    return;
  auto IsHigh = [](const FlowOperand &Value) {
    return Value.How == FlowOperand::Kind::Constant && Value.Constant < 0;
  };
  if (IsHigh(Out.Left) == IsHigh(Out.Right))
    return;
  if (IsHigh(Out.Left)) { // high <= x: x < 0
    Out.Left = std::exchange(Out.Right, FlowValues::constant(0));
    Out.How = Compare::Less;
  } else { // x < high: 0 <= x
    Out.Right = std::exchange(Out.Left, FlowValues::constant(0));
    Out.How = Compare::LessEqual;
  }
}

FlowCondition FlowConditions::conditionOf(const Expr *E) {
  using Compare = FlowCondition::Compare;
  Core Condition = coreOf(E);
  FlowCondition Out{
      Compare::NotEqual,       FlowValues::unknown(),
      FlowValues::constant(0), NoIndex,
      SignSet::nonZero(),      Calls.Map.spanOf(E->getSourceRange())};
  const auto *Binary = dyn_cast<BinaryOperator>(Condition.E);
  if (Binary && Binary->isComparisonOp() && Binary->getOpcode() != BO_Cmp) {
    Out.Left = Values.valueOf(Binary->getLHS());
    Out.Right = Values.valueOf(Binary->getRHS());
    BinaryOperatorKind Op = Binary->getOpcode();
    if (Op == BO_GT || Op == BO_GE) {
      std::swap(Out.Left, Out.Right);
      Op = Op == BO_GT ? BO_LT : BO_LE;
    }
    Out.How = Op == BO_EQ   ? Compare::Equal
              : Op == BO_NE ? Compare::NotEqual
              : Op == BO_LT ? Compare::Less
                            : Compare::LessEqual;
    askForZero(*Binary, Out);
    readUnsigned(*Binary, Out);
  } else {
    Out.Left = Values.valueOf(Condition.E);
  }
  bool Negated = Condition.Negated;
  if (!FlowValues::hasTemporary(Condition.E)) {
    auto [Asked, Holds] = spellingOf(Condition);
    Out.Same = Asked->Number;
    if (Out.Same != NoIndex)
      Out.Holds = Holds;
  }
  if (Negated) {
    switch (Out.How) {
    case Compare::Equal:
      Out.How = Compare::NotEqual;
      break;
    case Compare::NotEqual:
      Out.How = Compare::Equal;
      break;
    case Compare::Less:
      std::swap(Out.Left, Out.Right);
      Out.How = Compare::LessEqual;
      break;
    case Compare::LessEqual:
      std::swap(Out.Left, Out.Right);
      Out.How = Compare::Less;
      break;
    }
  }
  return Out;
}

} // namespace ouro::extract
