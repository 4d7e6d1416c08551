//===- HoldAnnotations.cpp - What the author says about holds -------------===//
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/HoldExtractor.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using ouro::facts::HoldFact;
using ouro::facts::HoldKind;
using ouro::facts::RecordFact;

namespace ouro::extract {

void HoldExtractor::annotateRecord(const RecordDecl *Record, RecordFact &Fact) {
  for (const Annotation &Said : readAnnotations(*Record, Map).Good) {
    if (Said.Kind == AnnotationKind::Acyclic)
      Fact.Acyclic = true;
    else if (Said.Kind == AnnotationKind::LivesForever)
      Fact.Immortal = true;
    else
      continue;
    Fact.Reason = Said.Arguments.front();
  }
}

/// A method of the class itself or of a base.
static const FunctionDecl *methodNamed(const CXXRecordDecl *Record,
                                       llvm::StringRef Name) {
  if (!Record || !Record->hasDefinition())
    return nullptr;
  for (const CXXMethodDecl *Method : Record->methods())
    if (Method->getDeclName().getAsString() == Name)
      return Method;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const FunctionDecl *Found =
            methodNamed(Base.getType()->getAsCXXRecordDecl(), Name))
      return Found;
  return nullptr;
}

/// The function that OURO_BROKEN_BY on \p Field names: "close" of the field's
/// own class, "Session::close" of a class that is visible from there, or "stop"
/// of the namespace around it.
static const FunctionDecl *breakerNamed(const FieldDecl *Field,
                                        llvm::StringRef Name) {
  const auto *Parent = dyn_cast<CXXRecordDecl>(Field->getParent());
  auto [Scope, Last] =
      Name.contains("::")
          ? Name.rsplit("::")
          : std::pair<llvm::StringRef, llvm::StringRef>("", Name);
  if (Scope.empty())
    if (const FunctionDecl *Own = methodNamed(Parent, Last))
      return Own;
  ASTContext &Context = Field->getASTContext();
  for (const DeclContext *DC = Field->getParent(); DC; DC = DC->getParent()) {
    if (!Scope.empty())
      for (const NamedDecl *Found : DC->lookup(&Context.Idents.get(
               Scope.rsplit("::").second.empty() ? Scope
                                                 : Scope.rsplit("::").second)))
        if (const auto *Record = dyn_cast<CXXRecordDecl>(Found))
          if (const FunctionDecl *F =
                  methodNamed(Record->getDefinition(), Last))
            return F;
    if (Scope.empty())
      for (const NamedDecl *Found : DC->lookup(&Context.Idents.get(Last)))
        if (const auto *F = dyn_cast<FunctionDecl>(Found))
          return F;
  }
  return nullptr;
}

void HoldExtractor::annotateField(const FieldDecl *Field, HoldFact &Hold) {
  for (const Annotation &Said : readAnnotations(*Field, Map).Good) {
    switch (Said.Kind) {
    case AnnotationKind::Strong:
      // gsl::owner and the like own alone; our word says nothing about
      // counting.
      Hold.Kind = Said.Foreign ? HoldKind::Unique : HoldKind::Shared;
      break;
    case AnnotationKind::Weak:
    case AnnotationKind::BackReference:
      Hold.Kind = HoldKind::Weak;
      break;
    case AnnotationKind::Traced:
    case AnnotationKind::TracedBy:
      Hold.Kind = HoldKind::Traced;
      break;
    case AnnotationKind::Acyclic:
      Hold.Silenced = true;
      Hold.Reason = Said.Arguments.front();
      break;
    case AnnotationKind::BrokenBy:
      Hold.BrokenByName = Said.Arguments.front();
      Hold.Reason = "broken by " + Hold.BrokenByName;
      if (const FunctionDecl *F = breakerNamed(Field, Hold.BrokenByName))
        Hold.BrokenBy = Names.idOf(F);
      else
        Facts.Annotations.push_back(
            {"no function '" + Hold.BrokenByName +
                 "' is declared here that could break '" + Hold.Name + "'",
             Said.Where});
      break;
    default:
      break;
    }
  }
}

} // namespace ouro::extract
