//===- JsonTree.cpp -------------------------------------------------------===//
#include "checks/Models/JsonTree.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"
#include <nlohmann/json.hpp>
#include <optional>

namespace ouro::json {

constexpr size_t MaxDepth = 16;

const Node *Node::find(llvm::StringRef Name) const {
  for (const Member &M : Members)
    if (M.Name == Name)
      return &M.Value;
  return nullptr;
}

llvm::StringRef describe(NodeKind Kind) {
  switch (Kind) {
  case NodeKind::Null:
    return "null";
  case NodeKind::Boolean:
    return "a boolean";
  case NodeKind::Index:
    return "a non-negative integer";
  case NodeKind::Number:
    return "a number that is not a non-negative integer";
  case NodeKind::String:
    return "a string";
  case NodeKind::Array:
    return "an array";
  case NodeKind::Object:
    return "an object";
  }
  llvm_unreachable("covered switch");
}

llvm::Error Source::errorAt(size_t Offset, const llvm::Twine &Message) const {
  llvm::StringRef Before = Text.take_front(Offset);
  size_t Line = Before.count('\n') + 1;
  size_t LineStart = Before.rfind('\n');
  size_t Column = LineStart == llvm::StringRef::npos
                      ? Before.size() + 1
                      : Before.size() - LineStart;
  return llvm::make_error<llvm::StringError>(Name + ":" + llvm::Twine(Line) +
                                                 ":" + llvm::Twine(Column) +
                                                 ": " + Message,
                                             llvm::inconvertibleErrorCode());
}

namespace {

/// Reads characters and counts them, so that the handler below knows how far
/// the parser has come: its events carry no positions.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  const char *At;
  size_t *Consumed;

  reference operator*() const { return *At; }
  CountingIterator &operator++() {
    ++At;
    ++*Consumed;
    return *this;
  }
  bool operator==(const CountingIterator &Other) const {
    return At == Other.At;
  }
  bool operator!=(const CountingIterator &Other) const {
    return At != Other.At;
  }
};

/// Builds the tree from the parser's events. Between the end of one token and
/// the start of the next stand only spaces, commas and colons, which is how the
/// start of a token is found. (After a number the parser has read one more
/// character, which is one of those, or a closing bracket.)
class TreeBuilder {
public:
  using Json = nlohmann::json;

  TreeBuilder(const Source &From, const size_t &Consumed)
      : From(From), Consumed(Consumed) {
    if (From.Text.starts_with("\xEF\xBB\xBF"))
      TokenEnd = 3;
  }

  Node Root;
  std::optional<std::pair<size_t, std::string>> Failure; ///< offset, message

  bool null() { return add(NodeKind::Null); }
  bool boolean(bool Value) {
    return add(NodeKind::Boolean, [&](Node &N) { N.Truth = Value; });
  }
  bool number_integer(Json::number_integer_t) { return add(NodeKind::Number); }
  bool number_unsigned(Json::number_unsigned_t Value) {
    return add(NodeKind::Index, [&](Node &N) { N.Index = Value; });
  }
  bool number_float(Json::number_float_t, const std::string &) {
    return add(NodeKind::Number);
  }
  bool string(std::string &Value) {
    return add(NodeKind::String, [&](Node &N) { N.Text = Value; });
  }
  bool binary(Json::binary_t &) { return false; } // no JSON token makes one
  bool start_object(size_t) { return open(NodeKind::Object); }
  bool end_object() { return close(); }
  bool start_array(size_t) { return open(NodeKind::Array); }
  bool end_array() { return close(); }

  bool key(std::string &Name) {
    size_t Offset = takeToken();
    if (Open.back()->find(Name))
      return fail(Offset, "duplicate key '" + Name + "'");
    Open.back()->Members.push_back({Name, Offset, {}});
    return true;
  }

  bool parse_error(size_t Position, const std::string &,
                   const nlohmann::detail::exception &Error) {
    // "[json.exception...] parse error at line L, column C: <what we want>"
    llvm::StringRef What = Error.what();
    size_t Column = What.find(", column ");
    size_t Colon =
        What.find(": ", Column == llvm::StringRef::npos ? 0 : Column);
    if (Colon != llvm::StringRef::npos)
      What = What.drop_front(Colon + 2);
    return fail(Position ? Position - 1 : 0, "not JSON: " + What.str());
  }

private:
  const Source &From;
  const size_t &Consumed;
  size_t TokenEnd = 0;
  llvm::SmallVector<Node *, MaxDepth> Open;

  size_t takeToken() {
    size_t Start = From.Text.find_first_not_of(" \t\r\n,:", TokenEnd);
    TokenEnd = Consumed;
    return std::min(Start, From.Text.size());
  }

  bool fail(size_t Offset, std::string Message) {
    Failure.emplace(Offset, std::move(Message));
    return false;
  }

  Node &place() {
    if (Open.empty())
      return Root;
    Node &Parent = *Open.back();
    if (Parent.Kind == NodeKind::Object)
      return Parent.Members.back().Value;
    return Parent.Items.emplace_back();
  }

  bool add(NodeKind Kind, llvm::function_ref<void(Node &)> Fill = nullptr) {
    Node &N = place();
    N.Kind = Kind;
    N.Offset = takeToken();
    if (Fill)
      Fill(N);
    return true;
  }

  // Only the innermost open node grows, and no child of it is open, so the
  // pointers in `Open` stay valid.
  bool open(NodeKind Kind) {
    Node &N = place();
    N.Kind = Kind;
    N.Offset = takeToken();
    if (Open.size() == MaxDepth)
      return fail(N.Offset, "values are nested more than " +
                                std::to_string(MaxDepth) + " levels deep");
    Open.push_back(&N);
    return true;
  }

  bool close() {
    takeToken();
    Open.pop_back();
    return true;
  }
};

} // namespace

llvm::Expected<Node> parse(const Source &From) {
  size_t Consumed = 0;
  TreeBuilder Builder(From, Consumed);
  CountingIterator Begin{From.Text.begin(), &Consumed};
  CountingIterator End{From.Text.end(), &Consumed};
  if (nlohmann::json::sax_parse(Begin, End, &Builder))
    return std::move(Builder.Root);
  assert(Builder.Failure && "the parser stops only after it has said why");
  return From.errorAt(Builder.Failure->first, Builder.Failure->second);
}

} // namespace ouro::json
