//===- TraceReader.cpp ----------------------------------------------------===//
#include "checks/Extract/TraceReader.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace ouro::extract {

const FunctionDecl *definitionOf(const FunctionDecl *F) {
  const FunctionDecl *Found = nullptr;
  if (F->hasBody(Found))
    return Found;
  return patternOf(F)->hasBody(Found) ? Found : nullptr;
}

const FunctionDecl *patternOf(const FunctionDecl *F) {
  if (const FunctionTemplateDecl *Template =
          F->getDescribedFunctionTemplate()) {
    while (const FunctionTemplateDecl *From =
               Template->getInstantiatedFromMemberTemplate())
      Template = From;
    return Template->getTemplatedDecl()->getCanonicalDecl();
  }
  if (const FunctionDecl *From =
          F->getTemplateInstantiationPattern(/*ForDefinition=*/false))
    return From->getCanonicalDecl();
  return F->getCanonicalDecl();
}

const FieldDecl *patternOf(const FieldDecl *Field) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent());
  const CXXRecordDecl *From =
      Record ? Record->getTemplateInstantiationPattern() : nullptr;
  if (!From)
    return Field->getCanonicalDecl();
  auto Fields = From->fields();
  auto It = llvm::find_if(Fields, [&](const FieldDecl *Other) {
    return Other->getFieldIndex() == Field->getFieldIndex();
  });
  return It == Fields.end() ? Field->getCanonicalDecl()
                            : (*It)->getCanonicalDecl();
}

void forEachMethod(const CXXRecordDecl *Record,
                   llvm::function_ref<void(const CXXMethodDecl *)> Visit) {
  for (const Decl *D : Record->decls()) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
      Visit(Method);
  }
}

bool TraceReading::mentions(llvm::ArrayRef<const FieldDecl *> Path) const {
  if (Whole)
    return true;
  for (const FieldDecl *Field : Path)
    if (Field->getIdentifier() && Names.contains(Field->getName()))
      return true;
  return llvm::any_of(Mentions, [&](const FieldPath &Mention) {
    for (auto [Left, Right] : llvm::zip(Mention, Path))
      if (Left != patternOf(Right))
        return false;
    return true;
  });
}

namespace {

/// True if \p E is the object that a member function runs on, or its address.
bool isThis(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Star = dyn_cast<UnaryOperator>(E);
      Star && (Star->getOpcode() == UO_Deref || Star->getOpcode() == UO_AddrOf))
    return isThis(Star->getSubExpr());
  return isa<CXXThisExpr>(E);
}

/// Whether a statement names a variable.
class Naming : public RecursiveASTVisitor<Naming> {
public:
  explicit Naming(const ValueDecl *Wanted) : Wanted(Wanted) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) { return E->getDecl() != Wanted; }

private:
  const ValueDecl *Wanted;
};

class Reader : public RecursiveASTVisitor<Reader> {
  using Base = RecursiveASTVisitor<Reader>;

public:
  Reader(const CXXRecordDecl *Record, TraceReading &Out)
      : Record(Record), Out(Out) {}

  void run(llvm::ArrayRef<const CXXMethodDecl *> Functions) {
    for (const CXXMethodDecl *F : Functions)
      follow(F);
    while (!Open.empty()) {
      const FunctionDecl *F = Open.pop_back_val();
      Collector = F->getNumParams() == 1 ? F->getParamDecl(0) : nullptr;
      TraverseStmt(F->getBody());
    }
  }

  /// A lambda that knows the object says in its body what it does with it.
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture,
                             Expr *Init) {
    return Capture->capturesThis() ||
           Base::TraverseLambdaCapture(Lambda, Capture, Init);
  }

  bool TraverseMemberExpr(MemberExpr *E) {
    FieldPath Path;
    const Expr *At = E;
    while (const auto *Member = dyn_cast<MemberExpr>(At->IgnoreParenCasts())) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (Field)
        Path.insert(Path.begin(), patternOf(Field));
      else if (Member != E)
        break;
      At = Member->getBase();
      if (!Field)
        break;
    }
    if (!isThis(At))
      return Base::TraverseMemberExpr(E);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(E->getMemberDecl()))
      follow(Method, E->hasQualifier());
    else if (!Path.empty())
      Out.Mentions.push_back(std::move(Path));
    return true;
  }

  bool TraverseUnresolvedMemberExpr(UnresolvedMemberExpr *E) {
    if (!E->isImplicitAccess() && !isThis(E->getBase()))
      return Base::TraverseUnresolvedMemberExpr(E);
    for (const NamedDecl *D : E->decls())
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(
              D->getUnderlyingDecl()->getAsFunction()))
        follow(Method, E->getQualifier() ? true : false);
    return true;
  }

  bool TraverseCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    if (!E->isImplicitAccess() && !isThis(E->getBase()))
      return Base::TraverseCXXDependentScopeMemberExpr(E);
    return named(E->getMember());
  }

  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *E) {
    return named(E->getDeclName());
  }

  bool VisitCXXThisExpr(CXXThisExpr *) {
    Out.Whole = true;
    return true;
  }

  bool TraverseIfStmt(IfStmt *S) {
    if (S->getConditionVariable() || asksCollector(S->getCond()))
      return Base::TraverseIfStmt(S);
    return TraverseStmt(S->getInit()) && TraverseStmt(S->getThen()) &&
           TraverseStmt(S->getElse());
  }

  bool TraverseConditionalOperator(ConditionalOperator *E) {
    if (asksCollector(E->getCond()))
      return Base::TraverseConditionalOperator(E);
    return TraverseStmt(E->getTrueExpr()) && TraverseStmt(E->getFalseExpr());
  }

private:
  bool asksCollector(Expr *Condition) {
    return !Collector || !Naming(Collector).TraverseStmt(Condition);
  }

  void follow(const CXXMethodDecl *Method, bool Qualified = false) {
    if (Method->isVirtual() && !Qualified && Record->hasDefinition())
      if (const CXXMethodDecl *Last =
              Method->getCorrespondingMethodInClass(Record, true))
        Method = Last;
    if (!Out.Read.insert(patternOf(Method)).second)
      return;
    if (const FunctionDecl *Definition = definitionOf(Method))
      Open.push_back(Definition);
    else
      Out.Opaque = true;
  }

  /// A template mentions a member of the object by \p Name; which one, only the
  /// class tells.
  bool named(DeclarationName Name) {
    if (!Name.isIdentifier())
      return true;
    bool Found = followNamed(Record, Name);
    if (!Found && !hasField(Record, Name))
      Out.Whole = true; // of a class that derives from this one, perhaps
    Out.Names.insert(Name.getAsIdentifierInfo()->getName());
    return true;
  }

  static bool forEachBase(const CXXRecordDecl *Of,
                          llvm::function_ref<bool(const CXXRecordDecl *)> Ask) {
    return llvm::any_of(Of->bases(), [&](const CXXBaseSpecifier &Spec) {
      const CXXRecordDecl *Base = Spec.getType()->getAsCXXRecordDecl();
      return Base && Base->hasDefinition() && Ask(Base->getDefinition());
    });
  }

  bool followNamed(const CXXRecordDecl *In, DeclarationName Name) {
    bool Found = false;
    forEachMethod(In, [&](const CXXMethodDecl *Method) {
      if (Method->getDeclName() != Name)
        return;
      Found = true;
      follow(Method, /*Qualified=*/true);
    });
    forEachBase(In, [&](const CXXRecordDecl *Base) {
      Found |= followNamed(Base, Name);
      return false;
    });
    return Found;
  }

  bool hasField(const CXXRecordDecl *In, DeclarationName Name) {
    return llvm::any_of(In->fields(),
                        [&](const FieldDecl *Field) {
                          return Field->getDeclName() == Name;
                        }) ||
           forEachBase(In, [&](const CXXRecordDecl *Base) {
             return hasField(Base, Name);
           });
  }

  const CXXRecordDecl *Record;
  TraceReading &Out;
  const ParmVarDecl *Collector = nullptr;
  llvm::SmallVector<const FunctionDecl *, 4> Open;
};

} // namespace

TraceReading readTrace(const CXXRecordDecl *Record,
                       llvm::ArrayRef<const CXXMethodDecl *> Functions) {
  TraceReading Out;
  Reader(Record, Out).run(Functions);
  return Out;
}

} // namespace ouro::extract
