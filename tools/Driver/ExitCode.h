//===- ExitCode.h - How the driver ends --------------------------*- C++
//-*-===//
#ifndef OURO_TOOLS_DRIVER_EXITCODE_H
#define OURO_TOOLS_DRIVER_EXITCODE_H

namespace ouro::driver {

/// The exit status is part of the interface: scripts test it. Incomplete wins
/// over Found, since a report with holes must not pass for a whole one.
enum ExitCode : int {
  Clean = 0,         ///< everything was analysed, nothing to report
  Found = 1,         ///< findings at or above the threshold
  ToolError = 2,     ///< wrong usage, bad configuration, report not writable
  Incomplete = 3,    ///< some translation unit could not be analysed (fully)
  Interrupted = 130, ///< SIGINT, as the shell would report it
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_EXITCODE_H
