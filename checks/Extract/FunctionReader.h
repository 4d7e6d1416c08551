//===- FunctionReader.h - Reads one body into a FunctionFact ----*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FUNCTIONREADER_H
#define OURO_CHECKS_EXTRACT_FUNCTIONREADER_H

#include "checks/Extract/BodyExtractor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace ouro::extract {

/// Reads one function. Objects are made when an expression first names them;
/// effects are appended in evaluation order (children before parents).
class FunctionReader {
public:
  FunctionReader(BodyContext &Context, facts::FunctionFact &Fact)
      : C(Context), Fact(Fact) {}

  void readParameters(const clang::FunctionDecl *F);
  void readInitialisers(const clang::CXXConstructorDecl *Ctor);
  void readVariable(const clang::VarDecl *Variable);
  void readBody(const clang::Stmt *Body) { visit(Body); }

private:
  using MaybePlace = std::optional<facts::Place>;
  using Expressions = llvm::ArrayRef<const clang::Expr *>;

  // Coroutines (Coroutines.cpp).
  void visitCoroutine(const clang::CoroutineBodyStmt *S);
  void suspend(const clang::CoroutineSuspendExpr *S);
  void keepAcrossSuspension(const clang::VarDecl *Variable);

  // Statements (FunctionReader.cpp).
  void visit(const clang::Stmt *S);
  void visitChildren(const clang::Stmt *S);
  void visitSequence(const clang::CompoundStmt *S);
  void visitIf(const clang::IfStmt *S);
  bool isPresenceTest(const clang::Expr *E);
  void visitSwitch(const clang::SwitchStmt *S);
  void visitRangeFor(const clang::CXXForRangeStmt *S);
  void visitLambda(const clang::LambdaExpr *S);
  void visitLoop(const clang::Stmt *S);
  void visitStatement(const clang::Stmt *S);
  void visitArm(const clang::Stmt *S, unsigned Branch, unsigned Which);

  // What expressions do (Effects.cpp).
  void effectOf(const clang::Expr *E);
  void mention(const clang::Expr *E);
  void assign(const clang::Expr *Target, const clang::Expr *Value,
              const clang::Expr *Whole);
  void aggregate(const clang::InitListExpr *E);
  void capture(facts::Place Closure, const clang::Expr *Value,
               clang::QualType As, llvm::StringRef Label);
  void bind(unsigned Object, facts::Place Value, const clang::Stmt *Where);
  void storeAll(facts::Place Target, const clang::Expr *Value,
                const clang::Stmt *Where, bool Replaces = false);
  void storeContent(facts::Place Target, clang::QualType As,
                    const clang::Expr *Value, const clang::Stmt *Where);
  facts::HoldKind strongestHold(clang::QualType T);
  void breakHold(const clang::Expr *Target, const clang::Stmt *Where,
                 bool Positional = false);
  facts::EffectFact &append(facts::EffectKind Kind, facts::Place Target,
                            const clang::Stmt *Where);

  // What calls do (CallEffects.cpp).
  void memberCall(const clang::CXXMemberCallExpr *E);
  std::optional<MemberEffect> memberEffectOf(const clang::CXXMemberCallExpr *E);
  bool isPeek(const clang::Expr *E);
  void modelledMember(MemberEffect Effect, const clang::CXXMemberCallExpr *E);
  void freeCall(const clang::CallExpr *E);
  void swapHolds(const clang::Expr *Left, const clang::Expr *Right,
                 const clang::Expr *Whole);
  bool countedCall(const clang::CallExpr *E, const CallModel *Model);
  void moveFrom(const clang::Expr *Source, const clang::Stmt *Where);
  void modelledCall(const CallModel &Model, const clang::CallExpr *E);
  void attach(const CallModel &Model, const clang::CallExpr *E);
  void adopt(const CallModel &Model, facts::Place Child, Expressions Arguments,
             const clang::Expr *E);
  void make(const clang::CallExpr *E);
  void bindCall(const clang::CallExpr *E);
  void call(const clang::FunctionDecl *Callee, const clang::Expr *Receiver,
            Expressions Arguments, const clang::Expr *E);
  void giveAway(Expressions Given, const clang::Expr *Whole);
  void giveAwayDisguised(Expressions Arguments, const clang::Expr *Whole);
  facts::Place argument(const clang::Expr *E);
  void construct(const clang::CXXConstructorDecl *Ctor, facts::Place Target,
                 Expressions Arguments, const clang::Expr *E);
  void lendFields(const clang::FunctionDecl *Callee, Expressions Arguments);

  // Where writing through expressions writes (Slots.cpp).
  bool leadsToSlot(clang::QualType T);
  MaybePlace slotOf(const clang::Expr *E);
  MaybePlace contentOf(const clang::Expr *E, facts::Place P);

  // What expressions refer to (Places.cpp).
  MaybePlace placeOf(const clang::Expr *E);
  MaybePlace placeOfReference(const clang::DeclRefExpr *E);
  MaybePlace placeOfMember(const clang::MemberExpr *E);
  MaybePlace placeOfOperator(const clang::CXXOperatorCallExpr *E);
  MaybePlace placeOfMemberCall(const clang::CXXMemberCallExpr *E);
  MaybePlace placeOfCall(const clang::CallExpr *E);
  MaybePlace placeOfConstruct(const clang::CXXConstructExpr *E);
  MaybePlace placeOfVariable(const clang::VarDecl *Variable);
  MaybePlace elementOf(MaybePlace Container);
  bool isHolding(clang::QualType T);
  /// Every object that \p E may stand for or hold: arms, parts of a list.
  void valuesOf(const clang::Expr *E, std::vector<facts::Place> &Out);
  bool composesArguments(const clang::CallExpr *E);
  facts::Place made(const clang::Expr *E, facts::ObjectKind Kind);
  unsigned objectFor(const void *Key, facts::ObjectKind Kind, clang::QualType T,
                     llvm::StringRef Name, clang::SourceRange Range);
  const CallModel *modelOf(const clang::FunctionDecl *F);

  BodyContext &C;
  facts::FunctionFact &Fact;
  llvm::DenseMap<const void *, unsigned> Objects;
  /// What a local reference, pointer to a handle or iterator stands for:
  /// writing through it writes there.
  llvm::DenseMap<const clang::VarDecl *, facts::Place> Slots;
  std::vector<facts::Arm> Arms;
  unsigned Branches = 0;
  unsigned Loops = 0;                ///< that are open
  std::optional<unsigned> Body;      ///< the closure whose body is being read
  std::optional<unsigned> Suspended; ///< the coroutine, and what it keeps:
  llvm::SmallVector<const clang::VarDecl *, 4> Kept;
  /// Fields that the statement moves from: they are empty when it ends.
  std::vector<facts::EffectFact> Moved;
};

/// \p E without parentheses, casts, temporaries and cleanups.
const clang::Expr *stripped(const clang::Expr *E);

/// True if \p P ends in a field, maybe in an element of one.
bool isField(const facts::Place &P);

/// True for nullptr, 0, and an empty handle.
bool isEmptyValue(const clang::Expr *E);

/// The class that \p E is called on as the source sees it: shared_ptr, not the
/// library's base class that declares reset().
const clang::CXXRecordDecl *receiverClass(const clang::CXXMemberCallExpr *E);

/// The class that values of \p T are objects of, or refer to; null if none.
const clang::RecordDecl *recordOf(clang::QualType T, TypeHolds &Types);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FUNCTIONREADER_H
