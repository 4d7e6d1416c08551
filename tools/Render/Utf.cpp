//===- Utf.cpp ------------------------------------------------------------===//
#include "tools/Render/Utf.h"
#include <cassert>

namespace ouro::render {

namespace {
/// What a lead byte promises: how many bytes follow, and the range of the
/// first of them (Table 3-7 of the Unicode standard; the others are 80..BF).
struct Lead {
  unsigned Trail;
  uint8_t Low;
  uint8_t High;
};
} // namespace

static Lead leadOf(uint8_t Byte) {
  if (Byte >= 0xC2 && Byte <= 0xDF)
    return {1, 0x80, 0xBF};
  if (Byte == 0xE0)
    return {2, 0xA0, 0xBF};
  if (Byte == 0xED) // surrogates are no characters
    return {2, 0x80, 0x9F};
  if (Byte >= 0xE1 && Byte <= 0xEF)
    return {2, 0x80, 0xBF};
  if (Byte == 0xF0)
    return {3, 0x90, 0xBF};
  if (Byte == 0xF4)
    return {3, 0x80, 0x8F};
  if (Byte >= 0xF1 && Byte <= 0xF3)
    return {3, 0x80, 0xBF};
  return {0, 0, 0};
}

DecodedChar decodeFront(llvm::StringRef Text) {
  assert(!Text.empty() && "no character to decode");
  uint8_t First = Text[0];
  if (First < 0x80)
    return {First, 1, true};
  Lead L = leadOf(First);
  if (L.Trail == 0)
    return {0xFFFD, 1, false};
  uint32_t CodePoint = First & (0x3F >> L.Trail);
  for (unsigned I = 1; I <= L.Trail; ++I) {
    uint8_t Low = I == 1 ? L.Low : 0x80, High = I == 1 ? L.High : 0xBF;
    uint8_t Byte = I < Text.size() ? Text[I] : 0;
    if (Byte < Low || Byte > High)
      return {0xFFFD, I, false};
    CodePoint = CodePoint << 6 | (Byte & 0x3F);
  }
  return {CodePoint, L.Trail + 1, true};
}

unsigned utf16Length(llvm::StringRef Text) {
  unsigned Units = 0;
  while (!Text.empty()) {
    DecodedChar Char = decodeFront(Text);
    Units += Char.utf16Units();
    Text = Text.drop_front(Char.Bytes);
  }
  return Units;
}

bool isUtf8(llvm::StringRef Text) {
  while (!Text.empty()) {
    DecodedChar Char = decodeFront(Text);
    if (!Char.Valid)
      return false;
    Text = Text.drop_front(Char.Bytes);
  }
  return true;
}

std::string toUtf8(llvm::StringRef Text) {
  std::string Out;
  Out.reserve(Text.size());
  while (!Text.empty()) {
    DecodedChar Char = decodeFront(Text);
    if (Char.Valid)
      Out += Text.take_front(Char.Bytes);
    else
      Out += "\xEF\xBF\xBD";
    Text = Text.drop_front(Char.Bytes);
  }
  return Out;
}

} // namespace ouro::render
