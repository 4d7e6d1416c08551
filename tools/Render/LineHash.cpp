//===- LineHash.cpp -------------------------------------------------------===//
#include "tools/Render/LineHash.h"
#include "tools/Render/Utf.h"
#include "llvm/ADT/StringExtras.h"
#include <array>
#include <unordered_map>

namespace ouro::render {

namespace {
/// The rolling window. Arithmetic wraps at 64 bits, which is intended.
class RollingHash {
public:
  /// Feeds one UTF-16 code unit, blanks and line breaks still in it.
  void feed(uint32_t Unit);
  /// The hashes of all lines; nothing may be fed afterwards.
  std::vector<LineHash> take();

private:
  static constexpr size_t Window = 100;
  static constexpr uint64_t Base = 37;

  static constexpr uint64_t topPower() {
    uint64_t Power = 1;
    for (size_t I = 0; I < Window; ++I)
      Power *= Base;
    return Power;
  }

  void push(uint32_t Unit);
  void emitDueLine();

  std::array<uint32_t, Window> Units{};
  std::array<bool, Window> StartsLine{};
  size_t Next = 0; ///< slot of the oldest unit
  uint64_t Hash = 0;
  bool AtLineStart = true;
  bool AfterCR = false;
  std::unordered_map<uint64_t, unsigned> Seen;
  std::vector<LineHash> Lines;
};
} // namespace

void RollingHash::emitDueLine() {
  // A line is due when the window is about to drop its first unit.
  if (!StartsLine[Next])
    return;
  StartsLine[Next] = false;
  Lines.push_back({Hash, ++Seen[Hash]});
}

void RollingHash::push(uint32_t Unit) {
  Hash = Hash * Base + Unit - topPower() * Units[Next];
  Units[Next] = Unit;
  Next = (Next + 1) % Window;
}

void RollingHash::feed(uint32_t Unit) {
  if (Unit == ' ' || Unit == '\t' || (AfterCR && Unit == '\n')) {
    AfterCR = false;
    return;
  }
  AfterCR = Unit == '\r';
  if (AfterCR)
    Unit = '\n';
  emitDueLine();
  if (AtLineStart)
    StartsLine[Next] = true;
  AtLineStart = Unit == '\n';
  push(Unit);
}

std::vector<LineHash> RollingHash::take() {
  feed(0xFFFF); // GitHub's end of file
  for (size_t I = 0; I < Window; ++I) {
    emitDueLine();
    push(0);
  }
  return std::move(Lines);
}

std::vector<LineHash> lineHashesOf(llvm::StringRef Text) {
  RollingHash Rolling;
  while (!Text.empty()) {
    DecodedChar Char = decodeFront(Text);
    if (Char.CodePoint > 0xFFFF) {
      uint32_t Rest = Char.CodePoint - 0x10000;
      Rolling.feed(0xD800 + (Rest >> 10));
      Rolling.feed(0xDC00 + (Rest & 0x3FF));
    } else {
      Rolling.feed(Char.CodePoint);
    }
    Text = Text.drop_front(Char.Bytes);
  }
  return Rolling.take();
}

std::string toString(LineHash Hash) {
  return llvm::utohexstr(Hash.Value, /*LowerCase=*/true) + ':' +
         llvm::utostr(Hash.Repeat);
}

} // namespace ouro::render
