//===- HoldAnnotations.cpp - What the author says about holds -------------===//
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/HoldExtractor.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using ouro::facts::HoldFact;
using ouro::facts::HoldKind;
using ouro::facts::RecordFact;

namespace ouro::extract {

void HoldExtractor::annotateRecord(const CXXRecordDecl *Record, RecordFact &Fact) {
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

/// The method that OURO_BROKEN_BY names: of the class itself, of a base, or,
/// qualified, of the class named.
static const FunctionDecl *methodNamed(const CXXRecordDecl *Record, llvm::StringRef Name) {
  Name = Name.substr(Name.rfind(':') + 1);
  if (!Record || !Record->hasDefinition())
    return nullptr;
  for (const CXXMethodDecl *Method : Record->methods())
    if (Method->getDeclName().getAsString() == Name)
      return Method;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const FunctionDecl *Found = methodNamed(Base.getType()->getAsCXXRecordDecl(), Name))
      return Found;
  return nullptr;
}

void HoldExtractor::annotateField(const FieldDecl *Field, HoldFact &Hold) {
  for (const Annotation &Said : readAnnotations(*Field, Map).Good) {
    switch (Said.Kind) {
    case AnnotationKind::Strong:
      // gsl::owner and the like own alone; our word says nothing about counting.
      Hold.Kind = Said.Foreign ? HoldKind::Unique : HoldKind::Shared;
      break;
    case AnnotationKind::Weak:
    case AnnotationKind::BackReference:
      Hold.Kind = HoldKind::Weak;
      break;
    case AnnotationKind::Traced:
      Hold.Kind = HoldKind::Traced;
      break;
    case AnnotationKind::Acyclic:
      Hold.Silenced = true;
      Hold.Reason = Said.Arguments.front();
      break;
    case AnnotationKind::BrokenBy:
      Hold.Reason = "broken by " + Said.Arguments.front();
      if (const FunctionDecl *F =
              methodNamed(dyn_cast<CXXRecordDecl>(Field->getParent()), Said.Arguments.front()))
        Hold.BrokenBy = Names.idOf(F);
      break;
    default:
      break;
    }
  }
}

} // namespace ouro::extract
