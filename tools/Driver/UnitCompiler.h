//===- UnitCompiler.h - From a compile command to an AST --------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITCOMPILER_H
#define OURO_TOOLS_DRIVER_UNITCOMPILER_H

#include "tools/Driver/FileTrail.h"
#include "tools/Driver/WorkOrder.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang {
class ASTConsumer;
class CompilerInstance;
namespace tidy {
struct ClangTidyOptions;
}
} // namespace clang

namespace ouro::driver {

/// Makes the consumer of the AST; called once the compiler has accepted the
/// command line, not at all otherwise.
using ConsumerMaker = llvm::function_ref<std::unique_ptr<clang::ASTConsumer>(
    clang::CompilerInstance &, llvm::StringRef File)>;

/// Parses the TU of \p Order. \p Options contributes ExtraArgs and their like
/// from .clang-tidy; every diagnostic, the driver's too, goes to \p
/// Diagnostics. \p Trail gets every path that was looked at, at once.
void compileUnit(const WorkOrder &Order,
                 const clang::tidy::ClangTidyOptions &Options,
                 clang::DiagnosticConsumer &Diagnostics, FileTrail &Trail,
                 ConsumerMaker Make);

/// The engine by which clang-tidy's checks reach \p Consumer. Must outlive the
/// checks. Asks the context who owns the options, which differs among LLVM's
/// majors, instead of asking for the major.
template <typename Context>
std::unique_ptr<clang::DiagnosticsEngine>
attachEngine(Context &Tidy, clang::DiagnosticConsumer &Consumer) {
  auto Ids = llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>();
  using Options = std::conditional_t<true, clang::DiagnosticOptions, Context>;
  std::unique_ptr<clang::DiagnosticsEngine> Engine;
  if constexpr (requires {
                  Tidy.setDiagnosticsEngine(std::make_unique<Options>(),
                                            Engine.get());
                }) {
    auto Owned = std::make_unique<Options>();
    Engine = std::make_unique<clang::DiagnosticsEngine>(Ids, *Owned, &Consumer,
                                                        false);
    Tidy.setDiagnosticsEngine(std::move(Owned), Engine.get());
  } else {
    Engine = std::make_unique<clang::DiagnosticsEngine>(
        Ids, llvm::makeIntrusiveRefCnt<Options>(), &Consumer, false);
    Tidy.setDiagnosticsEngine(Engine.get());
  }
  return Engine;
}

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITCOMPILER_H
