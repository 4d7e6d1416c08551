//===- ReportOutput.h - From a report to files and exit status --*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_REPORTOUTPUT_H
#define OURO_TOOLS_DRIVER_REPORTOUTPUT_H

#include "tools/Driver/CommandLine.h"
#include "tools/Driver/OutputFile.h"
#include "tools/Render/Report.h"
#include <functional>
#include <vector>

namespace ouro::driver {

/// Where the report of a run goes: the files that the command line names, and
/// standard output. Shared by all commands that report findings.
class ReportOutput {
public:
  /// Checks what the command line says about the report and makes it what the
  /// rest of the program expects: words in lower case, an absolute source root.
  /// Then opens the files, before hours of analysis find that they cannot be
  /// written. \p Command outlives this.
  static llvm::Expected<ReportOutput> open(CommandLine &Command);

  /// A report that knows its run, and nothing else yet.
  render::Report begin() const;

  /// Sorts \p Whole, sets threshold and exit status, and writes it everywhere.
  /// Returns the exit status.
  int publish(render::Report Whole);

private:
  struct Delivery {
    OutputFile Place;
    std::function<void(const render::Report &, llvm::raw_ostream &)> Render;
  };

  explicit ReportOutput(const CommandLine &Command) : Command(&Command) {}
  llvm::Error openDeliveries();
  llvm::Error deliver(render::Report &Whole);

  const CommandLine *Command;
  std::vector<Delivery> Deliveries;
};

/// Says on standard error what a report would say.
void printNotification(const render::Notification &N);

/// What the outcomes of the units and the findings come to, see ExitCode.h.
int exitStatusOf(const render::Report &Whole);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_REPORTOUTPUT_H
