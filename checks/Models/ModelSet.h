//===- ModelSet.h - All models that apply to a TU ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELSET_H
#define OURO_CHECKS_MODELS_MODELSET_H

#include "checks/Vocabulary/HandleModel.h"
#include "checks/Vocabulary/ResourceModel.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ouro {

/// The files in \p List, separated by ';': blanks around names mean nothing. A
/// relative name is looked for in the folder of \p MainFile, then in those
/// above it, as .clang-tidy is, and last in the working directory.
std::vector<std::string> modelPaths(llvm::StringRef List,
                                    llvm::StringRef MainFile);

/// The models that ship with Ouro and, on top of them, those of the user's
/// files. Without such files nothing is copied.
class ModelSet {
public:
  const HandleModels &handles() const;
  const ResourceModels &resources() const;

  /// Adds the files in \p List, see modelPaths(), that are not in the set yet.
  /// True if any was added.
  ///
  /// An error names the file: it cannot be found or read, or what is wrong in
  /// it, with line and column. Nothing of that file is added then.
  llvm::Expected<bool> addFiles(llvm::StringRef List, llvm::StringRef MainFile);

private:
  struct Own {
    HandleModels Handles;
    ResourceModels Resources;
  };
  std::optional<Own> Extended;
  std::set<std::string> Asked; ///< for paths, good ones and bad ones
};

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELSET_H
