//===- WorkOrder.cpp ------------------------------------------------------===//
#include "tools/Driver/WorkOrder.h"
#include "tools/Driver/FieldStream.h"

namespace ouro::driver {

std::string encode(const WorkOrder &Order) {
  FieldWriter W;
  W.add(uint64_t(Order.What));
  W.add(llvm::StringRef(Order.Directory));
  W.add(llvm::StringRef(Order.File));
  W.add(llvm::StringRef(Order.ResourceDir));
  W.add(llvm::StringRef(Order.SourceRoot));
  W.add(Order.Settings.Checks);
  W.add(Order.Settings.MinConfidence);
  W.add(Order.Settings.HeaderFilter);
  W.add(Order.Settings.Models);
  W.add(Order.Configuration);
  W.add(uint64_t(Order.WantsSummary));
  W.add(Order.MemoryLimitMiB);
  W.add(uint64_t(Order.Command.size()));
  for (const std::string &Argument : Order.Command)
    W.add(llvm::StringRef(Argument));
  return std::move(W.Out);
}

} // namespace ouro::driver
