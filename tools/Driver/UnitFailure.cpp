//===- UnitFailure.cpp ----------------------------------------------------===//
#include "tools/Driver/UnitFailure.h"
#include "tools/Driver/Worker.h"
#include "tools/Render/JsonReport.h"
#include "llvm/ADT/StringExtras.h"
#include <csignal>
#include <cstring>

namespace ouro::driver {

/// clang's story of a crash: of the lines "1.\t<place>: what", the last, which
/// is the innermost.
static std::string crashContext(llvm::StringRef Log) {
  llvm::StringRef Innermost;
  for (; !Log.empty();) {
    auto [Line, Rest] = Log.split('\n');
    Log = Rest;
    unsigned Number = 0;
    if (!Line.consumeInteger(10, Number) && Line.consume_front(".\t"))
      Innermost = Line.trim();
  }
  return Innermost.empty() ? std::string() : (" (" + Innermost + ")").str();
}

static std::string lastLine(llvm::StringRef Log) {
  Log = Log.rtrim();
  size_t Start = Log.rfind('\n');
  Log = Start == llvm::StringRef::npos ? Log : Log.drop_front(Start + 1);
  return Log.empty() ? std::string() : (": " + Log).str();
}

static std::string megabytes(const WorkOrder &Order) {
  return llvm::utostr(Order.MemoryLimitMiB) + " MiB";
}

static std::string describeSignal(const WorkOrder &Order, const ChildEnd &End) {
  if (End.Code == SIGKILL)
    return "the worker was killed, as the kernel does when memory runs out; "
           "run fewer at once with -j, or lower --memory-limit";
  if (llvm::StringRef(End.Log).contains("out of memory"))
    return "it needed more memory than the limit of " + megabytes(Order) +
           "; raise --memory-limit";
  return std::string("the compiler crashed (signal ") + llvm::itostr(End.Code) +
         ", " + strsignal(End.Code) + crashContext(End.Log) +
         "); if clang crashes on this file too, report it to LLVM, else to "
         "Ouro";
}

/// Why there is no reply; empty if there is one.
static std::string describeEnd(const WorkOrder &Order, const ChildEnd &End,
                               std::chrono::seconds Timeout) {
  switch (End.Kind) {
  case ChildEnd::How::TimedOut:
    return "it gave no result within " + llvm::itostr(Timeout.count()) +
           " seconds; raise --timeout";
  case ChildEnd::How::Signalled:
    return describeSignal(Order, End);
  case ChildEnd::How::Exited:
    break;
  }
  if (End.Code == Replied)
    return {};
  if (End.Code == OutOfMemory)
    return "it needed more memory than the limit of " + megabytes(Order) +
           "; raise --memory-limit";
  return "the worker ended with status " + llvm::itostr(End.Code) +
         lastLine(End.Log);
}

static render::Report failed(const WorkOrder &Order, llvm::StringRef Why) {
  render::Report Part;
  Part.Units.push_back({Order.File, render::UnitOutcome::Failed});
  SourceSpan Where;
  Where.Begin.File = Order.File;
  Part.Notifications.push_back(
      {Level::Error, render::notification::TuFailed.str(),
       ("'" + Order.File + "' was not analysed: " + Why + ".").str(), Where});
  return Part;
}

UnitResult resultOf(const WorkOrder &Order, const ChildEnd &End,
                    std::chrono::seconds Timeout) {
  std::string Why = describeEnd(Order, End, Timeout);
  if (!Why.empty())
    return {failed(Order, Why), "", ""};
  auto [Json, Rest] = llvm::StringRef(End.Reply).split(ReplySeparator);
  auto [Size, Facts] = Rest.split(ReplySeparator);
  size_t TrailSize = 0;
  if (Size.getAsInteger(10, TrailSize) || TrailSize > Facts.size())
    return {failed(Order, "the worker's reply is damaged: it is cut short"), "",
            ""};
  llvm::Expected<render::Report> Part = render::readJson(Json, "worker");
  if (!Part)
    return {failed(Order, "the worker's reply is damaged: " +
                              llvm::toString(Part.takeError())),
            "", ""};
  return {std::move(*Part), Facts.drop_front(TrailSize).str(),
          Facts.take_front(TrailSize).str()};
}

} // namespace ouro::driver
