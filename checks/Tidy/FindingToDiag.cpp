//===- FindingToDiag.cpp --------------------------------------------------===//
#include "checks/Tidy/FindingToDiag.h"
#include "checks/Vocabulary/Wording.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace ouro::tidy {

/// Back from a plain place to clang's; invalid if the file is not of this TU.
static SourceLocation locationOf(llvm::StringRef File, unsigned Line,
                                 unsigned Column, SourceManager &SM) {
  if (Line == 0)
    return {};
  OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(File);
  return Entry ? SM.translateFileLineCol(*Entry, Line, Column)
               : SourceLocation();
}

static SourceLocation beginOf(const SourceSpan &Where, SourceManager &SM) {
  return locationOf(Where.Begin.File, Where.Begin.Line, Where.Begin.Column, SM);
}

static CharSourceRange rangeOf(const SourceSpan &Where, SourceManager &SM) {
  return CharSourceRange::getCharRange(
      beginOf(Where, SM),
      locationOf(Where.Begin.File, Where.EndLine, Where.EndColumn, SM));
}

void emit(const Finding &F, clang::tidy::ClangTidyCheck &Check,
          SourceManager &SM) {
  {
    // The words are an argument, not the format: names may contain '%'.
    DiagnosticBuilder Diag = Check.diag(beginOf(F.Where, SM), "%0") << terse(F);
    if (F.Where.isValid())
      Diag << rangeOf(F.Where, SM);
    for (const FixEdit &Edit : F.Fix)
      Diag << FixItHint::CreateReplacement(rangeOf(Edit.Where, SM), Edit.Text);
  }
  for (const WitnessStep &Step : F.Witness) {
    // A step without a place of its own stands where the finding does.
    const SourceSpan &Where = Step.Where.isValid() ? Step.Where : F.Where;
    Check.diag(beginOf(Where, SM), "%0", DiagnosticIDs::Note) << terse(Step);
  }
}

} // namespace ouro::tidy
