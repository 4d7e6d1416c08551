//===- JsonTree.h - JSON values that know where they stand ------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_JSONTREE_H
#define OURO_CHECKS_MODELS_JSONTREE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::json {

enum class NodeKind : uint8_t {
  Null,
  Boolean,
  Index,
  Number,
  String,
  Array,
  Object
};

struct Member;

/// A JSON value and its place. An `Index` is a number that is a non-negative
/// integer; every other number is a `Number`, whose value is not kept.
struct Node {
  NodeKind Kind = NodeKind::Null;
  bool Truth = false;
  uint64_t Index = 0;
  size_t Offset = 0; ///< of its first byte in the text
  std::string Text;  ///< String only
  std::vector<Node> Items;
  std::vector<Member> Members; ///< in the order of the text, names unique

  /// The value of member \p Name, or null.
  const Node *find(llvm::StringRef Name) const;
};

struct Member {
  std::string Name;
  size_t Offset = 0; ///< of the name
  Node Value;
};

/// "a string", "an array": for messages.
llvm::StringRef describe(NodeKind Kind);

/// Text and name of a JSON file: turns offsets into messages.
struct Source {
  llvm::StringRef Text;
  llvm::StringRef Name;

  /// "name:line:column: message"; lines and columns are 1-based, in bytes.
  llvm::Error errorAt(size_t Offset, const llvm::Twine &Message) const;
};

/// Parses one JSON value. Duplicate member names and values nested deeper than
/// 16 levels are errors, as is everything RFC 8259 forbids.
llvm::Expected<Node> parse(const Source &From);

} // namespace ouro::json

#endif // OURO_CHECKS_MODELS_JSONTREE_H
