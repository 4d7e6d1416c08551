//===- CountedHandle.cpp --------------------------------------------------===//
#include "checks/Extract/CountedHandle.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallSet.h"

using namespace clang;

namespace ouro::extract {

namespace {

/// What a special member does to the pointee, own members followed.
struct PointeeUse {
  llvm::SmallSet<DeclarationName, 4> Called; ///< functions that get the pointer
  bool Deletes = false;
};

/// Reads bodies of one class, dependent or not.
class PointeeUseReader {
public:
  explicit PointeeUseReader(const CXXRecordDecl &Record) : Record(Record) {}

  PointeeUse read(const FunctionDecl *F) {
    follow(F);
    return std::move(Use);
  }

private:
  void follow(const FunctionDecl *F) {
    const FunctionDecl *Body = F;
    if (!F->getBody(Body) || !Seen.insert(Body).second || Seen.size() > 8)
      return;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Body))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        if (Init->isWritten())
          visit(Init->getInit());
    visit(Body->getBody());
  }

  void visit(const Stmt *S) {
    if (!S)
      return;
    if (isa<CXXDeleteExpr>(S))
      Use.Deletes = true;
    else if (const auto *Call = dyn_cast<CallExpr>(S))
      visitCall(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      followOwn(Construct->getConstructor());
    else if (const auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(S))
      followConstructors(*Unresolved);
    else if (const auto *List = dyn_cast<ParenListExpr>(S))
      followPointerConstructors(List->getNumExprs());
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  void followOwn(const FunctionDecl *F) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
        Method &&
        Method->getParent()->getCanonicalDecl() == Record.getCanonicalDecl())
      follow(Method);
  }

  /// `Handle(o.p)` in a pattern does not say which constructor it calls.
  void followConstructors(const CXXUnresolvedConstructExpr &E) {
    followPointerConstructors(E.getNumArgs());
  }
  void followPointerConstructors(unsigned Arguments) {
    for (const CXXConstructorDecl *Ctor : Record.ctors())
      if (Ctor->getNumParams() >= Arguments && Arguments == 1 &&
          Ctor->getParamDecl(0)->getType()->isPointerType())
        follow(Ctor);
  }

  void visitCall(const CallExpr &Call) {
    const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
      if (isPointerLike(Member->getBase(), Member->isArrow()))
        Use.Called.insert(Member->getMemberDecl()->getDeclName());
      else if (const auto *F = dyn_cast<FunctionDecl>(Member->getMemberDecl()))
        followOwn(F);
      return;
    }
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
      if (!Member->isImplicitAccess() &&
          isPointerLike(Member->getBase(), Member->isArrow()))
        Use.Called.insert(Member->getMember());
      return;
    }
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee)) {
      for (const NamedDecl *D : Member->decls())
        if (const auto *F = dyn_cast<FunctionDecl>(D->getUnderlyingDecl()))
          followOwn(F);
      return;
    }
    visitFreeCall(Call, Callee);
  }

  void visitFreeCall(const CallExpr &Call, const Expr *Callee) {
    DeclarationName Name;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee)) {
      Name = Ref->getDecl()->getDeclName();
      if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl());
          F && isTransparent(*F))
        return;
    } else if (const auto *Lookup = dyn_cast<OverloadExpr>(Callee)) {
      Name = Lookup->getName();
      for (const NamedDecl *D : Lookup->decls())
        if (D->isInStdNamespace())
          return;
    } else if (const auto *Scoped =
                   dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
      Name = Scoped->getDeclName(); // Traits<T>::release(p)
    }
    if (Name && llvm::any_of(Call.arguments(), [&](const Expr *E) {
          return isPointerLike(E, /*Arrow=*/true);
        }))
      Use.Called.insert(Name);
  }

  /// swap, move and exchange shuffle pointers without touching the pointee.
  static bool isTransparent(const FunctionDecl &F) {
    return F.isInStdNamespace();
  }

  static bool isPointerLike(const Expr *Base, bool Arrow) {
    Base = Base->IgnoreParenImpCasts();
    if (!Arrow || isa<CXXThisExpr>(Base))
      return false;
    QualType T = Base->getType();
    return T->isPointerType() || T->isDependentType();
  }

  const CXXRecordDecl &Record;
  PointeeUse Use;
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
};

} // namespace

/// The only pointer-to-class field, if everything else is plain data.
static const FieldDecl *soleClassPointer(const CXXRecordDecl &Record) {
  const FieldDecl *Found = nullptr;
  for (const FieldDecl *Field : Record.fields()) {
    QualType T = Field->getType();
    if (!T->isPointerType()) {
      const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
      if (Class && !Class->isEmpty())
        return nullptr;
      continue;
    }
    QualType Pointee = T->getPointeeType();
    if (!(Pointee->isRecordType() || Pointee->isTemplateTypeParmType()) ||
        Found)
      return nullptr;
    Found = Field;
  }
  return Found;
}

/// operator->, operator*, a conversion, or `T *get() const` under any name.
static bool givesAccess(const CXXRecordDecl &Record, QualType Pointer) {
  ASTContext &Context = Record.getASTContext();
  for (const CXXMethodDecl *Method : Record.methods()) {
    OverloadedOperatorKind Op = Method->getOverloadedOperator();
    if (Op == OO_Arrow || (Op == OO_Star && Method->getNumParams() == 0))
      return true;
    if (Method->isConst() && Method->getNumParams() == 0 &&
        Context.hasSameUnqualifiedType(Method->getReturnType(), Pointer))
      return true;
  }
  return false;
}

static const CXXConstructorDecl *copyConstructor(const CXXRecordDecl &Record) {
  for (const CXXConstructorDecl *Ctor : Record.ctors())
    if (Ctor->isCopyConstructor() && !Ctor->isDeleted() &&
        Ctor->isUserProvided())
      return Ctor;
  return nullptr;
}

/// What \p F does to the pointee. A member of an instantiation that nobody
/// needed has no body; then its pattern's is read.
static PointeeUse useIn(const CXXMethodDecl *F) {
  if (!F->hasBody())
    if (const auto *Pattern = dyn_cast_or_null<CXXMethodDecl>(
            F->getTemplateInstantiationPattern()))
      F = Pattern;
  return PointeeUseReader(*F->getParent()).read(F);
}

/// CXXRecordDecl::getDestructor() finds none in a template's pattern.
static const CXXDestructorDecl *destructor(const CXXRecordDecl &Record) {
  for (const CXXMethodDecl *Method : Record.methods())
    if (const auto *Found = dyn_cast<CXXDestructorDecl>(Method))
      return Found;
  return nullptr;
}

static std::optional<RecognisedHandle>
recogniseDefinition(const CXXRecordDecl &Record) {
  const FieldDecl *Field = soleClassPointer(Record);
  const CXXDestructorDecl *Dtor = destructor(Record);
  if (!Field || !Dtor || !Dtor->isUserProvided() ||
      !givesAccess(Record, Field->getType()))
    return std::nullopt;

  QualType Held = Field->getType()->getPointeeType();
  PointeeUse AtEnd = useIn(Dtor);
  const CXXConstructorDecl *Copy = copyConstructor(Record);
  if (AtEnd.Deletes && !Copy)
    return RecognisedHandle{facts::HoldKind::Unique, Held, Field};
  if (AtEnd.Called.empty() || !Copy)
    return std::nullopt;
  PointeeUse AtCopy = useIn(Copy);
  if (AtCopy.Called.empty() || AtCopy.Deletes)
    return std::nullopt;
  // The same function on both sides is bookkeeping, not counting up and down.
  bool Differs = llvm::any_of(AtEnd.Called, [&](DeclarationName Name) {
    return !AtCopy.Called.contains(Name);
  });
  if (!Differs)
    return std::nullopt;
  return RecognisedHandle{facts::HoldKind::Shared, Held, Field};
}

/// A field std::vector<Ref<T>> needs no definition of Ref<T>. Then the template
/// tells, with its own arguments in place of its parameters.
static std::optional<RecognisedHandle>
recognisePattern(const CXXRecordDecl &Declared) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Declared);
  if (!Spec || Spec->isExplicitSpecialization())
    return std::nullopt;
  ClassTemplateDecl *Template = Spec->getSpecializedTemplate();
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 2> Partial;
  Template->getPartialSpecializations(Partial);
  const CXXRecordDecl *Pattern = Template->getTemplatedDecl()->getDefinition();
  if (!Pattern || !Partial.empty())
    return std::nullopt;
  std::optional<RecognisedHandle> Handle = recogniseDefinition(*Pattern);
  const auto *Parameter =
      Handle ? Handle->Held->getAs<TemplateTypeParmType>() : nullptr;
  if (!Parameter || Parameter->getDepth() != 0 ||
      Parameter->getIndex() >= Spec->getTemplateArgs().size())
    return std::nullopt;
  const TemplateArgument &Argument =
      Spec->getTemplateArgs()[Parameter->getIndex()];
  if (Argument.getKind() != TemplateArgument::Type ||
      !Argument.getAsType()->isRecordType())
    return std::nullopt;
  Handle->Held = Argument.getAsType();
  return Handle;
}

std::optional<RecognisedHandle> recogniseHandle(const CXXRecordDecl &Declared) {
  if (Declared.isDependentContext() || Declared.isLambda())
    return std::nullopt;
  if (!Declared.hasDefinition())
    return recognisePattern(Declared);
  return recogniseDefinition(*Declared.getDefinition());
}

} // namespace ouro::extract
