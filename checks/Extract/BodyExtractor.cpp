//===- BodyExtractor.cpp --------------------------------------------------===//
#include "checks/Extract/BodyExtractor.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

static FunctionRole roleOf(const FunctionDecl *F) {
  if (isa<CXXConstructorDecl>(F))
    return FunctionRole::Constructor;
  if (isa<CXXDestructorDecl>(F))
    return FunctionRole::Destructor;
  return F->isMain() ? FunctionRole::Entry : FunctionRole::Ordinary;
}

static void sortUnique(std::vector<SymbolId> &Ids) {
  llvm::sort(Ids);
  Ids.erase(llvm::unique(Ids), Ids.end());
}

void BodyExtractor::addFunction(const FunctionDecl *F) {
  FunctionFact Fact;
  Fact.Id = Context.Names.idOf(F);
  Fact.Role = roleOf(F);
  Fact.Open = Context.Names.isOpen(F);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    Fact.Record = Context.Names.idOf(Method->getParent());
    for (const CXXMethodDecl *Base : Method->overridden_methods())
      Fact.Overrides.push_back(Context.Names.idOf(Base));
  }
  if (const RecordDecl *Record = Context.Counted.tornDownBy(F)) {
    Fact.Role = FunctionRole::Destructor;
    Fact.Record = Context.Names.idOf(Record);
  }
  FunctionReader Reader(Context, Fact);
  Reader.readParameters(F);
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
    Reader.readInitialisers(Ctor);
  Reader.readBody(F->getBody());
  sortUnique(Fact.Calls);
  sortUnique(Fact.RepeatedCalls);
  if (Fact.Effects.empty()) {
    // That an annotated function does nothing is worth knowing.
    bool Promised = llvm::any_of(
        Facts.Holds, [&](const HoldFact &H) { return H.BrokenBy == Fact.Id; });
    if (Fact.Calls.empty() && !Promised) {
      Facts.Inert.push_back(Fact.Id);
      return;
    }
    Fact.Objects.clear(); // only its calls matter
  }
  Fact.Name = Context.Names.displayName(F);
  Fact.Where = Context.Map.spanOf(F->getLocation());
  Facts.Functions.push_back(std::move(Fact));
}

void BodyExtractor::addInitialisers(llvm::ArrayRef<const VarDecl *> Variables) {
  FunctionFact Fact;
  Fact.Id =
      SymbolId::of("<initialisers>", Context.Map.withoutRoot(Facts.MainFile));
  Fact.Name = "<initialisers>";
  Fact.Role = FunctionRole::Entry;
  Fact.Open = true;
  FunctionReader Reader(Context, Fact);
  for (const VarDecl *Variable : Variables)
    Reader.readVariable(Variable);
  sortUnique(Fact.Calls);
  sortUnique(Fact.RepeatedCalls);
  if (!Fact.Effects.empty() || !Fact.Calls.empty())
    Facts.Functions.push_back(std::move(Fact));
}

} // namespace ouro::extract
