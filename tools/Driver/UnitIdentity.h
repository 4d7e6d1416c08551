//===- UnitIdentity.h - Which unit, in which configuration ------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITIDENTITY_H
#define OURO_TOOLS_DRIVER_UNITIDENTITY_H

#include "tools/Driver/WorkOrder.h"
#include "llvm/ADT/StringMap.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::driver {

/// Hash of main file, folder and compile command of \p Order, without names of
/// outputs and wherever the source root lies: what tells a unit from all others
/// of its program.
uint64_t commandHash(const WorkOrder &Order);

/// The unit's name where it needs one: commandHash() in sixteen hexadecimal
/// digits.
std::string unitName(const WorkOrder &Order);

/// The .clang-tidy files that may bear on \p File, and the model files that
/// they and \p Settings name.
std::vector<std::string> settingsFiles(llvm::StringRef File,
                                       const CheckSettings &Settings);

/// Hashes all that decides on a unit's result besides the files its compiler
/// reads: the command, what .clang-tidy and the command line say to our checks,
/// the content of model files, variables that add include paths, this tool.
/// Files of one folder share what .clang-tidy says.
class Configurations {
public:
  uint64_t of(const WorkOrder &Order);

private:
  llvm::StringMap<std::string> SettingsByFolder;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITIDENTITY_H
