//===- FlowLowering.h - One body as a graph of effects ----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWLOWERING_H
#define OURO_CHECKS_EXTRACT_FLOWLOWERING_H

#include "checks/Extract/FlowConditions.h"
#include "checks/Extract/FlowValues.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ouro::extract {

/// Lowers one function. Effects are appended to the current block; what an
/// operator without effects computes is a value (FlowValues). Comparisons that
/// become values, and arms of conditional expressions, go through temporaries
/// that each way assigns: a later test of the value tells the ways apart.
class FlowLowering {
public:
  FlowLowering(FlowCalls &Calls, const clang::FunctionDecl &F)
      : Calls(Calls), F(F), Values(Calls, F, Graph),
        Conditions(Calls, Values, Graph) {}

  /// An empty graph for bodies that are not lowered: coroutines, what calls
  /// setjmp, has `asm goto`, or more than MaxBlocks blocks.
  facts::FlowGraph lower();

private:
  // Blocks (FlowLowering.cpp).
  std::unique_ptr<clang::CFG> build() const;
  bool isBeyondUs(const clang::CFG &Cfg) const;
  void prepare(const clang::CFG &Cfg);
  void prepareStatement(const clang::Stmt *S);
  void exposeTo(const clang::VarDecl &Guard, const clang::Expr *Init);
  void numberBlocks(const clang::CFG &Cfg);
  void leaveNumbered();
  void lowerBlock(const clang::CFGBlock &B);
  void lowerElement(const clang::CFGElement &E);
  void lowerStatement(const clang::Stmt *S);
  void assignAwaited(const clang::Stmt *S);

  // How blocks end (FlowBranches.cpp).
  static const clang::Expr *lastCondition(const clang::CFGBlock &B);
  void lowerEnd(const clang::CFGBlock &B);
  void lowerBranch(const clang::CFGBlock &B, const clang::Stmt *Terminator);
  void lowerSwitch(const clang::CFGBlock &B, const clang::SwitchStmt *Switch);
  void lowerChoice(const clang::CFGBlock &B);
  void endIntoLogical(const clang::CFGBlock &Next);
  unsigned edgeFrom(const clang::CFGBlock &B, unsigned Way);
  unsigned newBlock();
  void branchOn(const facts::FlowCondition &Condition, unsigned Then,
                unsigned Else);
  void goTo(unsigned Next);
  void assignTruth(const facts::FlowPlace &Target, const clang::Expr *E);
  facts::FlowOperand truthOf(const clang::Expr *E);

  // What statements do (FlowEffects.cpp).
  facts::FlowEffect &append(facts::FlowEffectKind Kind, clang::SourceRange At);
  void assign(facts::FlowPlace Target, facts::FlowOperand Value,
              clang::SourceRange At);
  void escape(facts::FlowOperand Value, clang::SourceRange At);
  void escapeValue(const clang::Expr *E);
  void keep(Keeps What, const facts::FlowOperand &Value,
            const clang::Expr *Argument);
  void escapeParts(const facts::FlowPlace &Place,
                   const clang::RecordDecl *Record, clang::SourceRange At);
  void forget(const clang::Expr *Target);
  void count(const clang::Expr *Target, int64_t By);
  void lowerAssignment(const clang::BinaryOperator *E);
  void lowerVariable(const clang::VarDecl *Variable);
  void initialise(const facts::FlowPlace &Target, clang::QualType Type,
                  const clang::Expr *Init);
  void initialiseList(const facts::FlowPlace &Target,
                      const clang::InitListExpr *List);
  void copyRecord(const facts::FlowPlace &Target, const clang::Expr *Source,
                  const clang::RecordDecl *Record, clang::SourceRange At);
  void returnRecord(const clang::Expr *Value);
  void lowerReturn(const clang::ReturnStmt *S);
  void lowerLambda(const clang::LambdaExpr *E);
  void lowerAsm(const clang::AsmStmt *S);
  void lowerOther(const clang::Stmt *S);
  facts::FlowOperand valueOf(const clang::Expr *E);

  // What calls do (FlowCallEffects.cpp, FlowArguments.cpp).
  struct LoweredCall {
    const clang::FunctionDecl *Callee = nullptr;
    const CallMeaning *Meaning = nullptr;
    const clang::Expr *Whole = nullptr; ///< names the result
    std::optional<facts::FlowOperand> Receiver;
    FlowValues::MaybePlace Object; ///< what Receiver is the address of
    llvm::SmallVector<const clang::Expr *, 6> Arguments;
    clang::SourceRange At;
    bool Exact = false; ///< virtual or not: it is Callee that runs
  };
  const clang::CXXMethodDecl *calledMethod(const clang::CXXMethodDecl *Method,
                                           const clang::Expr *Object) const;
  void lowerCall(const clang::CallExpr *E);
  bool isTried(const clang::Expr *Call);
  bool isQuestion(const clang::CXXMethodDecl *Method, const clang::Expr *Call);
  bool isDiscarded(const clang::Expr *Call);
  void lowerConstruct(const clang::CXXConstructExpr *E);
  void lowerNew(const clang::CXXNewExpr *E);
  void initialiseNew(const clang::CXXNewExpr *E);
  void lowerDelete(const clang::CXXDeleteExpr *E);
  void lowerDeleteDestructor(const clang::CFGDeleteDtor &E);
  void destroy(const clang::CXXDeleteExpr *E,
               const clang::CXXDestructorDecl *Destructor,
               facts::FlowOperand Object, bool Known);
  void lowerCleanup(const clang::CFGCleanupFunction &E);
  void lowerInitialiser(const clang::CXXCtorInitializer *Init);
  void emit(const LoweredCall &Call);
  void markGuessed(facts::FlowEffect &Escape, const clang::FunctionDecl *Callee,
                   bool SpokenOf);
  std::vector<facts::FlowOperand> lowerArguments(const LoweredCall &Call,
                                                 bool Partly, bool SpokenOf);
  void appendCall(const LoweredCall &Call, bool SpokenOf);
  std::optional<unsigned> acquiredBy(const LoweredCall &Call,
                                     const MeantEffect &Meant);
  void apply(const LoweredCall &Call, const MeantEffect &Meant);
  bool mayHappen(const LoweredCall &Call, const ResourceEffect &Effect);
  std::optional<facts::FlowGuard> guardOf(const LoweredCall &Call,
                                          const ResourceEffect &Effect);
  std::optional<facts::FlowPlace> slotPlace(const LoweredCall &Call,
                                            const CallSlot &Slot);
  facts::FlowOperand slotValue(const LoweredCall &Call, const CallSlot &Slot);

  FlowCalls &Calls;
  const clang::FunctionDecl &F;
  facts::FlowGraph Graph;
  FlowValues Values;
  FlowConditions Conditions;
  unsigned Current = 0; ///< block that is appended to
  bool Ended = false;   ///< the current block: what follows does not run
  bool Returned = false, Threw = false;
  /// Elements whose value a temporary waits for.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<const clang::Expr *, 1>>
      Awaited;
  /// Objects that constructor expressions make.
  llvm::DenseMap<const clang::Expr *, facts::FlowOperand> Constructed;
  /// If asked: statements whose values nobody wants, calls in try blocks.
  std::optional<llvm::SmallPtrSet<const clang::Stmt *, 16>> Discarded;
  std::optional<llvm::SmallPtrSet<const clang::Stmt *, 8>> Tried;
  /// Braced lists that some other statement reads.
  llvm::SmallPtrSet<const clang::Expr *, 8> ReadLists;
  llvm::DenseSet<const clang::Stmt *> Ignored;        ///< not evaluated
  std::vector<unsigned> Numbers;                      ///< by CFG block id
  std::vector<std::pair<unsigned, unsigned>> Placing; ///< `close(1)`: block, at
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWLOWERING_H
