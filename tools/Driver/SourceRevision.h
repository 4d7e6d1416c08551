//===- SourceRevision.h - Which commit was analysed -------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_SOURCEREVISION_H
#define OURO_TOOLS_DRIVER_SOURCEREVISION_H

#include "tools/Render/Report.h"

namespace ouro::driver {

/// The commit that is checked out in \p SourceRoot, asked of git. Nothing if
/// there is no git, no commit, or \p SourceRoot is not the top of a working
/// tree: paths in the report are relative to it, and have to be the
/// repository's. Costs four short processes, and seconds at worst.
std::optional<render::Revision> findRevision(llvm::StringRef SourceRoot);

/// The absolute URI of \p Remote, an address as git accepts it: a URI, ssh's
/// `host:path`, or a path that may be relative to \p WorkingTree. Passwords
/// are left out, and so are users unless it is ssh: reports travel.
std::string repositoryUri(llvm::StringRef Remote, llvm::StringRef WorkingTree);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_SOURCEREVISION_H
