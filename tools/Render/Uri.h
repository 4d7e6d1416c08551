//===- Uri.h - File names as URIs -------------------------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_URI_H
#define OURO_TOOLS_RENDER_URI_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace ouro::render {

/// \p Path as the path of a URI: every byte that RFC 3986 does not allow in a
/// path becomes %XX, and so does `:`, which would look like a scheme in a
/// relative reference. Bytes, not characters: a file name need not be UTF-8.
std::string uriPath(llvm::StringRef Path);

/// `file:///...` for the absolute path \p Path.
std::string fileUri(llvm::StringRef Path);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_URI_H
