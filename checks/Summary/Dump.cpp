//===- Dump.cpp - Summaries as JSON ---------------------------------------===//
#include "checks/Summary/TuSummary.h"
#include "checks/Summary/Walk.h"
#include "llvm/Support/raw_ostream.h"
#include <nlohmann/json.hpp>

namespace ouro::summary {

using Json = nlohmann::ordered_json;

namespace {
/// Makes JSON of whatever it walks over.
class Dumper {
public:
  Json Out;

  template <class T> void number(const T &Value) {
    if constexpr (std::is_same_v<T, bool>)
      Out = Value;
    else if constexpr (std::is_enum_v<T>)
      Out = static_cast<unsigned>(Value);
    else if (Value == static_cast<T>(facts::NoIndex))
      Out = nullptr;
    else
      Out = Value;
  }
  void text(const std::string &Text) { Out = Text; }
  void file(const FileName &Name) { Out = Name.str(); }
  void symbol(const SymbolId &Symbol) { Out = toString(Symbol); }
  void span(const SourceSpan &Span) {
    Out = toString(Span.Begin) + "-" + std::to_string(Span.EndLine) + ":" +
          std::to_string(Span.EndColumn);
  }
  void signs(const SignSet &Signs) {
    std::string Text;
    if (Signs.meets(SignSet::negative()))
      Text += '-';
    if (Signs.meets(SignSet::zero()))
      Text += '0';
    if (Signs.meets(SignSet::positive()))
      Text += '+';
    Out = Text;
  }
  template <class T> void list(const std::vector<T> &List) {
    Json Items = Json::array();
    for (const T &Each : List)
      Items.push_back(of(Each));
    Out = std::move(Items);
  }
  template <class T> void maybe(const std::optional<T> &Value) {
    Out = Value ? of(*Value) : Json();
  }
  template <class... T> void members(const char *Names, const T &...Each) {
    Json Object = Json::object();
    llvm::StringRef Rest = Names;
    auto Add = [&](Json Value) {
      auto [Name, Next] = Rest.split(',');
      Rest = Next;
      std::string Key = Name.trim().str();
      Key[0] = static_cast<char>(Key[0] | 0x20); // lower case
      Object[Key] = std::move(Value);
    };
    (Add(of(Each)), ...);
    Out = std::move(Object);
  }

  template <class T> static Json of(const T &Fact) {
    Dumper Inner;
    walk(Inner, Fact);
    return std::move(Inner.Out);
  }
};
} // namespace

void dump(const TuSummary &Summary, llvm::raw_ostream &OS) {
  Json Graphs = Json::object();
  for (size_t I = 0; I < Summary.Flow.Functions.size(); ++I)
    if (Summary.hasGraph(static_cast<unsigned>(I)))
      Graphs[toString(Summary.Flow.Functions[I].Id)] =
          Dumper::of(Summary.graph(static_cast<unsigned>(I)));
  Json Out = {{"format", Format},
              {"unit", Dumper::of(Summary.Unit)},
              {"facts", Dumper::of(Summary.Facts)},
              {"flow", Dumper::of(Summary.Flow)},
              {"graphs", std::move(Graphs)}};
  OS << Out.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace)
     << '\n';
}

} // namespace ouro::summary
