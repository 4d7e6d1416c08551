//===- Graph.cpp - Words of pictures --------------------------------------===//
#include "tools/Render/Graph.h"
#include "tools/Render/Report.h"
#include "tools/Render/Utf.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::render {

/// Longer names are cut in pictures; tooltips have them whole.
static constexpr unsigned MostCaptionChars = 44;

static constexpr llvm::StringRef Replacement = "\xEF\xBF\xBD";

/// What XML 1.0 calls a character, and no terminal or tool trips over.
static bool isPrintable(const DecodedChar &C) {
  return C.Valid && C.CodePoint >= 0x20 &&
         (C.CodePoint < 0x7F || C.CodePoint > 0x9F) && C.CodePoint != 0xFFFE &&
         C.CodePoint != 0xFFFF;
}

/// \p Text with its special characters replaced by what \p Escape returns for
/// them, unless that is empty.
template <typename F>
static std::string escapeWith(llvm::StringRef Text, F Escape) {
  std::string Out;
  while (!Text.empty()) {
    DecodedChar C = decodeFront(Text);
    llvm::StringRef Raw = Text.take_front(C.Bytes);
    Text = Text.drop_front(C.Bytes);
    llvm::StringRef Special = Escape(C.CodePoint);
    Out += !Special.empty() ? Special
           : isPrintable(C) ? Raw
                            : llvm::StringRef(Replacement);
  }
  return Out;
}

std::string escapeXml(llvm::StringRef Text) {
  return escapeWith(Text, [](uint32_t C) -> llvm::StringRef {
    switch (C) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\n':
      return "&#10;";
    default:
      return "";
    }
  });
}

std::string quoteDot(llvm::StringRef Text) {
  return '"' +
         escapeWith(Text,
                    [](uint32_t C) -> llvm::StringRef {
                      switch (C) {
                      case '"':
                        return "\\\"";
                      case '\\':
                        return "\\\\";
                      case '\n':
                        return "\\n";
                      case '&': // labels know HTML's entities
                        return "&amp;";
                      default:
                        return "";
                      }
                    }) +
         '"';
}

std::string shorten(llvm::StringRef Text, unsigned Most) {
  size_t Bytes = 0, LastFit = 0;
  for (unsigned Count = 0; Bytes < Text.size(); ++Count) {
    if (Count + 1 == Most)
      LastFit = Bytes;
    if (Count == Most)
      return Text.take_front(LastFit).str() + "\xE2\x80\xA6";
    Bytes += decodeFront(Text.drop_front(Bytes)).Bytes;
  }
  return Text.str();
}

static std::string placeOf(const GraphPicture &Picture,
                           const SourceSpan &Where) {
  if (!Where.isValid())
    return "";
  return displayPath(Where.Begin.File, Picture.SourceRoot).str() + ":" +
         std::to_string(Where.Begin.Line);
}

llvm::StringRef nameOf(const MapNode &Node) {
  return Node.Name.empty() ? "a class defined elsewhere"
                           : llvm::StringRef(Node.Name);
}

std::vector<std::string> captionOf(const GraphPicture &Picture,
                                   const MapNode &Node) {
  std::vector<std::string> Lines = {shorten(nameOf(Node), MostCaptionChars)};
  if (!Node.Remark.empty())
    Lines.push_back(shorten(Node.Remark, MostCaptionChars));
  // Several nodes may have this name; the end of a path tells more than its
  // beginning.
  bool Twin = llvm::any_of(Picture.Map.Nodes, [&](const MapNode &Other) {
    return Other.Name == Node.Name && Other.Where != Node.Where;
  });
  std::string Place = placeOf(Picture, Node.Where);
  if ((Twin || Node.Kind == MapNodeKind::Closure) && !Place.empty())
    Lines.push_back(Place.size() <= MostCaptionChars
                        ? Place
                        : llvm::StringRef(Place)
                              .substr(llvm::StringRef(Place).rfind('/') + 1)
                              .str());
  return Lines;
}

std::string captionOf(const OwnershipMap &Map, const MapEdge &Edge) {
  llvm::StringRef Name = Edge.Name;
  Name = Name.substr(Name.rfind(':') + 1);
  std::string Text = shorten(Name, MostCaptionChars);
  if (Map.Nodes[Edge.From].Kind == MapNodeKind::Closure)
    Text = Text.empty() ? "captures" : "captures " + Text;
  else if (Edge.Kind == MapEdgeKind::Implements)
    Text = "may be";
  else if (Edge.Many)
    Text += "[]";
  if (Edge.Kind == MapEdgeKind::Traced)
    Text += " (collected)";
  if (Edge.Silenced)
    Text += " (silenced)";
  if (Edge.Cut)
    Text = "\xE2\x9C\x82 " + Text;
  return Text;
}

llvm::StringRef toString(MapEdgeKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {
      "part", "unique", "shared",   "traced",    "weak",
      "raw",  "erased", "inherits", "implements"};
  return Names[static_cast<size_t>(Kind)];
}

std::string describe(const GraphPicture &Picture, const MapEdge &Edge) {
  std::string Text = toString(Edge.Kind).str();
  if (!Edge.Name.empty())
    Text = Edge.Name + " (" + Text + ")";
  if (Edge.Cut)
    Text = "cut here: " + Text;
  std::string Place = placeOf(Picture, Edge.Where);
  return Place.empty() ? Text : Text + ", " + Place;
}

std::string describe(const GraphPicture &Picture, const MapNode &Node) {
  std::string Text = nameOf(Node).str();
  if (!Node.Remark.empty())
    Text += ", " + Node.Remark;
  std::string Place = placeOf(Picture, Node.Where);
  return Place.empty() ? Text : Text + ", " + Place;
}

} // namespace ouro::render
