//===- FactExtractor.cpp --------------------------------------------------===//
#include "checks/Extract/FactExtractor.h"
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/BodyExtractor.h"
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/GlobalExtractor.h"
#include "checks/Extract/HoldExtractor.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/TraceExtractor.h"
#include "checks/Extract/TypeHolds.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Stack.h"

using namespace clang;

namespace ouro::extract {

namespace {

/// The walk over declarations, which collects; what a class holds may depend on
/// what functions do with its pointers, so classes are read after the walk and
/// functions when every class is known.
class Walk {
public:
  Walk(ASTContext &Context, const HandleModels &Models,
       const ResourceModels &Resources, facts::TuFacts &Facts, TuBodies &Found,
       const FactScope &Scope)
      : ForLinking(Scope.ForLinking), Facts(Facts), Functions(Found.Functions),
        Variables(Found.Variables),
        Map(Context.getSourceManager(), Context.getLangOpts(),
            Scope.SourceRoot),
        Names(Context, Map), Types(Context, Models, Map, Names),
        Counted(Models, Map, Names), Holds(Map, Names, Types, Counted, Facts),
        Traces(Map, Names, Types, Facts),
        Globals(Models, Resources, Map, Names, Types, Facts, ForLinking),
        Bodies({Context, Models, Map, Names, Types, Counted}, Facts) {}

  void run(ASTContext &Context) {
    const SourceManager &SM = Context.getSourceManager();
    Facts.MainFile = Map.fileOf(SM.getLocForStartOfFile(SM.getMainFileID()));
    visitContext(Context.getTranslationUnitDecl());
    OutsideMentions Mentions;
    Counted.read(Functions, Variables, Mentions);
    Types.setCounted(Counted);
    for (const RecordDecl *Record : Records)
      Holds.addRecord(Record);
    Holds.addKeptByCalls();
    Traces.addRecords(Records, Partial);
    Traces.addVariables(Variables);
    Traces.addLocals(Functions);
    Facts.Uncollected = Counted.uncollectedTypes(Variables);
    Globals.add(Functions, Variables, Statics, Records, Mentions);
    // What holds nothing closes no ring and breaks none; closures are C++'s.
    if (!ForLinking && !Context.getLangOpts().CPlusPlus &&
        Facts.Holds.empty() &&
        llvm::none_of(Facts.Globals, [](const facts::GlobalFact &Global) {
          return Global.onlyGrows();
        }))
      return;
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
    } else if (const auto *Spec =
                   dyn_cast<ClassTemplatePartialSpecializationDecl>(D)) {
      Partial.push_back(Spec);
    } else if (const auto *Record = dyn_cast<CXXRecordDecl>(D)) {
      visitRecord(Record);
    } else if (const auto *Struct = dyn_cast<RecordDecl>(D)) {
      if (Struct->isThisDeclarationADefinition())
        Records.push_back(Struct);
      visitContext(Struct);
    } else if (const auto *Variable = dyn_cast<VarDecl>(D)) {
      if (Variable->hasInit() && !Variable->isConstexpr())
        Variables.push_back(Variable);
      if (ForLinking ||
          Variable->isThisDeclarationADefinition() != VarDecl::DeclarationOnly)
        Statics.push_back(Variable);
    }
  }

  void visitRecord(const CXXRecordDecl *Record) {
    if (!Record->isThisDeclarationADefinition() || Record->isDependentContext())
      return;
    Records.push_back(Record);
    visitContext(Record);
  }

  void visitFunction(const FunctionDecl *F) {
    if (F->isDependentContext() || F->isInvalidDecl())
      return;
    if (!F->doesThisDeclarationHaveABody())
      return isa<CXXMethodDecl>(F) ? void() : Counted.addDeclared(F);
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

  const bool ForLinking;
  facts::TuFacts &Facts;
  std::vector<const FunctionDecl *> &Functions;
  std::vector<const VarDecl *> &Variables;
  SourceMap Map;
  Symbols Names;
  TypeHolds Types;
  CountedStructs Counted;
  HoldExtractor Holds;
  TraceExtractor Traces;
  GlobalExtractor Globals;
  BodyExtractor Bodies;
  std::vector<const RecordDecl *> Records;
  /// Defined outside of functions; for linking, declared ones, too.
  std::vector<const VarDecl *> Statics;
  std::vector<const ClassTemplatePartialSpecializationDecl *> Partial;
};

} // namespace

facts::TuFacts extractFacts(ASTContext &Context, const HandleModels &Models,
                            const ResourceModels &Resources, TuBodies &Bodies,
                            const FactScope &Scope) {
  facts::TuFacts Facts;
  // Deep expression trees (generated tables, long operator chains) recurse.
  clang::runWithSufficientStackSpace(
      [] {},
      [&] {
        Walk(Context, Models, Resources, Facts, Bodies, Scope).run(Context);
      });
  return Facts;
}

} // namespace ouro::extract
