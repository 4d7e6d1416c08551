//===- RelativePath.h - Names that do not depend on the place ---*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_RELATIVEPATH_H
#define OURO_CHECKS_VOCABULARY_RELATIVEPATH_H

#include "llvm/ADT/StringRef.h"

namespace ouro {

/// \p File relative to the folder \p Root if it lies below, else as it is; it
/// lies below no empty \p Root.
inline llvm::StringRef relativePath(llvm::StringRef File,
                                    llvm::StringRef Root) {
  llvm::StringRef Rest = File;
  Root = Root.rtrim('/');
  bool IsBelow = !Root.empty() && Rest.consume_front(Root) &&
                 Rest.consume_front("/") && !Rest.empty();
  return IsBelow ? Rest : File;
}

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_RELATIVEPATH_H
