//===- ModelFile.h - Strict reading of model files --------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELFILE_H
#define OURO_CHECKS_MODELS_MODELFILE_H

#include "checks/Models/JsonTree.h"
#include "checks/Models/ModelWords.h"
#include "checks/Vocabulary/HandleModel.h"
#include "checks/Vocabulary/ResourceModel.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ouro {

/// What the readers of model files have in common. A file has one list per sort
/// of entry; each reader takes its own lists and leaves the others to the
/// others. Every error says where, what was found and what is expected.
class ModelFile {
public:
  explicit ModelFile(json::Source From) : From(From) {}

protected:
  json::Source From;

  llvm::Error fail(const json::Node &At, const llvm::Twine &Message) const {
    return From.errorAt(At.Offset, Message);
  }
  llvm::Error expect(const json::Node &N, json::NodeKind Kind,
                     llvm::StringRef What) const;
  /// \p Object is an object with no other keys than \p Allowed; its 'note', if
  /// any, is a string.
  llvm::Error checkKeys(const json::Node &Object, llvm::StringRef What,
                        llvm::ArrayRef<llvm::StringRef> Allowed) const;
  /// \p Entry has 'names', all of which can be looked up.
  llvm::Error checkNames(const json::Node &Entry, llvm::StringRef What) const;
  /// The file as such: known lists only, the version we read.
  llvm::Error checkFile(const json::Node &Root) const;
  /// Calls \p Read for each entry of list \p Key, if there is one.
  llvm::Error
  readList(const json::Node &Root, llvm::StringRef Key,
           llvm::function_ref<llvm::Error(const json::Node &)> Read) const;
  /// Reads the number \p Key of \p Entry, at least 1, if there is one.
  llvm::Error readNumber(const json::Node &Entry, llvm::StringRef Key,
                         unsigned &Out) const;
  /// Reads the boolean \p Key of \p Entry, if there is one.
  llvm::Error readFlag(const json::Node &Entry, llvm::StringRef Key,
                       bool &Out) const;

  template <class T, size_t N>
  llvm::Error readWord(const json::Node &Value, llvm::StringRef What,
                       const Word<T> (&Table)[N], T &Out) const {
    if (llvm::Error E =
            expect(Value, json::NodeKind::String, ("'" + What + "'").str()))
      return E;
    for (const Word<T> &W : Table)
      if (W.Spelling == Value.Text) {
        Out = W.Meaning;
        return llvm::Error::success();
      }
    auto Spellings = llvm::map_range(Table, [](auto &W) { return W.Spelling; });
    return fail(Value, "unknown " + What + " '" + Value.Text +
                           "'; expected one of " + llvm::join(Spellings, ", "));
  }
};

/// Add what a parsed file says: readModels() and readResourceModels() without
/// the parsing.
llvm::Error addHandleModels(const json::Source &From, const json::Node &Root,
                            HandleModels &Models);
llvm::Error addResourceModels(const json::Source &From, const json::Node &Root,
                              ResourceModels &Models);

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELFILE_H
