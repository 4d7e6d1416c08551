//===- TidyHost.cpp -------------------------------------------------------===//
#include "tools/Driver/TidyHost.h"
#include "checks/Reasoning/Findings.h"
#include "checks/Reasoning/OwnershipNeighbourhood.h"
#include "checks/Tidy/Module.h"
#include "checks/Tidy/TidySession.h"
#include "checks/Vocabulary/Rules.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "tools/Driver/FindingCollector.h"
#include "tools/Driver/MapReply.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/TidyConfig.h"
#include "tools/Driver/UnitCompiler.h"
#include "tools/Driver/UnitSummary.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

using clang::tidy::ClangTidyCheck;
using clang::tidy::ClangTidyContext;
using clang::tidy::ClangTidyOptions;

namespace {
/// Uses what a session knows of a TU, while there is an AST.
using FactReader = llvm::function_ref<void(clang::ASTContext &Context)>;

/// Hands the AST to the checks. Mirrors ClangTidyASTConsumerFactory, which
/// cannot be given a module without registering it for the whole process.
/// Unlike there, nodes are not visited one by one: our checks match the TU and
/// walk by themselves, and a visit of every node costs an eighth of parsing.
class CheckingConsumer : public clang::ASTConsumer {
public:
  CheckingConsumer(std::unique_ptr<clang::ast_matchers::MatchFinder> Finder,
                   std::vector<std::unique_ptr<ClangTidyCheck>> Checks,
                   FactReader Read)
      : Finder(std::move(Finder)), Checks(std::move(Checks)), Read(Read) {}

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Finder->match(*Context.getTranslationUnitDecl(), Context);
    Read(Context); // before the checks forget the TU
    for (auto &Check : Checks)
      Check->onEndOfTranslationUnit();
  }

private:
  std::unique_ptr<clang::ast_matchers::MatchFinder> Finder;
  std::vector<std::unique_ptr<ClangTidyCheck>> Checks;
  FactReader Read;
};

/// What a TU's checks turned out to be.
struct CheckRoster {
  bool ReachedAst = false;
  unsigned Enabled = 0;
  std::vector<std::string> UnknownOptions;
};
} // namespace

/// Options in .clang-tidy that belong to a check but that it does not know.
static std::vector<std::string>
unknownOptions(const std::vector<std::unique_ptr<ClangTidyCheck>> &Checks,
               const ClangTidyOptions &Configured) {
  ClangTidyOptions::OptionMap Known;
  std::vector<llvm::StringRef> Names;
  for (const auto &Check : Checks)
    Check->storeOptions(Known);
  for (const auto &Entry : Known)
    Names.push_back(Entry.getKey());
  llvm::sort(Names);
  std::vector<std::string> Unknown;
  for (const auto &Entry : Configured.CheckOptions) {
    llvm::StringRef Name = Entry.getKey();
    if (findRule(Name.split('.').first) && !Known.contains(Name) &&
        llvm::any_of(Names, [&](llvm::StringRef Other) {
          return Other.split('.').first == Name.split('.').first;
        }))
      Unknown.push_back(
          ("Unknown check option '" + Name + "'" + didYouMean(Name, Names))
              .str());
  }
  llvm::sort(Unknown);
  return Unknown;
}

/// A template, because older majors have no such option and only in a template
/// is the branch that names it left out.
template <typename FinderOptions>
static void setIgnoreSystemHeaders(FinderOptions &Options, bool Ignore) {
  if constexpr (requires { Options.IgnoreSystemHeaders; })
    Options.IgnoreSystemHeaders = Ignore;
}

static std::unique_ptr<clang::ASTConsumer>
makeConsumer(clang::CompilerInstance &Compiler, llvm::StringRef File,
             ClangTidyContext &Context,
             std::shared_ptr<tidy::SessionRegistry> Sessions,
             CheckRoster &Roster, FactReader Read) {
  clang::SourceManager &Sources = Compiler.getSourceManager();
  Context.setSourceManager(&Sources);
  Context.setCurrentFile(File);
  Context.setASTContext(&Compiler.getASTContext());
  if (auto Folder = Sources.getFileManager()
                        .getVirtualFileSystem()
                        .getCurrentWorkingDirectory())
    Context.setCurrentBuildDirectory(*Folder);

  clang::tidy::ClangTidyCheckFactories Factories;
  tidy::registerChecks(Factories, std::move(Sessions));
  std::vector<std::unique_ptr<ClangTidyCheck>> Checks =
      Factories.createChecksForLanguage(&Context);
  Roster.ReachedAst = true;
  Roster.Enabled = Checks.size();
  Roster.UnknownOptions = unknownOptions(Checks, Context.getOptions());

  clang::ast_matchers::MatchFinder::MatchFinderOptions FinderOptions;
  setIgnoreSystemHeaders(FinderOptions,
                         !Context.getOptions().SystemHeaders.value_or(false));
  auto Finder =
      std::make_unique<clang::ast_matchers::MatchFinder>(FinderOptions);
  clang::Preprocessor *Preprocessor = &Compiler.getPreprocessor();
  for (auto &Check : Checks) {
    Check->registerMatchers(Finder.get());
    Check->registerPPCallbacks(Sources, Preprocessor, Preprocessor);
  }
  return std::make_unique<CheckingConsumer>(std::move(Finder),
                                            std::move(Checks), Read);
}

static void notify(render::Report &Answer, Level Severity, llvm::StringRef Id,
                   const llvm::Twine &Text, SourceSpan Where) {
  Answer.Notifications.push_back(
      {Severity, Id.str(), Text.str(), std::move(Where)});
}

static SourceSpan wholeFile(llvm::StringRef File) {
  SourceSpan Span;
  Span.Begin.File = File;
  return Span;
}

/// Says how far the compiler came, and what it stumbled over first.
static void reportOutcome(render::Report &Answer, const WorkOrder &Order,
                          const CompilerErrors &Errors, bool ReachedAst) {
  if (Errors.Count == 0 && ReachedAst)
    return;
  SourceSpan Where =
      Errors.Where.Begin.File.empty() ? wholeFile(Order.File) : Errors.Where;
  std::string First = Errors.Count ? Errors.First : "no reason was given";
  if (!ReachedAst) {
    Answer.Units.back().Outcome = render::UnitOutcome::Failed;
    notify(Answer, Level::Error, render::notification::TuFailed,
           "'" + Order.File +
               "' was not analysed: the compiler could not "
               "start on it: " +
               First + ".",
           Where);
    return;
  }
  Answer.Units.back().Outcome = render::UnitOutcome::HasErrors;
  std::string Several = Errors.Count == 1 ? "1 compiler error"
                                          : llvm::utostr(Errors.Count) +
                                                " compiler errors, the first";
  notify(Answer, Level::Error, render::notification::TuHasErrors,
         "'" + Order.File + "' was analysed only in part: " + Several + ": " +
             First + ". What needs whole function bodies stays silent here.",
         Where);
}

/// The report that both tasks begin with. Failed if the compile command cannot
/// even be run: clang's tooling ends the process then, without a reason.
static render::Report beginReport(const WorkOrder &Order) {
  render::Report Answer;
  Answer.Units.push_back({Order.File, render::UnitOutcome::Analysed});
  llvm::sys::fs::file_status Status;
  std::error_code Error = llvm::sys::fs::status(Order.Directory, Status);
  if (!Error && !llvm::sys::fs::is_directory(Status))
    Error = std::make_error_code(std::errc::not_a_directory);
  if (!Error)
    return Answer;
  Answer.Units.back().Outcome = render::UnitOutcome::Failed;
  notify(Answer, Level::Error, render::notification::TuFailed,
         "'" + Order.File +
             "' was not analysed: the folder of its compile "
             "command, '" +
             Order.Directory + "', cannot be entered: " + Error.message() + ".",
         wholeFile(Order.File));
  return Answer;
}

/// Tells the context its file before the collector is made: older majors build
/// the header filter in the collector's constructor, once and for all, and
/// would take it from the working directory's .clang-tidy
/// (llvm-project#118009).
static void nameFile(ClangTidyContext &Context, const WorkOrder &Order) {
  Context.setCurrentFile(Order.File);
}

static bool hasFailed(const render::Report &Answer) {
  return Answer.Units.back().Outcome == render::UnitOutcome::Failed;
}

/// The session of \p Context's checks, told what they would tell it, and where
/// the sources lie.
static std::shared_ptr<tidy::TidySession>
prepareSession(tidy::SessionRegistry &Sessions, ClangTidyContext &Context,
               const WorkOrder &Order, render::Report &Answer) {
  std::shared_ptr<tidy::TidySession> Session = Sessions.sessionOf(Context);
  Session->setSourceRoot(Order.SourceRoot);
  Session->prepareForLinking(Order.WantsSummary);
  if (llvm::Error E =
          Session->useModels(modelFilesIn(Context.getOptions()), Order.File))
    notify(Answer, Level::Warning, "configuration",
           llvm::toString(std::move(E)), wholeFile(Order.File));
  return Session;
}

static void reportConfiguration(render::Report &Answer, const WorkOrder &Order,
                                const FindingCollector &Collector,
                                const CheckRoster &Roster) {
  for (const std::string &Text : Collector.complaints())
    notify(Answer, Level::Warning, "configuration", Text,
           wholeFile(Order.File));
  for (const std::string &Text : Roster.UnknownOptions)
    notify(Answer, Level::Warning, "configuration", Text, {});
  if (Roster.ReachedAst && Roster.Enabled == 0)
    notify(Answer, Level::Note, "no-checks",
           "No check of Ouro is enabled for this file by .clang-tidy.",
           wholeFile(Order.File));
}

UnitAnswer checkUnit(const WorkOrder &Order) {
  UnitAnswer Answer{beginReport(Order), {}, {}};
  if (hasFailed(Answer.Report))
    return Answer;
  ClangTidyContext Context(makeOptionsProvider(Order.File, Order.Settings));
  nameFile(Context, Order);
  FindingCollector Collector(Context, Order.File);
  CheckRoster Roster;
  auto Engine = attachEngine(Context, Collector);
  ClangTidyOptions Options = Context.getOptionsForFile(Order.File);
  auto Sessions = std::make_shared<tidy::SessionRegistry>(&Collector);
  auto Session = prepareSession(*Sessions, Context, Order, Answer.Report);
  auto Summarise = [&](clang::ASTContext &Ast) {
    if (Order.WantsSummary)
      Answer.Facts =
          summarise(Order, *Session, Ast, Context, Collector, Answer.Trail);
  };
  compileUnit(Order, Options, Collector, Answer.Trail,
              [&](clang::CompilerInstance &Compiler, llvm::StringRef File) {
                return makeConsumer(Compiler, File, Context, Sessions, Roster,
                                    Summarise);
              });
  Collector.finishUnit();
  Answer.Report.Findings = Collector.takeFindings();
  reportOutcome(Answer.Report, Order, Collector.compilerErrors(),
                Roster.ReachedAst);
  reportConfiguration(Answer.Report, Order, Collector, Roster);
  return Answer;
}

namespace {
class FactConsumer : public clang::ASTConsumer {
public:
  explicit FactConsumer(FactReader Read) : Read(Read) {}

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Read(Context);
  }

private:
  FactReader Read;
};

/// One TU without checks: what reads its facts.
struct FactHost {
  ClangTidyContext &Context;
  FindingCollector &Collector;
  tidy::TidySession &Session;
  const FileTrail &Trail;
  clang::ASTContext &Ast;
};
} // namespace

/// Extracts the facts of the TU and hands them to \p Read. The report holds
/// the unit's outcome and notifications, no findings.
static UnitAnswer readFacts(const WorkOrder &Order,
                            llvm::function_ref<void(const FactHost &)> Read) {
  UnitAnswer Answer{beginReport(Order), {}, {}};
  if (hasFailed(Answer.Report))
    return Answer;
  ClangTidyContext Context(makeOptionsProvider(Order.File, Order.Settings));
  nameFile(Context, Order);
  FindingCollector Collector(Context, Order.File);
  auto Engine = attachEngine(Context, Collector);
  bool ReachedAst = false;
  ClangTidyOptions Options = Context.getOptionsForFile(Order.File);
  tidy::SessionRegistry Sessions;
  auto Session = prepareSession(Sessions, Context, Order, Answer.Report);
  auto Reader = [&](clang::ASTContext &Ast) {
    Read({Context, Collector, *Session, Answer.Trail, Ast});
  };
  compileUnit(Order, Options, Collector, Answer.Trail,
              [&](clang::CompilerInstance &, llvm::StringRef) {
                ReachedAst = true;
                return std::make_unique<FactConsumer>(Reader);
              });
  Collector.finishUnit();
  reportOutcome(Answer.Report, Order, Collector.compilerErrors(), ReachedAst);
  return Answer;
}

UnitAnswer printFacts(const WorkOrder &Order) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  UnitAnswer Answer = readFacts(Order, [&](const FactHost &Host) {
    const facts::TuFacts &Facts = Host.Session.factsOf(Host.Ast);
    facts::print(Facts, OS, Order.SourceRoot);
    if (!Facts.HasErrors)
      extract::print(Host.Session.flowOf(Host.Ast), OS);
  });
  Answer.Facts = std::move(OS.str());
  return Answer;
}

UnitAnswer indexUnit(const WorkOrder &Order) {
  std::string Summary;
  UnitAnswer Answer = readFacts(Order, [&](const FactHost &Host) {
    Summary = summarise(Order, Host.Session, Host.Ast, Host.Context,
                        Host.Collector, Host.Trail);
  });
  Answer.Facts = std::move(Summary);
  return Answer;
}

UnitAnswer mapUnit(const WorkOrder &Order) {
  std::vector<Finding> Findings;
  OwnershipMap Map;
  UnitAnswer Answer = readFacts(Order, [&](const FactHost &Host) {
    const facts::TuFacts &Facts = Host.Session.factsOf(Host.Ast);
    Findings = reasoning::findAll(Facts);
    Map = reasoning::mapOf(Facts);
  });
  Answer.Report.Findings = std::move(Findings);
  Answer.Facts = encode(Map);
  return Answer;
}

} // namespace ouro::driver
