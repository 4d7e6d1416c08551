//===- JsonValue.cpp ------------------------------------------------------===//
#include "tools/Render/JsonValue.h"
#include "llvm/Support/raw_ostream.h"
#include "tools/Render/Utf.h"

namespace ouro::render {

Json jsonText(llvm::StringRef Text) { return toUtf8(Text); }

/// \p Key must be ASCII without quotes, which all of ours are.
void JsonWriter::next(llvm::StringRef Key) {
  if (!IsFirst)
    OS << ',';
  if (Depth > 0)
    OS << '\n';
  OS.indent(Depth * 2);
  if (!Key.empty())
    OS << '"' << Key << "\": ";
  IsFirst = false;
}

void JsonWriter::begin(llvm::StringRef Key, char Bracket) {
  next(Key);
  OS << Bracket;
  ++Depth;
  IsFirst = true;
}

void JsonWriter::end(char Bracket) {
  --Depth;
  if (!IsFirst) {
    OS << '\n';
    OS.indent(Depth * 2);
  }
  OS << Bracket;
  IsFirst = false;
  if (Depth == 0)
    OS << '\n';
}

void JsonWriter::member(llvm::StringRef Key, const Json &Value) {
  next(Key);
  // Line breaks inside strings are escaped, so every raw one is layout.
  std::string Text =
      Value.dump(2, ' ', false, Json::error_handler_t::replace);
  llvm::StringRef Rest = Text;
  while (!Rest.empty()) {
    auto [Line, Tail] = Rest.split('\n');
    OS << Line;
    if (!Tail.empty()) {
      OS << '\n';
      OS.indent(Depth * 2);
    }
    Rest = Tail;
  }
}

} // namespace ouro::render
