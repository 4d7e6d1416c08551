//===- Utf.h - Characters of text that may not be UTF-8 ---------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_UTF_H
#define OURO_TOOLS_RENDER_UTF_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace ouro::render {

/// One character, and how many bytes of the text it takes (at least one).
struct DecodedChar {
  uint32_t CodePoint = 0;
  unsigned Bytes = 0;
  bool Valid = false; ///< false: CodePoint is U+FFFD

  unsigned utf16Units() const { return CodePoint > 0xFFFF ? 2 : 1; }
};

/// The character at the start of \p Text, which must not be empty. An invalid
/// sequence decodes to U+FFFD and takes its longest prefix that could have
/// begun a character, as the Unicode standard and WHATWG recommend; so counts
/// agree with JavaScript's.
DecodedChar decodeFront(llvm::StringRef Text);

/// Number of UTF-16 code units that \p Text becomes.
unsigned utf16Length(llvm::StringRef Text);

bool isUtf8(llvm::StringRef Text);

/// \p Text with U+FFFD in place of everything that is not UTF-8.
std::string toUtf8(llvm::StringRef Text);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_UTF_H
