//===- RuleReference.cpp - ouro explain, ouro rules -----------------------===//
#include "checks/Vocabulary/Rules.h"
#include "tools/Driver/Commands.h"
#include "tools/Driver/ExitCode.h"
#include "tools/Driver/Message.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Driver/TidyConfig.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

static constexpr llvm::StringLiteral Prefix = "ouro-";

static int print(Writer Render) {
  llvm::Error Error = writeStandardOutput(Render);
  return Error ? failWith(std::move(Error)) : Clean;
}

int runExplain(const CommandLine &Command) {
  llvm::StringRef Name = Command.RuleName;
  const Rule *Known = findRule(Name);
  std::string FullName = (Prefix + Name).str();
  if (!Known)
    Known = findRule(FullName);
  if (!Known) {
    printError(unknownCheck(Name.starts_with(Prefix) ? Name.str() : FullName));
    return ToolError;
  }
  return print([&](llvm::raw_ostream &OS) {
    OS << Known->Documentation;
    if (!Known->Documentation.ends_with("\n"))
      OS << '\n';
  });
}

int runRules() {
  return print([](llvm::raw_ostream &OS) {
    OS << llvm::formatv("{0,-28}{1,-9}{2,-22}{3}\n", "rule", "level", "CWE",
                        "what it finds");
    for (const Rule &R : allRules())
      OS << llvm::formatv("{0,-28}{1,-9}{2,-22}{3}\n", R.Name,
                          toString(R.DefaultLevel), R.Cwes, R.Title);
  });
}

} // namespace ouro::driver
