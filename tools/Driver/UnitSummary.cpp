//===- UnitSummary.cpp ----------------------------------------------------===//
#include "tools/Driver/UnitSummary.h"
#include "checks/Summary/TuSummary.h"
#include "checks/Summary/Walk.h"
#include "checks/Tidy/TidySession.h"
#include "checks/Vocabulary/RelativePath.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "tools/Driver/FindingCollector.h"
#include "tools/Driver/NoLintReason.h"
#include "tools/Driver/UnitIdentity.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <set>

namespace ouro::driver {

using summary::UnitFact;

namespace {
/// Gathers the files that facts lie in.
class FilesMentioned {
public:
  std::set<FileName> Names;

  void file(const FileName &Name) { Names.insert(Name); }
  void span(const SourceSpan &Span) {
    if (!(Span.Begin.File == Last))
      Names.insert(Last = Span.Begin.File);
  }
  template <class T> void number(const T &) {}
  void text(const std::string &) {}
  void symbol(const SymbolId &) {}
  void signs(const SignSet &) {}
  template <class T> void list(const std::vector<T> &List) {
    for (const T &Each : List)
      summary::walk(*this, Each);
  }
  template <class T> void maybe(const std::optional<T> &Value) {
    if (Value)
      summary::walk(*this, *Value);
  }
  template <class... T> void members(const char *, const T &...Each) {
    (summary::walk(*this, Each), ...);
  }

private:
  FileName Last; ///< places in one file follow each other
};
} // namespace

/// Names below the source root are relative before they are sorted: so they are
/// in the same order wherever it lies.
static FileName portable(llvm::StringRef File, const WorkOrder &Order) {
  return relativePath(File, Order.SourceRoot);
}

static void addDependencies(const FileTrail &Trail, const WorkOrder &Order,
                            UnitFact &Unit) {
  std::vector<std::pair<FileName, uint64_t>> Found;
  for (const auto &[Path, Seen] : Trail.Seen) {
    if (Seen.What != Sighting::Kind::Read || !Seen.IsInput)
      continue;
    llvm::SmallString<256> Name(Path);
    llvm::sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
    Found.push_back({portable(Name, Order), Seen.Content});
  }
  llvm::sort(Found);
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
  std::string Contents;
  for (const auto &[Name, Content] : Found) {
    Unit.Dependencies.push_back(Name);
    char Bytes[8];
    llvm::support::endian::write64le(Bytes, Content);
    Contents.append(Bytes, sizeof Bytes);
  }
  Unit.Content = llvm::xxh3_64bits(Contents);
}

static std::vector<summary::RuleSetting>
rulesOf(clang::tidy::ClangTidyContext &Tidy) {
  std::vector<summary::RuleSetting> Rules;
  const auto &Options = Tidy.getOptions().CheckOptions;
  for (const Rule &R : allRules()) {
    if (!Tidy.isCheckEnabled(R.Name))
      continue;
    Confidence Least = Confidence::Likely;
    auto It = Options.find((R.Name + ".MinConfidence").str());
    // clang-tidy takes the words as they are, and the default for others.
    if (It != Options.end())
      if (auto Given = parseConfidence(It->getValue().Value);
          Given && toString(*Given) == It->getValue().Value)
        Least = *Given;
    Rules.push_back({R.Name.str(), Least});
  }
  llvm::sort(Rules);
  return Rules;
}

static std::vector<summary::SilencedLines>
silencedIn(FileName File, const clang::SourceManager &Sources) {
  clang::FileManager &Files = Sources.getFileManager();
  clang::OptionalFileEntryRef Entry = Files.getOptionalFileRef(File.ref());
  if (!Entry)
    return {};
  auto Text =
      const_cast<clang::SourceManager &>(Sources).getMemoryBufferForFileOrNone(
          *Entry);
  return Text ? silencedLines(Text->getBuffer())
              : std::vector<summary::SilencedLines>();
}

static std::vector<summary::ShownFile>
shownIn(const std::set<FileName> &Mentioned, const WorkOrder &Order,
        const clang::SourceManager &Sources, FindingCollector &Collector) {
  std::vector<summary::ShownFile> Shown;
  for (FileName File : Mentioned)
    if (!File.empty() && Collector.shows(File))
      Shown.push_back({portable(File, Order), silencedIn(File, Sources)});
  llvm::sort(Shown);
  return Shown;
}

/// Where the source root lies in its repository, so that names that are
/// relative to different folders are not taken for each other.
static std::string rootInRepository(llvm::StringRef Root) {
  for (llvm::StringRef Folder = Root; !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Probe(Folder);
    llvm::sys::path::append(Probe, ".git");
    if (llvm::sys::fs::exists(Probe))
      return Root.drop_front(Folder.size()).trim('/').str();
  }
  return {};
}

static llvm::StringSet<> functionsReported(tidy::TidySession &Session,
                                           clang::ASTContext &Context) {
  llvm::StringSet<> Names;
  for (RuleId Rule : {RuleId::UnreleasedResource, RuleId::DoubleRelease,
                      RuleId::MismatchedRelease})
    for (const Finding &F : Session.findingsOf(Rule, Context))
      Names.insert(F.Symbol);
  return Names;
}

std::string summarise(const WorkOrder &Order, tidy::TidySession &Session,
                      clang::ASTContext &Context,
                      clang::tidy::ClangTidyContext &Tidy,
                      FindingCollector &Collector, const FileTrail &Trail) {
  const facts::TuFacts &Facts = Session.factsOf(Context);
  // Half a body shows paths that are not there: as if nobody knew the bodies.
  extract::FlowExtractor *Bodies =
      Facts.HasErrors ? nullptr : &Session.flowOf(Context);
  const facts::FlowFacts Unknown;
  const facts::FlowFacts &Flow = Bodies ? Bodies->facts() : Unknown;

  UnitFact Unit;
  Unit.Tool = OURO_VERSION;
  Unit.MainFile = Order.File;
  Unit.Configuration = Order.Configuration;
  Unit.Partial = Facts.HasErrors;
  Unit.Root = rootInRepository(Order.SourceRoot);
  addDependencies(Trail, Order, Unit);
  Unit.Rules = rulesOf(Tidy);
  Unit.FollowsExceptions = Session.followsExceptions();
  FilesMentioned Mentioned;
  summary::walk(Mentioned, Facts);
  summary::walk(Mentioned, Flow);
  Mentioned.file(Order.File);
  Unit.Shown =
      shownIn(Mentioned.Names, Order, Context.getSourceManager(), Collector);

  return summary::write(
      Unit, Facts, Flow, functionsReported(Session, Context),
      [&](unsigned Index) { return Bodies->lower(Index); }, Order.SourceRoot);
}

} // namespace ouro::driver
