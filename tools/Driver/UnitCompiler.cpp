//===- UnitCompiler.cpp ---------------------------------------------------===//
#include "tools/Driver/UnitCompiler.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "tools/Driver/CompileFlags.h"
#include "tools/Driver/RecordingFileSystem.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::driver {

namespace tooling = clang::tooling;

namespace {
/// A database of one command, whatever file is asked for.
class SingleCommand : public tooling::CompilationDatabase {
public:
  explicit SingleCommand(tooling::CompileCommand Command)
      : Command(std::move(Command)) {}

  std::vector<tooling::CompileCommand>
  getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  tooling::CompileCommand Command;
};

class UnitAction : public clang::ASTFrontendAction {
public:
  explicit UnitAction(ConsumerMaker Make) : Make(Make) {}

  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Compiler,
                    llvm::StringRef File) override {
    return Make(Compiler, File);
  }

private:
  ConsumerMaker Make;
};

class UnitActionFactory : public tooling::FrontendActionFactory {
public:
  UnitActionFactory(ConsumerMaker Make, RecordingFileSystem &Files)
      : Make(Make), Seen(Files) {}

  std::unique_ptr<clang::FrontendAction> create() override {
    return std::make_unique<UnitAction>(Make);
  }

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Diagnostics) override {
    Seen.beginInput();
    // clang-tidy defines __clang_analyzer__ too.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    return FrontendActionFactory::runInvocation(
        std::move(Invocation), Files, std::move(Containers), Diagnostics);
  }

private:
  ConsumerMaker Make;
  RecordingFileSystem &Seen;
};
} // namespace

/// Arguments of the compile command that .clang-tidy asks to remove; an option
/// that newer majors of clang-tidy have.
template <typename Options>
static void removeArguments(tooling::ClangTool &Tool, const Options &Wanted) {
  if constexpr (requires { Wanted.RemovedArgs; }) {
    if (!Wanted.RemovedArgs)
      return;
    Tool.appendArgumentsAdjuster(
        [Removed = *Wanted.RemovedArgs](
            const tooling::CommandLineArguments &Arguments, llvm::StringRef) {
          tooling::CommandLineArguments Kept = Arguments;
          llvm::erase_if(Kept, [&](llvm::StringRef Argument) {
            return llvm::is_contained(Removed, Argument);
          });
          return Kept;
        });
  }
}

static void adjustArguments(tooling::ClangTool &Tool, const WorkOrder &Order,
                            const clang::tidy::ClangTidyOptions &Options) {
  Tool.appendArgumentsAdjuster(
      [&Order](const tooling::CommandLineArguments &Arguments,
               llvm::StringRef) {
        return withResourceDir(withCompilerPath(adaptToClang(Arguments)),
                               Order.ResourceDir);
      });
  removeArguments(Tool, Options);
  if (Options.ExtraArgsBefore)
    Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
        *Options.ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN));
  if (Options.ExtraArgs)
    Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
        *Options.ExtraArgs, tooling::ArgumentInsertPosition::END));
  Tool.appendArgumentsAdjuster(tooling::getStripPluginsAdjuster());
}

void compileUnit(const WorkOrder &Order,
                 const clang::tidy::ClangTidyOptions &Options,
                 clang::DiagnosticConsumer &Diagnostics, FileTrail &Trail,
                 ConsumerMaker Make) {
  SingleCommand Database(tooling::CompileCommand(Order.Directory, Order.File,
                                                 Order.Command, /*Output=*/""));
  auto Files = llvm::makeIntrusiveRefCnt<RecordingFileSystem>(Trail);
  tooling::ClangTool Tool(Database, {Order.File},
                          std::make_shared<clang::PCHContainerOperations>(),
                          Files);
  adjustArguments(Tool, Order, Options);
  Tool.setDiagnosticConsumer(&Diagnostics);
  // The consumer has heard of every error; the result adds nothing.
  Tool.setPrintErrorMessage(false);
  UnitActionFactory Factory(Make, *Files);
  Tool.run(&Factory);
}

} // namespace ouro::driver
