//===- FlowScan.h - Which functions deal with resources ---------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWSCAN_H
#define OURO_CHECKS_EXTRACT_FLOWSCAN_H

#include "checks/Extract/FlowCalls.h"
#include "checks/Extract/PartPaths.h"
#include "checks/Extract/Relays.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::extract {

/// The scan that comes before graphs: for every function what it calls and how
/// it uses its parameters, without regard to order. One visit per statement.
class FlowScan {
public:
  FlowScan(FlowCalls &Calls, facts::FlowFacts &Facts,
           std::vector<const clang::FunctionDecl *> &Functions)
      : Calls(Calls), Facts(Facts), Functions(Functions) {}

  /// Appends \p F, which has a body and is not dependent, and the lambdas in
  /// it; nothing if it is there already.
  void addFunction(const clang::FunctionDecl *F);

  /// What initialisers of globals write.
  void addInitialiser(const clang::VarDecl *Variable);

  const Relays &relays() const { return Handed; }

private:
  /// Where a value comes from.
  struct Root {
    unsigned Variable;
    /// What stands in this part of what the variable points to, not the
    /// variable's own value.
    std::optional<facts::PartPath> Part;
    facts::PartPath Inside; ///< the address of this part of it
    bool Exact = true;      ///< false: of some part; Part is wrong
  };
  /// From an expression inwards to its root: the steps that are still to be
  /// taken from there, in reverse; null: through a pointer.
  struct Way {
    llvm::SmallVector<const clang::FieldDecl *, 6> Steps;
    bool Exact = true;
    bool Address = false; ///< the address of what Steps leads to
  };
  /// How one variable of the function is used.
  struct VariableUse {
    facts::SlotUse Use;
    /// Variables that its value, or what it leads to, is copied to.
    struct Copy {
      unsigned To;
      unsigned Part, Inside; ///< as in Root, by number; NoIndex: no part
      bool Exact;
    };
    llvm::SmallVector<Copy, 2> Copies;
    /// Use.Passed, by number and each once, in order; filled by passesOf().
    struct Pass {
      SymbolId Callee;
      unsigned Slot;
      unsigned Part, Inside;
    };
    std::optional<std::vector<Pass>> Passed;
    bool Moves = false; ///< a pointer that is counted up or down
  };
  using RootUser = llvm::function_ref<void(const Root &)>;

  // The function that is being read.
  void visit(const clang::Stmt *S);
  void visitChildren(const clang::Stmt *S);
  void visitLambda(const clang::LambdaExpr *E);
  void visitDeclaration(const clang::DeclStmt *S);
  void visitLoad(const clang::DeclRefExpr *E);
  void visitName(const clang::DeclRefExpr *E);
  void visitCall(const clang::CallExpr *E);
  void visitConstruct(const clang::CXXConstructExpr *E);
  void visitOther(const clang::Stmt *S);
  void visitTry(const clang::CXXTryStmt *S);
  void visitReturn(const clang::ReturnStmt *S);
  void noteThrow(const clang::FunctionDecl *Callee, const CallMeaning &Meaning);
  void noteCopy(const clang::CXXMethodDecl *By, const clang::Expr *At);
  void readBody(const clang::FunctionDecl *F);
  void noteSplit(const clang::CXXRecordDecl *Class);
  bool isClosed(const clang::CXXRecordDecl *Class);
  void constructBase(const clang::CXXConstructorDecl *F,
                     const clang::Expr *Value);
  void finish(facts::FlowFunction &Fact, const clang::FunctionDecl *F);
  void finishRelays();

  void assign(const clang::Expr *Target, const clang::Expr *Value);
  void copyTo(const clang::VarDecl *Target, const clang::Expr *Value);
  void keep(const clang::Expr *Value);
  void keepRoot(const Root &From);
  void release(const clang::Expr *Value, unsigned Resource);
  /// The callee may keep \p What.
  void pass(const clang::Expr *Value, const clang::FunctionDecl *Callee,
            Keeps What, unsigned Slot);
  void passArguments(const clang::FunctionDecl *Callee,
                     const CallMeaning &Meaning,
                     llvm::ArrayRef<const clang::Expr *> Arguments);
  void applyEffects(const CallMeaning &Meaning, const clang::Expr *Receiver,
                    llvm::ArrayRef<const clang::Expr *> Arguments);
  void move(const clang::Expr *Pointer);
  void touch(const clang::Expr *Target, const clang::Expr *Value);

  // Where values come from (FlowScanRoots.cpp).
  void eachRoot(const clang::Expr *E, RootUser Use);
  void eachRootOfAddress(const clang::Expr *E, RootUser Use);
  void walk(const clang::Expr *E, RootUser Use, Way W);
  void walkMember(const clang::MemberExpr *E, RootUser Use, Way W);
  void walkOperator(const clang::Expr *E, RootUser Use, Way W);
  facts::PartPath pathOf(llvm::ArrayRef<const clang::FieldDecl *> Steps) const;
  void arrive(unsigned Variable, bool IsReference, RootUser Use, Way W);
  void resolve(unsigned Variable, facts::SlotUse &Out);
  const std::vector<VariableUse::Pass> &passesOf(VariableUse &Use);
  static bool addPart(facts::SlotUse &Use, bool Released,
                      const facts::PartPath &Path);
  unsigned variable(const clang::VarDecl *D);

  static constexpr unsigned This = 0; ///< pseudo-variable of the receiver

  FlowCalls &Calls;
  facts::FlowFacts &Facts;
  std::vector<const clang::FunctionDecl *> &Functions;
  /// A copy into what the function returns, which compilers leave out.
  const clang::Expr *Elided = nullptr;
  llvm::DenseSet<const clang::FunctionDecl *> Seen;
  std::vector<const clang::CXXMethodDecl *> Lambdas; ///< still to be read
  PartPaths Paths;
  facts::FlowFunction *Fact = nullptr;
  const clang::FunctionDecl *Current = nullptr; ///< whose fact Fact is
  Relays Handed;
  llvm::SmallSetVector<const clang::VarDecl *, 4> Read; ///< that may be relays
  unsigned Tries = 0; ///< try blocks around what is being read
  std::vector<VariableUse> Variables;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Closed;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Indices;
  llvm::SmallPtrSet<const clang::FunctionDecl *, 16> Called;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWSCAN_H
