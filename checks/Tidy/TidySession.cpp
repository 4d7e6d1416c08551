//===- TidySession.cpp ----------------------------------------------------===//
#include "checks/Tidy/TidySession.h"
#include "checks/Extract/FactExtractor.h"
#include "checks/Extract/WeakField.h"
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/ResourceDefects.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::tidy {

FindingObserver::~FindingObserver() = default;

llvm::Error TidySession::useModels(llvm::StringRef Files,
                                   llvm::StringRef MainFile) {
  llvm::Expected<bool> Added = Models.addFiles(Files, MainFile);
  if (!Added)
    return Added.takeError();
  if (*Added)
    endTu(); // what was read without them may be wrong
  return llvm::Error::success();
}

const facts::TuFacts &TidySession::factsOf(clang::ASTContext &Context) {
  if (Current != &Context) {
    Current = &Context;
    Bodies = {};
    Flow.reset();
    Facts = extract::extractFacts(Context, Models.handles(), Models.resources(),
                                  Bodies, {SourceRoot, ForLinking});
    Facts.HasErrors = Context.getDiagnostics().hasUncompilableErrorOccurred();
    HasFindings = false;
  }
  return Facts;
}

extract::FlowExtractor &TidySession::flowOf(clang::ASTContext &Context) {
  factsOf(Context);
  if (!Flow) {
    Flow = std::make_unique<extract::FlowExtractor>(Context, Models.resources(),
                                                    Bodies, SourceRoot);
    if (ForLinking) // the summary has the graphs that the checks saw
      Flow->keepGraphs();
  }
  return *Flow;
}

/// What only the source can tell: whether a field to cut can be edited.
static void addFieldFixes(clang::ASTContext &Context,
                          const HandleModels &Models, FileName SourceRoot,
                          std::vector<Finding> &Findings) {
  for (Finding &F : Findings) {
    // What may be right is not edited.
    if (!F.Declared || F.Sureness == Confidence::Possible || F.Silenced)
      continue;
    F.Fix = extract::weakenField(Context, Models, F.Declared, SourceRoot);
    if (!F.Fix.empty())
      F.FixTitle = "make '" + F.Symbol + "' weak and lock it where it is used";
  }
}

static void addResourceFindings(extract::FlowExtractor &Bodies,
                                const reasoning::PathLimits &Paths,
                                std::vector<Finding> &Findings) {
  reasoning::ResourceReport Report = reasoning::findResourceDefects(
      Bodies.facts(), [&](unsigned Index) { return Bodies.lower(Index); },
      Paths);
  for (auto [F, Mend] : llvm::zip_equal(Report.Findings, Report.Mends)) {
    if (Mend)
      F.Fix = Bodies.mend(*Mend);
    if (!F.Fix.empty())
      F.FixTitle = extract::titleOf(*Mend, Bodies.facts());
    Findings.push_back(std::move(F));
  }
}

std::vector<Finding> TidySession::findingsOf(RuleId Id,
                                             clang::ASTContext &Context) {
  factsOf(Context);
  if (!HasFindings) {
    Findings = reasoning::findAll(Facts);
    addFieldFixes(Context, Models.handles(), SourceRoot, Findings);
    if (!Facts.HasErrors) { // half a body shows paths that are not there
      extract::FlowExtractor &Bodies = flowOf(Context);
      addResourceFindings(Bodies, Paths, Findings);
      sortFindings(Findings);
    }
    HasFindings = true;
  }
  std::vector<Finding> Own;
  llvm::copy_if(Findings, std::back_inserter(Own),
                [Id](const Finding &F) { return F.Rule == Id; });
  return Own;
}

void TidySession::endTu() {
  Current = nullptr;
  Facts = {};
  Bodies = {};
  Flow.reset();
  Findings.clear();
}

std::shared_ptr<TidySession>
SessionRegistry::sessionOf(const clang::tidy::ClangTidyContext &Context) {
  std::lock_guard<std::mutex> Guard(Lock);
  auto &Slot = Sessions[&Context];
  std::shared_ptr<TidySession> Session = Slot.lock();
  if (!Session) {
    // Contexts come and go; what nobody uses any more makes room.
    llvm::SmallVector<const clang::tidy::ClangTidyContext *> Gone;
    for (auto &[Key, Weak] : Sessions)
      if (Weak.expired() && Key != &Context)
        Gone.push_back(Key);
    for (const auto *Key : Gone)
      Sessions.erase(Key);
    Session = std::make_shared<TidySession>(Observer);
    Sessions[&Context] = Session;
  }
  return Session;
}

} // namespace ouro::tidy
