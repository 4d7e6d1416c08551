//===- FindingCollector.cpp -----------------------------------------------===//
#include "tools/Driver/FindingCollector.h"
#include "checks/Vocabulary/Rules.h"
#include "tools/Driver/NoLintReason.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Regex.h"

namespace ouro::driver {

using clang::DiagnosticsEngine;
using clang::SourceLocation;
using clang::SourceManager;

FindingCollector::FindingCollector(clang::tidy::ClangTidyContext &Context,
                                   llvm::StringRef MainFile)
    : ClangTidyDiagnosticConsumer(Context, /*ExternalDiagEngine=*/nullptr,
                                  /*RemoveIncompatibleErrors=*/false),
      Context(Context), MainFile(MainFile) {}

void FindingCollector::beginFinding(const Finding &F) { Announced = F; }

void FindingCollector::BeginSourceFile(const clang::LangOptions &Language,
                                       const clang::Preprocessor *PP) {
  ClangTidyDiagnosticConsumer::BeginSourceFile(Language, PP);
  Sources = PP ? &PP->getSourceManager() : nullptr;
}

void FindingCollector::EndSourceFile() {
  ClangTidyDiagnosticConsumer::EndSourceFile();
  Sources = nullptr;
  SystemFiles.reset();
}

void FindingCollector::endFinding() {
  // A finding that an annotation silences has no diagnostic that clang-tidy
  // could judge, so what it does with headers is done here.
  if (Announced && Announced->Silenced) {
    if (shows(Announced->Where.Begin.File))
      Kept.push_back(std::move(*Announced));
  }
  Announced.reset();
}

/// The first inclusion of a file decides. One pass over all, because asking for
/// one file costs as much.
static llvm::DenseSet<const clang::FileEntry *>
systemFilesIn(const SourceManager &Sources) {
  llvm::DenseSet<const clang::FileEntry *> System, Seen;
  for (unsigned I = 0; I < Sources.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (!Entry.isFile())
      continue;
    const clang::SrcMgr::FileInfo &Info = Entry.getFile();
    clang::OptionalFileEntryRef File = Info.getContentCache().OrigEntry;
    if (File && Seen.insert(&File->getFileEntry()).second &&
        clang::SrcMgr::isSystem(Info.getFileCharacteristic()))
      System.insert(&File->getFileEntry());
  }
  return System;
}

bool FindingCollector::isSystemFile(llvm::StringRef FileName) {
  if (!Sources)
    return false;
  if (!SystemFiles)
    SystemFiles = systemFilesIn(*Sources);
  auto Entry = Sources->getFileManager().getOptionalFileRef(FileName);
  return Entry && SystemFiles->contains(&Entry->getFileEntry());
}

bool FindingCollector::shows(llvm::StringRef FileName) {
  return passesHeaderFilter(FileName) &&
         (Context.getOptions().SystemHeaders.value_or(false) ||
          !isSystemFile(FileName));
}

bool FindingCollector::passesHeaderFilter(llvm::StringRef FileName) const {
  if (FileName == MainFile)
    return true;
  const clang::tidy::ClangTidyOptions &Options = Context.getOptions();
  if (!llvm::Regex(Options.HeaderFilterRegex.value_or("")).match(FileName))
    return false;
  llvm::StringRef Excluded = Options.ExcludeHeaderFilterRegex
                                 ? *Options.ExcludeHeaderFilterRegex
                                 : llvm::StringRef();
  return Excluded.empty() || !llvm::Regex(Excluded).match(FileName);
}

/// The reason beside \p Loc, or beside the macro uses it is expanded from:
/// clang-tidy honours comments on all of these lines.
static std::string reasonAround(SourceLocation Loc,
                                const SourceManager &Sources,
                                llvm::StringRef Check) {
  while (Loc.isValid()) {
    auto [File, Offset] = Sources.getDecomposedSpellingLoc(Loc);
    if (auto Text = Sources.getBufferDataOrNone(File))
      if (auto Reason = findNoLintReason(*Text, Offset, Check))
        return *Reason;
    if (!Loc.isMacroID())
      break;
    Loc = Sources.getImmediateExpansionRange(Loc).getBegin();
  }
  return {};
}

FindingCollector::Pending
FindingCollector::pendingFor(const clang::Diagnostic &Info,
                             llvm::StringRef CheckName) {
  Pending Entry;
  if (!Announced || ruleOf(Announced->Rule).Name != CheckName)
    return Entry;
  Entry.Ours = std::move(Announced);
  Announced.reset();
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return Entry;
  const SourceManager &Sources = Info.getSourceManager();
  SourceLocation Loc = Info.getLocation();
  Entry.Reason = reasonAround(Loc, Sources, CheckName);
  bool InSystem = Sources.isInSystemHeader(Loc) || Sources.isInSystemMacro(Loc);
  Entry.FilteredOut =
      (InSystem && !Context.getOptions().SystemHeaders.value_or(false)) ||
      (!Sources.isInMainFile(Loc) &&
       !passesHeaderFilter(Sources.getFilename(Sources.getExpansionLoc(Loc))));
  return Entry;
}

void FindingCollector::recordError(const clang::Diagnostic &Info) {
  if (++Errors.Count != 1)
    return;
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  Errors.First = std::string(Text);
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return;
  clang::PresumedLoc Place =
      Info.getSourceManager().getPresumedLoc(Info.getLocation());
  if (Place.isInvalid())
    return;
  Errors.Where.Begin = {Place.getFilename(), Place.getLine(),
                        Place.getColumn()};
  Errors.Where.EndLine = Place.getLine();
  Errors.Where.EndColumn = Place.getColumn() + 1;
}

void FindingCollector::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                        const clang::Diagnostic &Info) {
  if (Level == DiagnosticsEngine::Note) {
    ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
    // A NOLINT beside a note hides that note and those after it, which
    // clang-tidy counts as if it were a finding. The finding stays.
    Seen.ErrorsIgnoredNOLINT = Context.getStats().ErrorsIgnoredNOLINT;
    return;
  }
  observeDecisions();
  std::string CheckName = Context.getCheckName(Info.getID());
  if (CheckName.empty() && Level >= DiagnosticsEngine::Error)
    recordError(Info);
  if (CheckName == "clang-tidy-config" || CheckName == "clang-tidy-nolint") {
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Complaints.emplace_back(Text);
  }
  // clang-tidy shows its own configuration errors without counting them.
  if (CheckName != "clang-tidy-config")
    Undecided.push_back(pendingFor(Info, CheckName));
  ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
  observeDecisions();
}

void FindingCollector::observeDecisions() {
  const clang::tidy::ClangTidyStats &Now = Context.getStats();
  // A silenced diagnostic has just entered at the back; all others are settled
  // in the order of their arrival, one at a time.
  for (; Seen.ErrorsIgnoredNOLINT < Now.ErrorsIgnoredNOLINT;
       ++Seen.ErrorsIgnoredNOLINT)
    silenceBack();
  for (; Seen.ErrorsDisplayed < Now.ErrorsDisplayed; ++Seen.ErrorsDisplayed)
    settleFront(/*Shown=*/true);
  for (unsigned clang::tidy::ClangTidyStats::*Counter :
       {&clang::tidy::ClangTidyStats::ErrorsIgnoredCheckFilter,
        &clang::tidy::ClangTidyStats::ErrorsIgnoredNonUserCode,
        &clang::tidy::ClangTidyStats::ErrorsIgnoredLineFilter})
    for (; Seen.*Counter < Now.*Counter; ++(Seen.*Counter))
      settleFront(/*Shown=*/false);
}

void FindingCollector::settleFront(bool Shown) {
  if (Undecided.empty())
    return;
  Pending Entry = std::move(Undecided.front());
  Undecided.pop_front();
  if (Shown && Entry.Ours)
    Kept.push_back(std::move(*Entry.Ours));
}

void FindingCollector::silenceBack() {
  if (Undecided.empty())
    return;
  Pending Entry = std::move(Undecided.back());
  Undecided.pop_back();
  if (!Entry.Ours || Entry.FilteredOut)
    return;
  Entry.Ours->Silenced =
      Suppression{Suppression::Origin::Comment, std::move(Entry.Reason)};
  Kept.push_back(std::move(*Entry.Ours));
}

void FindingCollector::finishUnit() {
  take(); // clang-tidy judges its last diagnostic here
  observeDecisions();
}

} // namespace ouro::driver
