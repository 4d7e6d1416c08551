//===- WeakHandle.cpp -----------------------------------------------------===//
#include "checks/Extract/WeakHandle.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace ouro::extract {

/// The class template that \p T, or what it refers to, names an instance of.
static const ClassTemplateDecl *templateOf(QualType T) {
  T = T.getNonReferenceType();
  if (const auto *Named = T->getAs<TemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Named->getTemplateName().getAsTemplateDecl()))
      return Template->getCanonicalDecl();
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  return Spec ? Spec->getSpecializedTemplate()->getCanonicalDecl() : nullptr;
}

/// The weak handle that a constructor of \p Strong takes.
static const ClassTemplateDecl *weakSource(const CXXRecordDecl *Strong,
                                           BodyContext &C) {
  for (const Decl *D : Strong->decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const auto *Ctor =
        Template ? dyn_cast<CXXConstructorDecl>(Template->getTemplatedDecl())
                 : nullptr;
    if (!Ctor || Ctor->getNumParams() == 0)
      continue;
    const ClassTemplateDecl *From =
        templateOf(Ctor->getParamDecl(0)->getType());
    const HandleModel *Model =
        From ? C.Models.findType(C.Names.modelName(From)) : nullptr;
    if (Model && Model->Kind == HandleKind::Weak)
      return From;
  }
  return nullptr;
}

/// The function of \p Weak that makes an instance of \p Strong.
static const CXXMethodDecl *lockOf(const CXXRecordDecl *Weak,
                                   const ClassTemplateDecl *Strong) {
  for (const CXXMethodDecl *Method : Weak->methods())
    if (Method->getDeclName().isIdentifier() && Method->isInstance() &&
        Method->isConst() && Method->getAccess() == AS_public &&
        Method->getNumParams() == 0 &&
        templateOf(Method->getReturnType()) == Strong)
      return Method;
  return nullptr;
}

/// True if a guide of the library deduces an instance of \p Weak from one of
/// \p Strong.
static bool isDeduced(const ClassTemplateDecl *Weak,
                      const ClassTemplateDecl *Strong, ASTContext &Context) {
  if (!Context.getLangOpts().CPlusPlus17)
    return false;
  DeclarationName Name = Context.DeclarationNames.getCXXDeductionGuideName(
      const_cast<ClassTemplateDecl *>(Weak));
  for (const NamedDecl *D :
       Weak->getDeclContext()->getRedeclContext()->lookup(Name)) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const FunctionDecl *Guide =
        Template ? Template->getTemplatedDecl() : nullptr;
    if (Guide && !Guide->isImplicit() && Guide->getNumParams() == 1 &&
        templateOf(Guide->getParamDecl(0)->getType()) == Strong)
      return true;
  }
  return false;
}

std::optional<WeakHandle> weakHandleFor(const CXXRecordDecl *Strong,
                                        BodyContext &C) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Strong);
  if (!Spec)
    return std::nullopt;
  const ClassTemplateDecl *Template =
      Spec->getSpecializedTemplate()->getCanonicalDecl();
  const CXXRecordDecl *Pattern = Template->getTemplatedDecl()->getDefinition();
  const ClassTemplateDecl *Weak = Pattern ? weakSource(Pattern, C) : nullptr;
  const CXXRecordDecl *WeakPattern =
      Weak ? Weak->getTemplatedDecl()->getDefinition() : nullptr;
  const CXXMethodDecl *Lock =
      WeakPattern ? lockOf(WeakPattern, Template) : nullptr;
  if (!Lock)
    return std::nullopt;
  return WeakHandle{Weak, C.Names.modelName(Weak), Lock->getName().str(),
                    isDeduced(Weak, Template, C.Context)};
}

const CXXMethodDecl *weakSelfFor(const CXXMethodDecl *StrongSelf,
                                 const WeakHandle &Weak, BodyContext &C) {
  for (const CXXMethodDecl *Method : StrongSelf->getParent()->methods()) {
    if (!Method->getDeclName().isIdentifier() ||
        Method->getAccess() != AS_public || Method->getNumParams() != 0)
      continue;
    const CallModel *Model = C.Models.findFunction(C.Names.modelName(Method));
    if (Model && Model->Effect == CallEffect::WeakSelf &&
        Method->isConst() == StrongSelf->isConst() &&
        templateOf(Method->getReturnType()) == Weak.Template)
      return Method;
  }
  return nullptr;
}

} // namespace ouro::extract
