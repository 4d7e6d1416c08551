//===- MapReply.h - Who holds whom, from worker to driver -------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_MAPREPLY_H
#define OURO_TOOLS_DRIVER_MAPREPLY_H

#include "checks/Vocabulary/OwnershipMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace ouro::driver {

/// A sequence of zero-terminated strings.
std::string encode(const OwnershipMap &Map);

/// The inverse of encode(); an error if \p Text was cut short or names nodes or
/// kinds that do not exist.
llvm::Expected<OwnershipMap> decodeMap(llvm::StringRef Text);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_MAPREPLY_H
