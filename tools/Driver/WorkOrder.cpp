//===- WorkOrder.cpp ------------------------------------------------------===//
#include "tools/Driver/WorkOrder.h"
#include "tools/Driver/FieldStream.h"
#include "llvm/Support/Errc.h"

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

llvm::Expected<WorkOrder> decodeWorkOrder(llvm::StringRef Text) {
  FieldReader R(Text);
  WorkOrder Order;
  uint64_t What = R.readNumber();
  Order.What = static_cast<Task>(What);
  Order.Directory = R.readText();
  Order.File = R.readText();
  Order.ResourceDir = R.readText();
  Order.SourceRoot = R.readText();
  Order.Settings.Checks = R.readOptional();
  Order.Settings.MinConfidence = R.readOptional();
  Order.Settings.HeaderFilter = R.readOptional();
  Order.Settings.Models = R.readOptional();
  Order.Configuration = R.readNumber();
  Order.WantsSummary = R.readNumber();
  Order.MemoryLimitMiB = R.readNumber();
  for (uint64_t Count = R.readNumber(); Count && !R.isDamaged(); --Count)
    Order.Command.push_back(R.readText());
  if (!R.isWhole() || What > uint64_t(Task::Map))
    return llvm::createStringError(
        llvm::errc::invalid_argument,
        "work order of %zu bytes is damaged; 'ouro worker' is started by "
        "'ouro check', not by hand",
        Text.size());
  return Order;
}

} // namespace ouro::driver
