//===- ModelReader.h - Models from JSON -------------------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELREADER_H
#define OURO_CHECKS_MODELS_MODELREADER_H

#include "checks/Vocabulary/HandleModel.h"
#include "llvm/Support/Error.h"

namespace ouro {

/// Adds the models in the JSON text \p Text to \p Models. \p Name is used in
/// errors, which give line and column: "my.json:3:14: unknown kind 'sharde';
/// expected one of shared, unique, ...". On an error nothing is added.
llvm::Error readModels(llvm::StringRef Text, llvm::StringRef Name,
                       HandleModels &Models);

/// The models that ship with Ouro, compiled in from checks/Models/*.json.
/// Parsed once per process.
const HandleModels &builtinModels();

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELREADER_H
