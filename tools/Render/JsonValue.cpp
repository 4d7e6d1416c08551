//===- JsonValue.cpp ------------------------------------------------------===//
#include "tools/Render/JsonValue.h"
#include "tools/Render/Utf.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::render {

Json jsonText(llvm::StringRef Text) { return toUtf8(Text); }

namespace {
/// Asks the parser only for what is wrong with a text, and where.
struct SyntaxProbe : nlohmann::json_sax<Json> {
  std::string Problem;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t &) override { return true; }
  bool string(string_t &) override { return true; }
  bool binary(binary_t &) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t &) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string &,
                   const nlohmann::json::exception &E) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 5: ..."
    Problem =
        llvm::StringRef(E.what()).split("] ").second.take_front(300).str();
    return false;
  }
};
} // namespace

llvm::Expected<Json> parseJson(llvm::StringRef Text, llvm::StringRef Name) {
  Json Document = Json::parse(Text.begin(), Text.end(), nullptr,
                              /*allow_exceptions=*/false);
  if (!Document.is_discarded())
    return Document;
  SyntaxProbe Probe;
  Json::sax_parse(Text.begin(), Text.end(), &Probe);
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      llvm::formatv("{0}: {1} (of {2} bytes)", Name, Probe.Problem, Text.size())
          .str());
}

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
  std::string Text = Value.dump(2, ' ', false, Json::error_handler_t::replace);
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
