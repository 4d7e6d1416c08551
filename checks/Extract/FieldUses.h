//===- FieldUses.h - All that mentions one field ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FIELDUSES_H
#define OURO_CHECKS_EXTRACT_FIELDUSES_H

#include "checks/Extract/Symbols.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <vector>

namespace ouro::extract {

/// Finds a field and everything that mentions it, patterns of templates
/// included: what cannot be resolved there may be a mention, too.
class FieldUses : public clang::RecursiveASTVisitor<FieldUses> {
public:
  FieldUses(SymbolId Wanted, Symbols &Names) : Wanted(Wanted), Names(Names) {}

  /// Looks for the field in \p DC; false if it is not there.
  bool find(const clang::DeclContext *DC);
  /// Gathers what mentions the field in \p DC; false if something may do so in
  /// a way that names no expression: a pointer to the member, a structured
  /// binding, an aggregate that is initialised.
  bool collect(const clang::DeclContext *DC);

  bool VisitMemberExpr(clang::MemberExpr *E) {
    if (E->getMemberDecl()->getCanonicalDecl() == Field)
      Mentions.push_back(E);
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *E) { // pointer to member
    return E->getDecl()->getCanonicalDecl() != Field;
  }
  bool VisitCXXDependentScopeMemberExpr(clang::CXXDependentScopeMemberExpr *E) {
    return E->getMember() != Field->getDeclName();
  }
  bool VisitOffsetOfExpr(clang::OffsetOfExpr *) { return false; }
  bool VisitInitListExpr(clang::InitListExpr *E) {
    return E->getType().isNull() ||
           E->getType()->getAsRecordDecl() != Field->getParent() ||
           (E->isSyntacticForm() && E->getNumInits() == 0);
  }
  bool VisitDecompositionDecl(clang::DecompositionDecl *D) {
    return D->getType().getNonReferenceType()->getAsRecordDecl() !=
           Field->getParent();
  }
  bool TraverseConstructorInitializer(clang::CXXCtorInitializer *Init) {
    if (Init->getMember() == Field && Init->isWritten())
      Initialisers.push_back(Init);
    return RecursiveASTVisitor::TraverseConstructorInitializer(Init);
  }

  const clang::FieldDecl *Field = nullptr;
  std::vector<const clang::MemberExpr *> Mentions;
  std::vector<const clang::CXXCtorInitializer *> Initialisers;

private:
  SymbolId Wanted;
  Symbols &Names;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FIELDUSES_H
