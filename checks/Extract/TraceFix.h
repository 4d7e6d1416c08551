//===- TraceFix.h - Makes a function tell a collector -----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TRACEFIX_H
#define OURO_CHECKS_EXTRACT_TRACEFIX_H

#include "checks/Extract/SourceMap.h"
#include "checks/Extract/TraceReader.h"
#include "checks/Vocabulary/FixEdit.h"

namespace ouro::extract {

/// The edit by which \p Tracer, a function of \p Owner for a collector, passes
/// \p Path on as it does with other fields: as one more argument of a call that
/// has several, else by a call of its own. Empty if it shows no such call, or
/// if the fields are out of its reach.
std::vector<FixEdit> reportField(const clang::CXXRecordDecl *Owner,
                                 const clang::CXXMethodDecl *Tracer,
                                 const FieldPath &Path, const SourceMap &Map);

/// The edit by which \p Tracer calls the function of the same name of \p Base.
std::vector<FixEdit> reportBase(const clang::CXXRecordDecl *Owner,
                                const clang::CXXMethodDecl *Tracer,
                                const clang::CXXBaseSpecifier &Base,
                                const SourceMap &Map);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TRACEFIX_H
