//===- FlowConditions.h - Conditions of branches ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWCONDITIONS_H
#define OURO_CHECKS_EXTRACT_FLOWCONDITIONS_H

#include "checks/Extract/FlowValues.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::extract {

/// Turns expressions into conditions, and gives pure ones that are spelled
/// alike the same number.
class FlowConditions {
public:
  FlowConditions(FlowCalls &Calls, FlowValues &Values, facts::FlowGraph &Graph)
      : Calls(Calls), Values(Values), Graph(Graph) {}

  /// To be called once for every condition of the function before the first is
  /// lowered.
  void announce(const clang::Expr *E);

  /// How \p E decides.
  facts::FlowCondition conditionOf(const clang::Expr *E);

  /// True if \p E is a comparison or a negation, so that its value is 0 or 1.
  static bool isTruth(const clang::Expr *E);

private:
  struct Spelling {
    llvm::FoldingSetNodeID Id;
    unsigned Times = 0;
    unsigned Number = facts::NoIndex;
  };
  /// What conditions ask the sign of: Left, Left - Right, Left & Right.
  struct Question {
    const clang::Expr *Left, *Right;
    bool Bits;
    llvm::FoldingSetNodeID id(const clang::ASTContext &Context) const;
  };
  /// A condition without negations: \p Negated tells whether their number is
  /// odd.
  struct Core {
    const clang::Expr *E;
    bool Negated;
  };

  Core coreOf(const clang::Expr *E);
  std::optional<bool> negationIn(const clang::BinaryOperator *E,
                                 const clang::Expr *&Inner);
  Spelling *find(const Question &Asked);
  Spelling *add(const Question &Asked);
  void readBits(Question &Asked, SignSet &Holds);
  /// What \p Condition asks the sign of, and where it is true.
  std::pair<Spelling *, SignSet> spellingOf(const Core &Condition);
  bool isSetting(const clang::VarDecl *D);
  bool read(const clang::Expr *E, facts::ConditionReads &Reads,
            unsigned &Budget);
  bool readCall(const clang::CallExpr *E, facts::ConditionReads &Reads,
                unsigned &Budget);

  FlowCalls &Calls;
  FlowValues &Values;
  facts::FlowGraph &Graph;
  llvm::DenseMap<unsigned, llvm::SmallVector<unsigned, 1>> ByHash;
  std::vector<Spelling> Spellings;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWCONDITIONS_H
