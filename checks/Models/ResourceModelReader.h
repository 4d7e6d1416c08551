//===- ResourceModelReader.h - Resource models from JSON --------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_RESOURCEMODELREADER_H
#define OURO_CHECKS_MODELS_RESOURCEMODELREADER_H

#include "checks/Vocabulary/ResourceModel.h"
#include "llvm/Support/Error.h"

namespace ouro {

/// Adds the 'resources' and 'calls' of the model file \p Text to \p Models;
/// its other lists are readModels()'s. Kinds have to be in \p Models or in the
/// file. \p Name is used in errors, which give line and column. On an error
/// nothing is added.
llvm::Error readResourceModels(llvm::StringRef Text, llvm::StringRef Name,
                               ResourceModels &Models);

/// The models that ship with Ouro, compiled in from checks/Models/*.json.
/// Parsed once per process, by the first caller.
const ResourceModels &builtinResourceModels();

} // namespace ouro

#endif // OURO_CHECKS_MODELS_RESOURCEMODELREADER_H
