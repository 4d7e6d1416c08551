//===- GlobalServed.cpp - What main does again and again -----------------===//
#include "checks/Extract/GlobalExtractor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace ouro::extract {

namespace {
/// Tells what stands in loops: functions that are named, constructors that run,
/// and destructors of variables.
class LoopReader {
public:
  LoopReader(llvm::function_ref<bool(const Stmt *)> Counts,
             llvm::function_ref<void(const FunctionDecl *)> Tell)
      : Counts(Counts), Tell(Tell) {}

  void read(const Stmt *S, bool Inside) {
    if (!S)
      return;
    Inside = Inside ||
             (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S) && Counts(S));
    if (Inside)
      tell(S);
    for (const Stmt *Child : S->children())
      read(Child, Inside);
  }

private:
  void tell(const Stmt *S) {
    if (const FunctionDecl *F = functionIn(S))
      Tell(F);
    const auto *Declared = dyn_cast<DeclStmt>(S);
    if (!Declared)
      return;
    for (const Decl *D : Declared->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && Variable->hasLocalStorage())
        if (const CXXRecordDecl *Class =
                Variable->getType()->getAsCXXRecordDecl())
          if (const CXXDestructorDecl *End =
                  Class->hasDefinition() ? Class->getDestructor() : nullptr)
            Tell(End);
  }

  llvm::function_ref<bool(const Stmt *)> Counts;
  llvm::function_ref<void(const FunctionDecl *)> Tell;
};
} // namespace

/// What main does again and again. Loops over its arguments are about how the
/// program is set up.
void GlobalExtractor::addServed(const FunctionDecl *Main) {
  auto IsSetup = [&](const Stmt *Loop) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
        Range && GrowthReader::dependsOnCaller(Range->getRangeInit()))
      return true;
    return !forEachMention(
        Loop, [](const Mention &M) { return !isa<ParmVarDecl>(M.Named); });
  };
  LoopReader([&](const Stmt *Loop) { return !IsSetup(Loop); },
             [&](const FunctionDecl *F) {
               if (Names.isUserCode(F))
                 Facts.Served.push_back(Names.idOf(F));
             })
      .read(Main->getBody(), false);
  llvm::sort(Facts.Served);
  Facts.Served.erase(llvm::unique(Facts.Served), Facts.Served.end());
}

} // namespace ouro::extract
