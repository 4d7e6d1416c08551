//===- JsonValue.h - JSON as the renderers use it ---------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_JSONVALUE_H
#define OURO_TOOLS_RENDER_JSONVALUE_H

#include "nlohmann/json.hpp"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace llvm {
class raw_ostream;
}

namespace ouro::render {

/// Members keep the order in which they are added, so that readers meet what
/// matters first and bytes are the same in every run.
using Json = nlohmann::ordered_json;

/// A JSON string; what is not UTF-8 in \p Text becomes U+FFFD.
Json jsonText(llvm::StringRef Text);

/// The document \p Text. The error has \p Name, line, column and what was
/// expected there.
llvm::Expected<Json> parseJson(llvm::StringRef Text, llvm::StringRef Name);

/// Writes a document piece by piece, indented by two spaces, so that a list of
/// any length needs the memory of its largest element only.
class JsonWriter {
public:
  explicit JsonWriter(llvm::raw_ostream &OS) : OS(OS) {}

  void beginObject(llvm::StringRef Key = "") { begin(Key, '{'); }
  void endObject() { end('}'); }
  void beginArray(llvm::StringRef Key = "") { begin(Key, '['); }
  void endArray() { end(']'); }

  void member(llvm::StringRef Key, const Json &Value);
  void element(const Json &Value) { member("", Value); }

private:
  void begin(llvm::StringRef Key, char Bracket);
  void end(char Bracket);
  void next(llvm::StringRef Key);

  llvm::raw_ostream &OS;
  unsigned Depth = 0;
  bool IsFirst = true; ///< nothing was written yet in the innermost bracket
};

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_JSONVALUE_H
