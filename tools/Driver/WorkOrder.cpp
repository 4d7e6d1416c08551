//===- WorkOrder.cpp ------------------------------------------------------===//
#include "tools/Driver/WorkOrder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Errc.h"

namespace ouro::driver {

namespace {
class OrderWriter {
public:
  void add(llvm::StringRef Text) {
    Out += Text;
    Out += '\0';
  }
  void add(uint64_t Number) { add(llvm::StringRef(llvm::utostr(Number))); }
  void add(const std::optional<std::string> &Text) {
    add(uint64_t(Text.has_value()));
    if (Text)
      add(llvm::StringRef(*Text));
  }

  std::string Out;
};

class OrderReader {
public:
  explicit OrderReader(llvm::StringRef Text) : Rest(Text) {}

  std::string readText() {
    size_t End = Rest.find('\0');
    if (End == llvm::StringRef::npos) {
      Damaged = true;
      return {};
    }
    std::string Text = Rest.take_front(End).str();
    Rest = Rest.drop_front(End + 1);
    return Text;
  }
  uint64_t readNumber() {
    uint64_t Number = 0;
    Damaged |= llvm::StringRef(readText()).getAsInteger(10, Number);
    return Number;
  }
  std::optional<std::string> readOptional() {
    if (readNumber() == 0)
      return std::nullopt;
    return readText();
  }
  bool isWhole() const { return !Damaged && Rest.empty(); }
  bool isDamaged() const { return Damaged; }

private:
  llvm::StringRef Rest;
  bool Damaged = false;
};
} // namespace

std::string encode(const WorkOrder &Order) {
  OrderWriter W;
  W.add(uint64_t(Order.What));
  W.add(llvm::StringRef(Order.Directory));
  W.add(llvm::StringRef(Order.File));
  W.add(llvm::StringRef(Order.ResourceDir));
  W.add(llvm::StringRef(Order.SourceRoot));
  W.add(Order.Settings.Checks);
  W.add(Order.Settings.MinConfidence);
  W.add(Order.Settings.HeaderFilter);
  W.add(Order.MemoryLimitMiB);
  W.add(uint64_t(Order.Command.size()));
  for (const std::string &Argument : Order.Command)
    W.add(llvm::StringRef(Argument));
  return std::move(W.Out);
}

llvm::Expected<WorkOrder> decodeWorkOrder(llvm::StringRef Text) {
  OrderReader R(Text);
  WorkOrder Order;
  Order.What =
      R.readNumber() == uint64_t(Task::Facts) ? Task::Facts : Task::Check;
  Order.Directory = R.readText();
  Order.File = R.readText();
  Order.ResourceDir = R.readText();
  Order.SourceRoot = R.readText();
  Order.Settings.Checks = R.readOptional();
  Order.Settings.MinConfidence = R.readOptional();
  Order.Settings.HeaderFilter = R.readOptional();
  Order.MemoryLimitMiB = R.readNumber();
  for (uint64_t Count = R.readNumber(); Count && !R.isDamaged(); --Count)
    Order.Command.push_back(R.readText());
  if (!R.isWhole())
    return llvm::createStringError(
        llvm::errc::invalid_argument,
        "work order of %zu bytes is damaged; 'ouro worker' is started by "
        "'ouro check', not by hand",
        Text.size());
  return Order;
}

} // namespace ouro::driver
