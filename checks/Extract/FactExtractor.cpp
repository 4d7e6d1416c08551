//===- FactExtractor.cpp --------------------------------------------------===//
#include "checks/Extract/FactExtractor.h"
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/BodyExtractor.h"
#include "checks/Extract/HoldExtractor.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/TypeHolds.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace ouro::extract {

namespace {

/// The walk over declarations. Classes are read at once; functions are
/// collected and read when every class is known.
class Walk {
public:
  Walk(ASTContext &Context, const HandleModels &Models, facts::TuFacts &Facts)
      : Facts(Facts), Map(Context.getSourceManager(), Context.getLangOpts()),
        Names(Context, Map), Types(Context, Models, Map, Names),
        Holds(Map, Names, Types, Facts),
        Bodies({Context, Models, Map, Names, Types}, Facts) {}

  void run(ASTContext &Context) {
    const SourceManager &SM = Context.getSourceManager();
    Facts.MainFile = Map.fileOf(SM.getLocForStartOfFile(SM.getMainFileID()));
    visitContext(Context.getTranslationUnitDecl());
    for (const FunctionDecl *F : Functions)
      Bodies.addFunction(F);
    Bodies.addInitialisers(Variables);
  }

private:
  void visitContext(const DeclContext *DC) {
    for (const Decl *D : DC->decls())
      visit(D);
  }

  void visit(const Decl *D) {
    // Namespaces are entered wherever they are opened; everything else counts
    // only if the user wrote it.
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D))
      return visitContext(cast<DeclContext>(D));
    if (!Names.isUserCode(D))
      return;
    if (D->hasAttrs())
      readAttributes(D);
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D)) {
      for (const ClassTemplateSpecializationDecl *Spec :
           Template->specializations())
        if (!Spec->isExplicitSpecialization())
          visitRecord(Spec);
    } else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
      for (const FunctionDecl *Spec : Template->specializations())
        visitFunction(Spec);
    } else if (const auto *F = dyn_cast<FunctionDecl>(D)) {
      for (const ParmVarDecl *Parameter : F->parameters())
        if (Parameter->hasAttrs())
          readAttributes(Parameter);
      visitFunction(F);
    } else if (const auto *Record = dyn_cast<CXXRecordDecl>(D)) {
      visitRecord(Record);
    } else if (const auto *Struct = dyn_cast<RecordDecl>(D)) {
      visitContext(Struct); // C: only what its fields say
    } else if (const auto *Variable = dyn_cast<VarDecl>(D)) {
      if (Variable->hasInit() && !Variable->isConstexpr())
        Variables.push_back(Variable);
    }
  }

  void visitRecord(const CXXRecordDecl *Record) {
    if (!Record->isThisDeclarationADefinition() || Record->isDependentContext())
      return;
    Holds.addRecord(Record);
    visitContext(Record);
  }

  void visitFunction(const FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() || F->isDependentContext() ||
        F->isInvalidDecl())
      return;
    Functions.push_back(F);
    // Classes declared inside the body are classes like any other.
    for (const Decl *D : F->decls()) {
      if (const auto *Record = dyn_cast<CXXRecordDecl>(D);
          Record && !Record->isLambda())
        visitRecord(Record);
      else if (D->hasAttrs() && !isa<ParmVarDecl>(D))
        readAttributes(D);
    }
  }

  void readAttributes(const Decl *D) {
    ReadAnnotations Read = readAnnotations(*D, Map);
    Facts.Annotations.insert(Facts.Annotations.end(), Read.Problems.begin(),
                             Read.Problems.end());
  }

  facts::TuFacts &Facts;
  SourceMap Map;
  Symbols Names;
  TypeHolds Types;
  HoldExtractor Holds;
  BodyExtractor Bodies;
  std::vector<const FunctionDecl *> Functions;
  std::vector<const VarDecl *> Variables;
};

} // namespace

facts::TuFacts extractFacts(ASTContext &Context, const HandleModels &Models) {
  facts::TuFacts Facts;
  // Deep expression trees (generated tables, long operator chains) recurse.
  clang::runWithSufficientStackSpace(
      [] {}, [&] { Walk(Context, Models, Facts).run(Context); });
  return Facts;
}

} // namespace ouro::extract
