//===- TextSetters.cpp ----------------------------------------------------===//
#include "checks/Extract/TextSetters.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/GlobalUses.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace ouro::extract {

namespace {
/// Calls \p Set for what fields are set to; with null if by something else
/// than an expression.
class Setters : public RecursiveASTVisitor<Setters> {
public:
  using Told = llvm::function_ref<void(const FieldDecl *, const Expr *)>;
  explicit Setters(Told Set) : Set(Set) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitInitListExpr(InitListExpr *E) {
    const InitListExpr *List = E->isSemanticForm() ? E : E->getSemanticForm();
    const RecordDecl *Record =
        List ? List->getType()->getAsRecordDecl() : nullptr;
    if (!Record)
      return true;
    const auto *Class = dyn_cast<CXXRecordDecl>(Record);
    unsigned Index = Class ? Class->getNumBases() : 0;
    for (const FieldDecl *Field : Record->fields()) {
      if (Record->isUnion())
        set(Field, nullptr);
      else if (!Field->isUnnamedBitField() && Index < List->getNumInits())
        set(Field, List->getInit(Index++));
    }
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Ctor) {
    // A copy has what another object has.
    if (Ctor->isDefaulted() && Ctor->isCopyOrMoveConstructor())
      return true;
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isMemberInitializer())
        set(Init->getMember(), Init->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isAssignmentOp())
      set(fieldIn(E->getLHS()),
          E->getOpcode() == BO_Assign ? E->getRHS() : nullptr);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    if (E->getOpcode() == UO_AddrOf || E->isIncrementDecrementOp())
      set(fieldIn(E->getSubExpr()), nullptr);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    for (const Expr *Argument : E->arguments())
      if (mayChangeArgument(stripped(Argument), E))
        set(fieldIn(Argument), nullptr);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    for (const Expr *Argument : E->arguments())
      if (mayChangeArgument(stripped(Argument), E))
        set(fieldIn(Argument), nullptr);
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->getType()->isReferenceType() && Variable->hasInit())
      set(fieldIn(Variable->getInit()), nullptr);
    return true;
  }

private:
  static const FieldDecl *fieldIn(const Expr *E) {
    const auto *Member = dyn_cast<MemberExpr>(stripped(E));
    return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  }
  void set(const FieldDecl *Field, const Expr *Value) {
    if (!Field)
      return;
    if (const auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(Value))
      Value = Default->getExpr();
    Set(Field->getCanonicalDecl(), Value);
  }

  Told Set;
};
} // namespace

void TextSetters::ask(const TextFields &Fields) {
  for (const FieldDecl *Field : Fields) {
    Asked.insert(Field);
    if (!Names.isConfined(Field->getParent()))
      Varied.insert(Field);
  }
}

void TextSetters::read(llvm::ArrayRef<const FunctionDecl *> Functions,
                       llvm::ArrayRef<const VarDecl *> Variables) {
  if (Asked.empty())
    return;
  auto Note = [&](const FieldDecl *Field, const Expr *Value) {
    bool IsConstant =
        Value && (isa<ImplicitValueInitExpr>(Value) || isEmptyValue(Value) ||
                  GrowthReader::isConstant(Value));
    if (Asked.contains(Field) && !IsConstant)
      Varied.insert(Field);
  };
  Setters All(Note);
  for (const FunctionDecl *F : Functions)
    All.TraverseDecl(const_cast<FunctionDecl *>(F));
  for (const VarDecl *Variable : Variables)
    All.TraverseDecl(const_cast<VarDecl *>(Variable));
}

} // namespace ouro::extract
