//===- UnitCache.h - Results of earlier runs --------------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_UNITCACHE_H
#define OURO_TOOLS_DRIVER_UNITCACHE_H

#include "tools/Driver/FileTrail.h"
#include "tools/Driver/UnitFailure.h"
#include "tools/Driver/WorkOrder.h"
#include <optional>
#include <string>

namespace ouro::driver {

/// A folder with one file per unit and configuration: its findings, its
/// summary, and the trail that says when they are true. A result is used again
/// only if this very program, the command, the configuration and everything
/// that the compiler looked at are the same; else it is as if there were none.
///
/// Losing any of it loses time only. Files are written whole or not at all, so
/// that several runs may share a folder; what is damaged is no result.
class UnitCache {
public:
  /// Without a folder there is no cache. \p Executable is this program.
  UnitCache(std::string Folder, std::string Executable)
      : Folder(std::move(Folder)), Executable(std::move(Executable)) {}

  bool isInUse() const { return !Folder.empty(); }

  /// What \p Order came to, if it would come to the same now. Cost: one look at
  /// each file of its trail that no order before had in its own.
  std::optional<UnitResult> find(const WorkOrder &Order);

  /// Keeps what \p Order came to, unless the worker failed. A folder that
  /// cannot be written to is a warning, once.
  void keep(const WorkOrder &Order, const UnitResult &Result);

  /// Deletes what nobody has used for thirty days; does nothing if that was
  /// done within the last day.
  void sweep() const;

private:
  std::string fileOf(const WorkOrder &Order);

  std::string Folder;
  std::string Executable;
  std::optional<uint64_t> Program; ///< hash of the executable, once needed
  FileStates Files;
  bool HasWarned = false;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_UNITCACHE_H
