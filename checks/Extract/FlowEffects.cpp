//===- FlowEffects.cpp - What statements do -------------------------------===//
#include "checks/Extract/CaptureUse.h"
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

// Fields of a struct that are copied one by one; of larger ones, what they hold
// is out of sight after a copy.
static constexpr unsigned MaxCopiedFields = 12;
// Elements of an array's initialiser that are stored one by one.
static constexpr unsigned MaxElements = 16;

FlowEffect &FlowLowering::append(FlowEffectKind Kind, SourceRange At) {
  FlowEffect &Effect = Graph.Blocks[Current].Effects.emplace_back();
  Effect.Kind = Kind;
  Effect.Where = Calls.Map.spanOf(At);
  return Effect;
}

void FlowLowering::assign(FlowPlace Target, FlowOperand Value, SourceRange At) {
  FlowEffect &Effect = append(FlowEffectKind::Assign, At);
  Effect.Target = std::move(Target);
  Effect.Value = std::move(Value);
}

void FlowLowering::escape(FlowOperand Value, SourceRange At) {
  // Numbers nobody owns, and what is outside is out of reach already.
  bool Outside =
      Value.How == FlowOperand::Kind::Address &&
      Value.Place.From == FlowPlace::Base::Variable &&
      Graph.Variables[Value.Place.Index].Role == VariableRole::Outside;
  if (!Outside && (Value.How == FlowOperand::Kind::Load ||
                   Value.How == FlowOperand::Kind::Address))
    append(FlowEffectKind::Escape, At).Value = std::move(Value);
}

/// \p E goes where we do not see; of a struct, what is in it.
void FlowLowering::escapeValue(const Expr *E) {
  if (E->getType()->isRealFloatingType())
    return;
  if (E->getType()->isRecordType()) {
    if (FlowValues::MaybePlace Place = Values.placeOf(E))
      escape(FlowValues::address(std::move(*Place)), E->getSourceRange());
    return;
  }
  escape(Values.valueOf(E), E->getSourceRange());
}

/// What is in the \p Record at \p Place, null if it is none, goes where we do
/// not see; the object itself stays.
void FlowLowering::escapeParts(const FlowPlace &Place, const RecordDecl *Record,
                               SourceRange At) {
  FlowOperand Address = FlowValues::addressOf(Place);
  if (Address.How == FlowOperand::Kind::Address)
    return escape(std::move(Address), At);
  // Through a pointer, the address would be the pointer.
  if (!Record)
    return escape(FlowValues::load(Place), At);
  for (const FieldDecl *Field : Record->fields())
    if (Field->getType()->isScalarType())
      escape(FlowValues::load(Values.memberOf(Place, Field)), At);
}

/// Something we do not compute is written to \p Target.
void FlowLowering::forget(const Expr *Target) {
  FlowValues::MaybePlace Place = Values.placeOf(Target);
  if (!Place)
    return;
  // A pointer that moves stays in its block of memory.
  FlowOperand Value = Target->getType()->isPointerType()
                          ? FlowValues::interior(FlowValues::load(*Place))
                          : FlowValues::unknown();
  assign(std::move(*Place), std::move(Value), Target->getSourceRange());
}

/// The number in \p Target grows by \p By.
void FlowLowering::count(const Expr *Target, int64_t By) {
  FlowValues::MaybePlace Place = Values.placeOf(Target);
  if (!Place || !Target->getType()->isIntegerType() ||
      Target->getType()->isBooleanType())
    return forget(Target);
  FlowOperand Value{FlowOperand::Kind::Sum, By, *Place};
  assign(std::move(*Place), std::move(Value), Target->getSourceRange());
}

FlowOperand FlowLowering::valueOf(const Expr *E) {
  if (Values.isLastError(E))
    return FlowValues::signs(SignSet::positive());
  return FlowConditions::isTruth(E) && !Calls.constantOf(E) ? truthOf(E)
                                                            : Values.valueOf(E);
}

static bool isCopied(const RecordDecl *Record, unsigned &Budget) {
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
    if (Class->getNumBases() != 0)
      return false;
  for (const FieldDecl *Field : Record->fields()) {
    if (Budget-- == 0 || Field->getType()->isArrayType())
      return false;
    if (const RecordDecl *Part = definitionOf(Field->getType());
        Part && !isCopied(Part, Budget))
      return false;
  }
  return !Record->isUnion();
}

void FlowLowering::copyRecord(const FlowPlace &Target, const Expr *Source,
                              const RecordDecl *Record, SourceRange At) {
  FlowValues::MaybePlace From = Values.placeOf(Source);
  unsigned Budget = MaxCopiedFields;
  if (!From || !isCopied(Record, Budget)) {
    if (From)
      escape(FlowValues::address(*From), At);
    return assign(Target, FlowValues::unknown(), At);
  }
  struct Part {
    FlowPlace To, From;
    const RecordDecl *Record;
  };
  llvm::SmallVector<Part, 4> Work{{Target, *From, Record}};
  while (!Work.empty()) {
    Part Next = Work.pop_back_val();
    for (const FieldDecl *Field : Next.Record->fields()) {
      FlowPlace To = Values.memberOf(Next.To, Field);
      FlowPlace FieldFrom = Values.memberOf(Next.From, Field);
      if (const RecordDecl *Inner = definitionOf(Field->getType()))
        Work.push_back({std::move(To), std::move(FieldFrom), Inner});
      else if (!Field->isUnnamedBitField())
        assign(std::move(To), FlowValues::load(std::move(FieldFrom)), At);
    }
  }
}

void FlowLowering::lowerAssignment(const BinaryOperator *E) {
  const Expr *Left = E->getLHS();
  if (!E->isAssignmentOp())
    return;
  if (E->isCompoundAssignmentOp()) {
    // A pointer in disguise, as with tag bits, is lost from sight.
    const ASTContext &Context = Calls.Context;
    if (Left->getType()->isIntegerType() &&
        Context.getTypeSize(Left->getType()) >=
            Context.getTypeSize(Context.VoidPtrTy))
      escapeValue(Left);
    std::optional<int64_t> By = Calls.constantOf(E->getRHS());
    if (By && *By != INT64_MIN &&
        E->isAdditiveOp(E->getOpForCompoundAssignment(E->getOpcode())))
      return count(Left, E->getOpcode() == BO_AddAssign ? *By : -*By);
    return forget(Left);
  }
  FlowValues::MaybePlace Target = Values.placeOf(Left);
  if (const RecordDecl *Record = definitionOf(Left->getType())) {
    if (Target)
      copyRecord(*Target, E->getRHS(), Record, E->getSourceRange());
    else
      escapeValue(E->getRHS());
    return;
  }
  if (!Target)
    return escapeValue(E->getRHS());
  FlowOperand Value = valueOf(E->getRHS());
  assign(std::move(*Target), std::move(Value), E->getSourceRange());
}

void FlowLowering::initialiseList(const FlowPlace &Target,
                                  const InitListExpr *List) {
  if (List->isTransparent())
    return initialise(Target, List->getType(), List->getInit(0));
  if (const RecordDecl *Record = definitionOf(List->getType())) {
    if (Record->isUnion()) {
      if (const FieldDecl *Field = List->getInitializedFieldInUnion();
          Field && List->getNumInits() == 1)
        initialise(Values.memberOf(Target, Field), Field->getType(),
                   List->getInit(0));
      return;
    }
    unsigned Index = 0;
    // Bases come first; what they hold is not a field here.
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      for (unsigned Base = 0; Base < Class->getNumBases(); ++Base)
        if (Index < List->getNumInits())
          escapeValue(List->getInit(Index++));
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (Index >= List->getNumInits())
        break;
      initialise(Values.memberOf(Target, Field), Field->getType(),
                 List->getInit(Index++));
    }
    return;
  }
  if (!List->getType()->isArrayType()) {
    if (List->getNumInits() == 1)
      initialise(Target, List->getType(), List->getInit(0));
    return;
  }
  QualType Element =
      Calls.Context.getAsArrayType(List->getType())->getElementType();
  for (auto [Index, Init] : llvm::enumerate(List->inits())) {
    if (Index < MaxElements && !Calls.constantOf(Init))
      initialise(FlowValues::elementOf(Target, Index), Element, Init);
    else
      escapeValue(Init);
  }
}

/// The object of type \p Type at \p Target starts as \p Init.
void FlowLowering::initialise(const FlowPlace &Target, QualType Type,
                              const Expr *Init) {
  const Expr *Value = plain(Init);
  if (Type->isReferenceType()) {
    FlowValues::MaybePlace Referred = Values.placeOf(Init);
    return assign(Target,
                  Referred ? FlowValues::addressOf(std::move(*Referred))
                           : FlowValues::unknown(),
                  Init->getSourceRange());
  }
  if (const auto *List = dyn_cast<InitListExpr>(Value))
    return initialiseList(Target, List);
  if (isa<ImplicitValueInitExpr, NoInitExpr>(Value) && !Type->isScalarType())
    return;
  if (const RecordDecl *Record = definitionOf(Type)) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    if (Construct && !(Construct->getConstructor()->isTrivial() &&
                       Construct->getNumArgs() == 1))
      return; // the constructor's call has been lowered
    return copyRecord(Target, Init, Record, Init->getSourceRange());
  }
  if (Type->isArrayType())
    return; // a string
  FlowOperand Start = valueOf(Init);
  assign(Target, std::move(Start), Init->getSourceRange());
}

void FlowLowering::lowerVariable(const VarDecl *Variable) {
  FlowPlace Target = FlowValues::variablePlace(Values.variableOf(Variable));
  if (const Expr *Init = Variable->getInit())
    initialise(Target, Variable->getType(), Init);
  else if (!Variable->isStaticLocal() && !Variable->hasExternalStorage())
    // What the variable was in an earlier round is forgotten.
    assign(Target, FlowValues::unknown(), SourceRange(Variable->getLocation()));
}

/// A small structure goes to the caller field by field.
void FlowLowering::returnRecord(const Expr *Value) {
  const RecordDecl *Record = definitionOf(Value->getType());
  const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Record);
  unsigned Budget = MaxCopiedFields;
  bool Plain = !Class || (Class->hasTrivialDestructor() &&
                          !Class->hasNonTrivialCopyConstructor());
  if (!Record || !Plain || !isCopied(Record, Budget))
    return escapeValue(Value);
  initialise(FlowValues::variablePlace(Values.returned()), Value->getType(),
             Value);
}

void FlowLowering::lowerReturn(const ReturnStmt *S) {
  const Expr *Value = S->getRetValue();
  std::optional<FlowOperand> Result;
  if (Value && !F.getReturnType()->isVoidType()) {
    if (Value->getType()->isRecordType())
      returnRecord(Value);
    else if (F.getReturnType()->isReferenceType())
      Result = Values.argumentOf(Value, F.getReturnType());
    else if (F.getReturnType()->isBooleanType() &&
             plain(Value)->getType()->isPointerType())
      Result = truthOf(Value);
    else
      Result = valueOf(Value);
  }
  FlowBlock &Block = Graph.Blocks[Current];
  Block.Exit = FlowExit::Return;
  Block.Where = Calls.Map.spanOf(S->getSourceRange());
  Block.Returns = Result.has_value();
  if (Result)
    Block.Value = std::move(*Result);
  Returned = true;
}

void FlowLowering::lowerLambda(const LambdaExpr *E) {
  for (auto [Capture, Init] : llvm::zip(E->captures(), E->capture_inits())) {
    if (Capture.capturesThis() && Values.receiver() != NoIndex)
      escape(FlowValues::load(FlowValues::variablePlace(Values.receiver())),
             E->getSourceRange());
    if (!Init || Init->isGLValue()) // by reference: FlowVariable::Exposed
      continue;
    const auto *Variable = Capture.capturesVariable()
                               ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                               : nullptr;
    if (!Variable || !onlyLooksAt(E, Variable, Calls))
      escapeValue(Init);
  }
}

/// What assembler gets, it may keep; what it may write is forgotten.
void FlowLowering::lowerAsm(const AsmStmt *S) {
  const auto *Gcc = dyn_cast<GCCAsmStmt>(S);
  for (const Stmt *Child : S->children())
    if (const auto *Operand = dyn_cast_or_null<Expr>(Child)) {
      if (Operand->isGLValue() && !Operand->getType()->isArrayType()) {
        if (FlowValues::MaybePlace Place = Values.placeOf(Operand))
          escape(FlowValues::address(std::move(*Place)),
                 Operand->getSourceRange());
      } else {
        escapeValue(Operand);
      }
    }
  if (Gcc)
    for (unsigned I = 0; I < Gcc->getNumOutputs(); ++I)
      forget(Gcc->getOutputExpr(I));
}

void FlowLowering::lowerStatement(const Stmt *S) {
  if (Ignored.contains(S))
    return;
  switch (S->getStmtClass()) {
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return lowerCall(cast<CallExpr>(S));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return lowerConstruct(cast<CXXConstructExpr>(S));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return lowerAssignment(cast<BinaryOperator>(S));
  case Stmt::UnaryOperatorClass:
    if (const auto *Unary = cast<UnaryOperator>(S);
        Unary->isIncrementDecrementOp())
      count(Unary->getSubExpr(), Unary->isIncrementOp() ? 1 : -1);
    return;
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        lowerVariable(Variable);
    return;
  case Stmt::ReturnStmtClass:
    return lowerReturn(cast<ReturnStmt>(S));
  default:
    return lowerOther(S);
  }
}

void FlowLowering::lowerOther(const Stmt *S) {
  switch (S->getStmtClass()) {
  case Stmt::CXXNewExprClass:
    return initialiseNew(cast<CXXNewExpr>(S));
  case Stmt::CXXDeleteExprClass:
    return lowerDelete(cast<CXXDeleteExpr>(S));
  case Stmt::LambdaExprClass:
    return lowerLambda(cast<LambdaExpr>(S));
  case Stmt::InitListExprClass:
    // An argument, a result, a part of something bigger.
    if (!ReadLists.contains(cast<Expr>(S)))
      for (const Expr *Init : cast<InitListExpr>(S)->inits())
        if (Init)
          escapeValue(Init);
    return;
  case Stmt::CompoundLiteralExprClass: {
    const auto *Literal = cast<CompoundLiteralExpr>(S);
    return initialise(FlowValues::variablePlace(Values.temporaryOf(Literal)),
                      Literal->getType(), Literal->getInitializer());
  }
  case Stmt::CXXThrowExprClass:
    Threw = true;
    Graph.Blocks[Current].Where = Calls.Map.spanOf(S->getSourceRange());
    if (const Expr *Thrown = cast<CXXThrowExpr>(S)->getSubExpr())
      escapeValue(Thrown);
    return;
  case Stmt::AtomicExprClass:
    for (const Stmt *Child : S->children())
      if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
        escapeValue(Operand);
    return;
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
    return lowerAsm(cast<AsmStmt>(S));
  default:
    return;
  }
}

} // namespace ouro::extract
