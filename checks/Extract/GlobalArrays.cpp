//===- GlobalArrays.cpp ---------------------------------------------------===//
#include "checks/Extract/GlobalArrays.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/GlobalUses.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

void GlobalArrays::consider(const VarDecl *Variable) {
  QualType T = Variable->getType();
  if (T->isDependentType() || T.isConstQualified())
    return;
  const VarDecl *Canonical = Variable->getCanonicalDecl();
  if (T->isIntegerType() && !T->isBooleanType())
    Numbers.insert(Canonical);
  else if (T->isPointerType() && !T->getPointeeType().isConstQualified() &&
           T->getPointeeType()->isObjectType())
    Pointers.insert(Canonical);
}

/// True if \p E is an argument of \p Call.
static bool isArgument(const CallExpr *Call, const Expr *E) {
  return Call && llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
           return stripped(Argument) == E;
         });
}

GlobalArrays::Array &GlobalArrays::arrayOf(const VarDecl *Variable) {
  auto It = llvm::find_if(
      Arrays, [&](const auto &Known) { return Known.first == Variable; });
  if (It != Arrays.end())
    return It->second;
  Arrays.push_back({Variable, {}});
  return Arrays.back().second;
}

/// `p = f(p, ...)`, or `t = f(p, ...)` and `p = t`.
void GlobalArrays::findResize(const FunctionDecl *F, const Mention &M) {
  const auto *Variable = dyn_cast<VarDecl>(M.Named);
  const auto *Call = dyn_cast_or_null<CallExpr>(M.around());
  if (!Variable || !Pointers.contains(Variable) || !isArgument(Call, M.Naming))
    return;
  const VarDecl *Set = setBy(Call, M.around(1));
  if (!Set || (Set != Variable && !Set->hasLocalStorage()))
    return;
  bool Found = Set == Variable;
  if (Found)
    Resizes.insert(M.around(1));
  else
    forEachMention(F->getBody(), [&](const Mention &Other) {
      const auto *Assign = dyn_cast_or_null<BinaryOperator>(Other.around());
      if (Assign && Assign->getOpcode() == BO_Assign && Other.Named == Set &&
          stripped(Assign->getRHS()) == Other.Naming &&
          variableIn(Assign->getLHS()) == Variable) {
        Resizes.insert(Assign);
        Found = true;
      }
      return true;
    });
  if (!Found)
    return;
  Resizes.insert(Call);
  Resizers.insert({Variable, F});
  arrayOf(Variable);
}

const VarDecl *GlobalArrays::numberIn(const Expr *E) const {
  const VarDecl *Variable = variableIn(E);
  return Variable && Numbers.contains(Variable) ? Variable : nullptr;
}

/// The count that \p Index is: `n`, `n++`, or a variable that got `n++`.
const VarDecl *GlobalArrays::countIn(const Expr *Index) const {
  auto Stepped = [&](const Expr *E) -> const VarDecl * {
    const auto *Unary = dyn_cast<UnaryOperator>(stripped(E));
    return Unary && Unary->isIncrementOp() ? numberIn(Unary->getSubExpr())
                                           : nullptr;
  };
  if (const VarDecl *Count = numberIn(Index))
    return Count;
  if (const VarDecl *Count = Stepped(Index))
    return Count;
  const VarDecl *Local = variableIn(Index);
  return Local && Local->hasLocalStorage() && Local->hasInit()
             ? Stepped(Local->getInit())
             : nullptr;
}

bool GlobalArrays::isReleased(const CallExpr *Call, const Expr *E) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const ResourceCallModel *Model =
      Callee ? Models.findCall(Names.modelName(Callee)) : nullptr;
  return Model && llvm::any_of(Model->Effects, [&](const ResourceEffect &What) {
           return What.What == ResourceEffect::Kind::Release &&
                  What.Slot.Where == CallSlot::Kind::Argument &&
                  What.Slot.Index < Call->getNumArgs() &&
                  stripped(Call->getArg(What.Slot.Index)) == E;
         });
}

/// The element that the mention \p M of an array is used for, parts of it and
/// parts of those, and what stands around that; null if it is none.
static const Expr *elementAt(const Mention &M, unsigned &Level) {
  const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(M.around());
  if (!Subscript || stripped(Subscript->getBase()) != M.Naming)
    return nullptr;
  const Expr *E = Subscript;
  for (Level = 1; M.around(Level); ++Level) {
    const auto *Member = dyn_cast<MemberExpr>(M.around(Level));
    const auto *Part = dyn_cast<ArraySubscriptExpr>(M.around(Level));
    if (!(Member && !Member->isArrow()) &&
        !(Part && stripped(Part->getBase()) == E &&
          E->getType()->isArrayType()))
      break;
    E = cast<Expr>(M.around(Level));
  }
  return E;
}

/// The value that \p Outer stores in \p Target; null if it stores none there.
static const Expr *storedIn(const Expr *Target, const Stmt *Outer) {
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Outer))
    return Assign->getOpcode() == BO_Assign &&
                   stripped(Assign->getLHS()) == Target
               ? Assign->getRHS()
               : nullptr;
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Outer);
  return Operator && Operator->getOperator() == OO_Equal &&
                 stripped(Operator->getArg(0)) == Target
             ? Operator->getArg(1)
             : nullptr;
}

/// Counts say where an element is put: `p[n] = e`, `&p[n]`, `p + n`.
void GlobalArrays::readElement(Array &A, const Mention &M) const {
  if (const auto *Sum = dyn_cast<BinaryOperator>(M.around())) {
    if (Sum->getOpcode() == BO_Add)
      if (const VarDecl *Count = countIn(Sum->getRHS()))
        A.Counts.insert(Count);
    return;
  }
  unsigned Level = 0;
  const Expr *Element = elementAt(M, Level);
  if (!Element)
    return;
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(M.around(Level));
  bool IsPut = storedIn(Element, M.around(Level)) ||
               (Unary && Unary->getOpcode() == UO_AddrOf);
  const VarDecl *Count =
      countIn(cast<ArraySubscriptExpr>(M.around())->getIdx());
  if (IsPut && Count)
    A.Counts.insert(Count);
}

void GlobalArrays::readPointer(Array &A, const Mention &M) {
  const Stmt *Outer = M.around();
  if (!Outer)
    return;
  if (const auto *Unary = dyn_cast<UnaryOperator>(Outer)) {
    A.Lost |=
        Unary->getOpcode() == UO_AddrOf || Unary->isIncrementDecrementOp();
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(Outer);
             Assign && Assign->isAssignmentOp() &&
             stripped(Assign->getLHS()) == M.Naming) {
    // A first array is no other one: as long as the count stays, so do the
    // elements.
    A.Lost |= !Resizes.contains(Assign) &&
              !isa<CallExpr, CXXNewExpr>(stripped(Assign->getRHS()));
  } else if (const auto *Call = dyn_cast<CallExpr>(Outer)) {
    A.Lost |= !Resizes.contains(Call) &&
              (isReleased(Call, M.Naming) || mayChangeArgument(M.Naming, Call));
  } else if (const VarDecl *Other = setBy(M.Naming, Outer)) {
    A.Lost |= Other->getType()->isReferenceType();
  } else {
    A.Lost |= isa<CXXDeleteExpr>(Outer);
  }
  readElement(A, M);
}

void GlobalArrays::readCount(Count &C, const FunctionDecl *F,
                             const Mention &M) {
  const Stmt *Outer = M.around();
  if (!Outer)
    return;
  if (const auto *Unary = dyn_cast<UnaryOperator>(Outer)) {
    C.Lost |= Unary->isDecrementOp() || Unary->getOpcode() == UO_AddrOf;
    if (Unary->isIncrementOp())
      C.Steps.push_back({F, Unary});
    return;
  }
  const auto *Assign = dyn_cast<BinaryOperator>(Outer);
  if (!Assign || !Assign->isAssignmentOp() ||
      stripped(Assign->getLHS()) != M.Naming) {
    const VarDecl *Other = setBy(M.Naming, Outer);
    C.Lost |= mayChangeArgument(M.Naming, Outer) ||
              (Other && Other->getType()->isReferenceType());
    return;
  }
  // `n += 2`, `n = n + 2`
  const auto *Sum = dyn_cast<BinaryOperator>(stripped(Assign->getRHS()));
  bool IsSum = Assign->getOpcode() == BO_Assign && Sum &&
               Sum->getOpcode() == BO_Add &&
               variableIn(Sum->getLHS()) == M.Named &&
               isa<IntegerLiteral>(stripped(Sum->getRHS()));
  bool IsStep = Assign->getOpcode() == BO_AddAssign &&
                isa<IntegerLiteral>(stripped(Assign->getRHS()));
  if (IsSum || IsStep)
    C.Steps.push_back({F, Assign});
  else
    C.Lost = true;
}

/// The comparison that the innermost statements of \p M make it part of; null
/// if there is none.
static const BinaryOperator *comparisonOf(const Mention &M) {
  for (unsigned Level = 0;; ++Level) {
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(M.around(Level));
    if (!Binary || Binary->isAssignmentOp() || Binary->isLogicalOp())
      return nullptr;
    if (Binary->isComparisonOp())
      return Binary;
  }
}

/// True if \p F compares a number that lives on, be it the count or how much
/// there is room for, with a constant.
bool GlobalArrays::isLimited(const FunctionDecl *F) const {
  return !forEachMention(F->getBody(), [&](const Mention &M) {
    const auto *Variable = dyn_cast<VarDecl>(M.Named);
    const BinaryOperator *Test =
        Variable && Numbers.contains(Variable) ? comparisonOf(M) : nullptr;
    if (!Test)
      return true;
    auto IsLimit = [](const Expr *E) {
      return GrowthReader::isConstant(E) && !isEmptyValue(E);
    };
    return !IsLimit(Test->getLHS()) && !IsLimit(Test->getRHS());
  });
}

/// Counts, and what they are compared with: how much there is room for.
llvm::DenseSet<const Decl *>
GlobalArrays::roomIn(const FunctionDecl *F, const VarDecl *Counter) const {
  llvm::DenseSet<const Decl *> Room;
  Room.insert(Counter);
  forEachMention(F->getBody(), [&](const Mention &M) {
    if (M.Named != Counter)
      return true;
    if (const BinaryOperator *Test = comparisonOf(M))
      forEachMention(Test, [&](const Mention &Part) {
        return Room.insert(Part.Named), true;
      });
    return true;
  });
  return Room;
}

GrowthFact GlobalArrays::growthOf(const VarDecl *Variable,
                                  const VarDecl *Counter, const Step &S) const {
  GrowthFact New = growthIn(S.In, Names);
  llvm::DenseSet<const Decl *> Room = roomIn(S.In, Counter);
  Room.insert(Variable);
  New.Guarded = happensOnce(S.In, Room) || isLimited(S.In) ||
                llvm::any_of(Resizers, [&](const auto &Resizer) {
                  return Resizer.first == Variable && isLimited(Resizer.second);
                });
  bool Searches = false;
  Addition Added;
  forEachMention(S.In->getBody(), [&](const Mention &M) {
    unsigned Level = 0;
    const Expr *Element = M.Named == Variable ? elementAt(M, Level) : nullptr;
    if (!Element)
      return true;
    bool IsNew = countIn(cast<ArraySubscriptExpr>(M.around())->getIdx());
    Searches |= !IsNew;
    if (const Expr *Value = storedIn(Element, M.around(Level)); Value && IsNew)
      Added.Values.push_back(stripped(Value));
    return true;
  });
  New.Value = Reader.valueOf(Added);
  if (New.Value == GrowthValue::Self && !isa<CXXConstructorDecl>(S.In))
    New.Value = GrowthValue::Given;
  // Who looks before adding, and gives something, looks for what was there.
  if (Searches && S.In->getNumParams() > 0 &&
      S.In->getReturnType()->isPointerType()) {
    New.Recalls = true;
    New.Key = GrowthKey::Given;
  }
  New.Where = Map.spanOf(S.Where->getSourceRange());
  return New;
}

std::vector<GrownArray>
GlobalArrays::read(llvm::ArrayRef<const FunctionDecl *> All) {
  if (Pointers.empty() || Numbers.empty())
    return {};
  auto ForEach = [&](auto Visit) {
    for (const FunctionDecl *F : All)
      forEachMention(F->getBody(),
                     [&](const Mention &M) { return Visit(F, M), true; });
  };
  ForEach([&](const FunctionDecl *F, const Mention &M) { findResize(F, M); });
  if (Arrays.empty())
    return {};
  ForEach([&](const FunctionDecl *, const Mention &M) {
    for (auto &[Variable, A] : Arrays)
      if (Variable == M.Named)
        readPointer(A, M);
  });
  for (auto &[Variable, A] : Arrays)
    for (const VarDecl *Counter : A.Counts)
      Counts[Counter];
  ForEach([&](const FunctionDecl *F, const Mention &M) {
    const auto *Variable = dyn_cast<VarDecl>(M.Named);
    if (auto It = Counts.find(Variable); It != Counts.end())
      readCount(It->second, F, M);
  });
  std::vector<GrownArray> Grown;
  for (auto &[Variable, A] : Arrays) {
    if (A.Lost || llvm::any_of(A.Counts, [&](const VarDecl *Counter) {
          return Counts[Counter].Lost;
        }))
      continue;
    GrownArray New{Variable, {}};
    for (const VarDecl *Counter : A.Counts)
      for (const Step &S : Counts[Counter].Steps)
        New.Growths.push_back(growthOf(Variable, Counter, S));
    llvm::sort(New.Growths, [](const GrowthFact &L, const GrowthFact &R) {
      return L.Where < R.Where;
    });
    if (!New.Growths.empty())
      Grown.push_back(std::move(New));
  }
  return Grown;
}

} // namespace ouro::extract
