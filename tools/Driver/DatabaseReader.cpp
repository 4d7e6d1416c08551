//===- DatabaseReader.cpp -------------------------------------------------===//
#include "tools/Driver/DatabaseReader.h"
#include "tools/Driver/Message.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace ouro::driver {

/// llvm::json says "[line:column, byte=N]: what"; we say it as compilers do.
static llvm::Error positioned(llvm::StringRef File, llvm::Error Syntax) {
  std::string Text = llvm::toString(std::move(Syntax));
  llvm::StringRef Rest(Text);
  auto [Place, What] = Rest.split("]: ");
  if (!Place.consume_front("[") || What.empty())
    return makeError(File + ": malformed: " + Text);
  return makeError(File + ":" + Place.split(',').first + ": malformed JSON: " +
                   What + "; write it again (cmake, or bear -- make)");
}

static const char *kindOf(const llvm::json::Value &Value) {
  switch (Value.kind()) {
  case llvm::json::Value::Null:
    return "null";
  case llvm::json::Value::Boolean:
    return "a boolean";
  case llvm::json::Value::Number:
    return "a number";
  case llvm::json::Value::String:
    return "a string";
  case llvm::json::Value::Array:
    return "an array";
  case llvm::json::Value::Object:
    return "an object";
  }
  return "unknown";
}

static bool isArrayOfStrings(const llvm::json::Value *Value) {
  const llvm::json::Array *Array = Value ? Value->getAsArray() : nullptr;
  return Array && !Array->empty() &&
         llvm::all_of(*Array, [](const llvm::json::Value &Element) {
           return Element.kind() == llvm::json::Value::String;
         });
}

/// Nothing if \p Entry is as the format asks; else what is wrong with it.
static std::string defectOf(const llvm::json::Value &Entry) {
  const llvm::json::Object *Object = Entry.getAsObject();
  if (!Object)
    return std::string("is ") + kindOf(Entry) + ", expected an object";
  for (llvm::StringRef Key : {"directory", "file"})
    if (!Object->getString(Key))
      return ("has no string '" + Key + "'").str();
  if (!Object->getString("command") &&
      !isArrayOfStrings(Object->get("arguments")))
    return "has neither a string 'command' nor 'arguments', an array of "
           "strings";
  return {};
}

static llvm::Error validate(llvm::StringRef File, llvm::StringRef Text) {
  llvm::Expected<llvm::json::Value> Root = llvm::json::parse(Text);
  if (!Root)
    return positioned(File, Root.takeError());
  const llvm::json::Array *Entries = Root->getAsArray();
  if (!Entries)
    return makeError(File + ":1:1: malformed: the database is " +
                     kindOf(*Root) + ", expected an array of compile commands");
  for (size_t I = 0; I < Entries->size(); ++I)
    if (std::string Defect = defectOf((*Entries)[I]); !Defect.empty())
      return makeError(File + ": malformed: entry " + llvm::Twine(I + 1) +
                       " of " + llvm::Twine(Entries->size()) + " " + Defect);
  if (Entries->empty())
    return makeError(File + ": the database has no entries; configure the "
                            "build again, or name another one with -p");
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<clang::tooling::CompilationDatabase>>
readDatabase(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return makeError("cannot read compile database '" + File +
                     "': " + Buffer.getError().message());
  if (llvm::Error Error = validate(File, (*Buffer)->getBuffer()))
    return Error;
  std::string Problem;
  std::unique_ptr<clang::tooling::CompilationDatabase> Database =
      clang::tooling::JSONCompilationDatabase::loadFromBuffer(
          (*Buffer)->getBuffer(), Problem,
          clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return makeError("compile database '" + File + "': " + Problem);
  Database = clang::tooling::expandResponseFiles(
      std::move(Database), llvm::vfs::getRealFileSystem());
  return clang::tooling::inferTargetAndDriverMode(std::move(Database));
}

} // namespace ouro::driver
