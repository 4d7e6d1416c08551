//===- WeakCapture.cpp ----------------------------------------------------===//
#include "checks/Extract/WeakCapture.h"
#include "checks/Extract/HandleOwner.h"
#include "checks/Extract/LambdaText.h"
#include "checks/Extract/VariableUse.h"
#include "checks/Extract/WeakHandle.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

namespace {

class Rewriter {
public:
  Rewriter(const LambdaExpr *Lambda, const LambdaCapture &Capture,
           const Expr *Value, BodyContext &C)
      : Lambda(Lambda), Capture(Capture), Value(Value), C(C) {}

  std::optional<RewriteFact> run();

private:
  bool hasEditableBody() const;
  bool bodyFits() const;
  bool isOnlyCalled(const VarDecl *Handle, const Stmt *Where) const;
  std::optional<FixEdit> captureEdit();
  std::optional<std::string> weakValue(const LambdaText::Written &W) const;
  std::string weakSelfText(const LambdaText::Written &W) const;
  std::string weakOf(llvm::StringRef Strong) const;
  std::string spelledElement() const;
  void chooseName();

  const LambdaExpr *Lambda;
  const LambdaCapture &Capture;
  const Expr *Value;
  BodyContext &C;
  const VarDecl *Variable = nullptr;
  const CXXRecordDecl *Handle = nullptr;
  std::optional<WeakHandle> Weak;
  std::optional<LambdaText> Text;
  std::string WeakName;
};

} // namespace

/// The class of \p Variable, which may be a reference to a handle.
static const CXXRecordDecl *classOf(const VarDecl *Variable) {
  return Variable->getType().getNonReferenceType()->getAsCXXRecordDecl();
}

/// What handles of class \p Handle refer to.
static QualType elementOf(const CXXRecordDecl *Handle) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Handle);
  if (!Spec || Spec->getTemplateArgs().size() == 0 ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Spec->getTemplateArgs()[0].getAsType().getCanonicalType();
}

/// True if \p S, the body of a lambda, returns a value.
static bool returnsValue(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S);
      Return && Return->getRetValue())
    return true;
  return llvm::any_of(S->children(), returnsValue);
}

/// True if the same text is more than one lambda, or is not in a function.
static bool isInTemplate(const LambdaExpr *Lambda) {
  const DeclContext *DC = Lambda->getLambdaClass()->getDeclContext();
  if (!isa<FunctionDecl>(DC))
    return true;
  for (; DC; DC = DC->getParent()) {
    if (const auto *F = dyn_cast<FunctionDecl>(DC))
      if (F->isTemplateInstantiation() || F->isDependentContext())
        return true;
    if (isa<ClassTemplateSpecializationDecl>(DC) &&
        !cast<ClassTemplateSpecializationDecl>(DC)->isExplicitSpecialization())
      return true;
  }
  return false;
}

bool Rewriter::hasEditableBody() const {
  const CXXMethodDecl *Call = Lambda->getCallOperator();
  if (Lambda->isMutable() || isa<CoroutineBodyStmt>(Lambda->getBody()) ||
      isInTemplate(Lambda))
    return false;
  QualType Result = Call->getReturnType();
  bool Unknown = Result->isDependentType() || Result->isUndeducedType();
  return Result->isVoidType() || (Unknown && !returnsValue(Lambda->getBody()));
}

/// Whether the body may use a local variable where it used the capture.
bool Rewriter::bodyFits() const {
  for (const Stmt *S : Lambda->getCompoundStmtBody()->body())
    if (const auto *Declares = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declares->decls())
        if (const auto *Named = dyn_cast<NamedDecl>(D);
            Named && Named->getDeclName() == Variable->getDeclName())
          return false;
  return forEachUse(Lambda->getBody(), Variable, [](const VariableUse &Use) {
    const Stmt *By = Use.around();
    const auto *Address = dyn_cast_or_null<UnaryOperator>(By);
    const auto *Call = dyn_cast_or_null<CallExpr>(By);
    // The capture is const: it could not be moved from, a local can.
    return !(Address && Address->getOpcode() == UO_AddrOf) &&
           !(Call && Call->isXValue()) &&
           !isa_and_nonnull<LambdaExpr>(By); // captured by reference
  });
}

/// True if whatever \p Handle refers to is only called, and assigned, in
/// \p Where; captures aside.
bool Rewriter::isOnlyCalled(const VarDecl *Handle, const Stmt *Where) const {
  return forEachUse(Where, Handle, [&](const VariableUse &Use) {
    const auto *Deref = dyn_cast_or_null<CXXOperatorCallExpr>(Use.around());
    if (!Deref || Deref->getOperator() != OO_Star)
      return isa_and_nonnull<CXXConstructExpr>(Use.around()) &&
             Use.around(1) == Lambda;
    const auto *By = dyn_cast_or_null<CXXOperatorCallExpr>(Use.around(1));
    return By && copiedFrom(By->getArg(0)) == Deref &&
           (By->getOperator() == OO_Call || By->getOperator() == OO_Equal);
  });
}

void Rewriter::chooseName() {
  llvm::StringRef Name = Variable->getName();
  unsigned Counted =
      llvm::count_if(Lambda->captures(), [&](const LambdaCapture &Other) {
        const auto *Captured =
            Other.capturesVariable() && Other.getCaptureKind() == LCK_ByCopy
                ? dyn_cast<VarDecl>(Other.getCapturedVar())
                : nullptr;
        const CXXRecordDecl *Class = Captured ? classOf(Captured) : nullptr;
        return Class && C.Types.handleKindOf(Class) == HoldKind::Shared;
      });
  std::string Long = Name.contains('_') ? "weak_" + Name.str()
                                        : "weak" + Name.take_front().upper() +
                                              Name.drop_front().str();
  // Each capture of one lambda may be rewritten on its own.
  WeakName = Counted > 1 ? Long : "weak";
  for (unsigned I = 1; Text->knows(WeakName); ++I)
    WeakName = I == 1 ? Long : Long + std::to_string(I);
}

/// What the weak handle refers to, in words that are valid at the lambda; empty
/// if there are none.
std::string Rewriter::spelledElement() const {
  QualType Element = elementOf(Handle);
  if (Element.isNull())
    return "";
  if (const auto *Tag = Element->getAsTagDecl()) {
    if (Tag->getDeclName().isEmpty() && !Tag->getTypedefNameForAnonDecl())
      return "";
    if (Tag->getAccess() == AS_private || Tag->getAccess() == AS_protected)
      return "";
  }
  PrintingPolicy Policy(C.Context.getLangOpts());
  Policy.SuppressUnwrittenScope = true;
  return Element.getAsString(Policy);
}

/// A weak handle to what \p Strong, an expression, refers to; empty if its type
/// cannot be written.
std::string Rewriter::weakOf(llvm::StringRef Strong) const {
  if (Weak->Deduced)
    return Weak->Name + '(' + Strong.str() + ')';
  std::string Element = spelledElement();
  if (Element.empty())
    return "";
  return Weak->Name + '<' + Element + ">(" + Strong.str() + ')';
}

/// `this->weak_from_this()` for `this->shared_from_this()`; empty if the value
/// is no such call or the library has no such function.
std::string Rewriter::weakSelfText(const LambdaText::Written &W) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(copiedFrom(Value));
  const CallModel *Model = Call ? modelOfCall(Call, C) : nullptr;
  if (!Model || Model->Effect != CallEffect::Self ||
      Call->getType()->getAsCXXRecordDecl() != Handle)
    return "";
  const CXXMethodDecl *Sibling = weakSelfFor(Call->getMethodDecl(), *Weak, C);
  const auto *Callee = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
  auto Name = Callee ? Text->offsetOf(Callee->getMemberLoc()) : std::nullopt;
  if (!Sibling || !Name || *Name < W.ValueBegin || *Name >= W.ValueEnd)
    return "";
  unsigned NameEnd = *Name + Callee->getMemberDecl()->getName().size();
  return (Text->text(W.ValueBegin, *Name) + Sibling->getName() +
          Text->text(NameEnd, W.ValueEnd))
      .str();
}

/// The value of the weak capture for an init-capture, if its text ends where
/// the expression does.
std::optional<std::string>
Rewriter::weakValue(const LambdaText::Written &W) const {
  const Expr *Copied = copiedFrom(Value);
  const SourceManager &SM = C.Context.getSourceManager();
  SourceLocation End = Lexer::getLocForEndOfToken(Copied->getEndLoc(), 0, SM,
                                                  C.Context.getLangOpts());
  if (Text->offsetOf(Copied->getBeginLoc()) != W.ValueBegin ||
      Text->offsetOf(End) != W.ValueEnd)
    return std::nullopt;
  std::string Value = weakSelfText(W);
  if (Value.empty())
    Value = weakOf(Text->text(W.ValueBegin, W.ValueEnd));
  return Value.empty() ? std::nullopt : std::optional(std::move(Value));
}

std::optional<FixEdit> Rewriter::captureEdit() {
  std::string Name = Variable->getName().str();
  if (Capture.isImplicit()) {
    auto Default = Text->offsetOf(Lambda->getCaptureDefaultLoc());
    std::string Value = weakOf(Name);
    if (!Default || Value.empty())
      return std::nullopt;
    return Text->replace(*Default + 1, *Default + 1,
                         ", " + WeakName + " = " + Value);
  }
  auto Written = Text->capture(Capture.getLocation());
  if (!Written)
    return std::nullopt;
  std::optional<std::string> Value;
  if (Lambda->isInitCapture(&Capture))
    Value = weakValue(*Written);
  else if (Written->ValueBegin == Written->ValueEnd)
    Value = weakOf(Name);
  if (!Value || Value->empty())
    return std::nullopt;
  return Text->replace(Written->Begin, Written->End, WeakName + " = " + *Value);
}

std::optional<RewriteFact> Rewriter::run() {
  Variable = Capture.capturesVariable()
                 ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                 : nullptr;
  Handle = Variable ? classOf(Variable) : nullptr;
  if (!Handle || !C.Context.getLangOpts().CPlusPlus14 ||
      C.Types.handleKindOf(Handle) != HoldKind::Shared || !hasEditableBody())
    return std::nullopt;
  OtherOwner Owner = otherOwnerOf(Value, C);
  if (Owner == OtherOwner::None)
    return std::nullopt;
  if (QualType Element = elementOf(Handle);
      !Element.isNull() && C.Types.roleOf(Element) == TypeRole::Erased) {
    const auto *Maker = dyn_cast<FunctionDecl>(Variable->getDeclContext());
    if (isa<ParmVarDecl>(Variable) || Lambda->isInitCapture(&Capture) ||
        Variable->hasGlobalStorage() || !Maker ||
        !isOnlyCalled(Variable, Maker->getBody()))
      return std::nullopt;
    Owner = OtherOwner::Seen; // the variable, for as long as it is called
  }
  Weak = weakHandleFor(Handle, C);
  Text = Weak ? LambdaText::of(Lambda, C.Context, C.Map) : std::nullopt;
  if (!Text || Text->isInSignature(Variable->getName()) || !bodyFits())
    return std::nullopt;
  chooseName();
  std::optional<FixEdit> Edit = captureEdit();
  if (!Edit)
    return std::nullopt;
  RewriteFact Rewrite{{std::move(*Edit)}, Owner == OtherOwner::Variable};
  std::string Name = Variable->getName().str();
  if (!Lambda->getCompoundStmtBody()->body_empty())
    Rewrite.Edits.push_back(Text->prepend(
        {"auto " + Name + " = " + WeakName + "." + Weak->Lock + "();",
         "if (!" + Name + ") return;"}));
  return Rewrite;
}

std::optional<RewriteFact> weakCapture(const LambdaExpr *Lambda,
                                       const LambdaCapture &Capture,
                                       const Expr *Value, BodyContext &C) {
  return Rewriter(Lambda, Capture, Value, C).run();
}

} // namespace ouro::extract
