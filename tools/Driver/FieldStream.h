//===- FieldStream.h - Values as zero-terminated strings --------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_FIELDSTREAM_H
#define OURO_TOOLS_DRIVER_FIELDSTREAM_H

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>

namespace ouro::driver {

/// How driver and workers, which are the same program, pass values. No text may
/// contain a zero: all come from argument vectors, file names or source code.
class FieldWriter {
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

/// Reads in the order of writing. After damage, values are empty or zero and
/// isDamaged() stays true.
class FieldReader {
public:
  explicit FieldReader(llvm::StringRef Text) : Rest(Text) {}

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
  bool isWhole() const { return !Damaged && Rest.empty(); }
  bool isDamaged() const { return Damaged; }

private:
  llvm::StringRef Rest;
  bool Damaged = false;
};

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_FIELDSTREAM_H
