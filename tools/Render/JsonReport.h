//===- JsonReport.h - A report as JSON, there and back ----------*- C++ -*-===//
//
// Ouro's own format: everything in a Report, without loss. Workers hand their
// reports to the driver in it, and `--json` writes it for scripts. Documented
// in docs/ci.md.
//
//===----------------------------------------------------------------------===//
#ifndef OURO_TOOLS_RENDER_JSONREPORT_H
#define OURO_TOOLS_RENDER_JSONREPORT_H

#include "tools/Render/Report.h"
#include "llvm/Support/Error.h"

namespace llvm {
class raw_ostream;
}

namespace ouro::render {

/// Rises whenever a reader of the older version would misread a report.
inline constexpr unsigned JsonReportVersion = 1;

/// Writes all of \p R, silenced and unsure findings too. Texts that are not
/// UTF-8 are written as {"base64": ...}, so nothing is lost.
void writeJson(const Report &R, llvm::raw_ostream &OS);

/// Reads what writeJson wrote. Refuses other versions, unknown or missing
/// members, values out of range, and text that ends early; the error names
/// \p Name (a file, a worker), the place, and what was expected.
llvm::Expected<Report> readJson(llvm::StringRef Text, llvm::StringRef Name);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_JSONREPORT_H
