//===- AnnotationKind.cpp -------------------------------------------------===//
#include "checks/Vocabulary/AnnotationKind.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <utility>

namespace ouro {

using llvm::StringRef;

namespace {
// The names that rows of annotations.def use.
constexpr uint8_t Field = 1, Variable = 2, Function = 4, Parameter = 8,
                  Type = 16;
} // namespace

llvm::ArrayRef<AnnotationRow> allAnnotations() {
  static const std::string Macros[] = {
#define OURO_ANNOTATION(Kind, Word, ...) "OURO_" + StringRef(Word).upper(),
#include "ouro/annotations.def"
  };
  static const AnnotationRow Rows[] = {
#define OURO_ANNOTATION(Kind, Word, Arguments, Places, Silences, Meaning,      \
                        Example)                                               \
  {AnnotationKind::Kind,                                                       \
   Macros[static_cast<size_t>(AnnotationKind::Kind)],                          \
   Word,                                                                       \
   AnnotationArguments::Arguments,                                             \
   Places,                                                                     \
   Silences,                                                                   \
   Meaning,                                                                    \
   Example},
#include "ouro/annotations.def"
  };
  return Rows;
}

llvm::ArrayRef<ForeignAnnotation> foreignAnnotations() {
  static const ForeignAnnotation Rows[] = {
#define OURO_FOREIGN(Spelling, Kind, Meaning, Example)                         \
  {Spelling, AnnotationKind::Kind, Meaning, Example},
#include "ouro/annotations.def"
  };
  return Rows;
}

const AnnotationRow &rowOf(AnnotationKind Kind) {
  return allAnnotations()[static_cast<size_t>(Kind)];
}

StringRef toString(AnnotationKind Kind) { return rowOf(Kind).Word; }

StringRef describe(AnnotationPlace Place) {
  switch (Place) {
  case AnnotationPlace::Field:
    return "a field";
  case AnnotationPlace::Variable:
    return "a variable";
  case AnnotationPlace::Function:
    return "a function";
  case AnnotationPlace::Parameter:
    return "a parameter";
  case AnnotationPlace::Type:
    return "a class";
  }
  return "this";
}

/// What people write to use \p Row: OURO_ACQUIRES(kind, success).
static std::string usage(const AnnotationRow &Row) {
  std::string Macro = Row.Macro.str();
  switch (Row.Arguments) {
  case AnnotationArguments::None:
    return Macro;
  case AnnotationArguments::Reason:
    return Macro + "(\"reason\")";
  case AnnotationArguments::Function:
    return Macro + "(function)";
  case AnnotationArguments::Resource:
    return Macro + "(kind)";
  case AnnotationArguments::ResourceSuccess:
    return Macro + "(kind, success)";
  case AnnotationArguments::ResourceMaybeSuccess:
    return Macro + "(kind) or " + Macro + "(kind, success)";
  }
  return Macro;
}

static bool isIdentifier(StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

/// "close", "Session::close", "Session::~Session".
static bool isFunctionName(StringRef Text) {
  llvm::SmallVector<StringRef, 4> Parts;
  Text.split(Parts, "::");
  StringRef Last = Parts.pop_back_val();
  Last.consume_front("~");
  return isIdentifier(Last) && llvm::all_of(Parts, isIdentifier);
}

/// Words may also be written as string literals; the macro then hands us the
/// literal's source.
static StringRef unquoted(StringRef Text) {
  Text = Text.trim();
  if (Text.size() >= 2 && Text.front() == '"' && Text.back() == '"')
    Text = Text.drop_front().drop_back();
  return Text.trim();
}

std::optional<std::string> parseSuccess(StringRef Text) {
  Text = Text.trim();
  if (Text == "always")
    return "always";
  for (StringRef Operator : {"==", "!=", "<=", ">=", "<", ">"}) {
    StringRef Value = Text;
    if (!Value.consume_front(Operator))
      continue;
    Value = Value.trim();
    bool Equality = Operator == "==" || Operator == "!=";
    if (Equality && (Value == "NULL" || Value == "nullptr"))
      return (Operator + " NULL").str();
    if (Equality && (Value == "true" || Value == "false"))
      return (Operator + " " + Value).str();
    int64_t Number;
    if (Value.getAsInteger(0, Number))
      return std::nullopt;
    return (Operator + " " + llvm::Twine(Number)).str();
  }
  return std::nullopt;
}

/// Fills \p Out.Arguments from \p Inside, or says why that cannot be done.
static std::string readResource(const AnnotationRow &Row, StringRef Inside,
                                ParsedAnnotation &Out) {
  auto [Kind, Success] = Inside.split(',');
  bool HasSuccess = Kind.size() != Inside.size();
  Kind = unquoted(Kind);
  if (!isIdentifier(Kind))
    return ("'" + Row.Macro + "' has the resource kind '" + Kind +
            "', which is not a word of letters, digits and '_'")
        .str();
  Out.Arguments.push_back(Kind.str());
  if (!HasSuccess && Row.Arguments == AnnotationArguments::ResourceSuccess)
    return ("'" + Row.Macro + "' has 1 argument, expected 2; write " +
            usage(Row) + " with 'always' if the call cannot fail")
        .str();
  if (!HasSuccess)
    return "";
  if (Row.Arguments == AnnotationArguments::Resource)
    return ("'" + Row.Macro + "' has 2 arguments, expected 1; write " +
            usage(Row))
        .str();
  Success = unquoted(Success);
  std::optional<std::string> Normal = parseSuccess(Success);
  if (!Normal)
    return ("'" + Row.Macro + "' has the success condition '" + Success +
            "'; write 'always' or compare the result, as in '>= 0' or '!= "
            "NULL'")
        .str();
  Out.Arguments.push_back(*Normal);
  return "";
}

static std::string readArguments(const AnnotationRow &Row,
                                 std::optional<StringRef> Inside,
                                 ParsedAnnotation &Out) {
  if (Row.Arguments == AnnotationArguments::None)
    return Inside ? ("'" + Row.Macro + "' takes no argument").str() : "";
  if (!Inside)
    return ("'" + Row.Macro + "' has no arguments; write " + usage(Row)).str();
  switch (Row.Arguments) {
  case AnnotationArguments::None:
    break;
  case AnnotationArguments::Reason:
    if (Inside->trim().empty())
      return ("'" + Row.Macro + "' needs a reason; write " + usage(Row)).str();
    Out.Arguments.push_back(Inside->trim().str());
    break;
  case AnnotationArguments::Function: {
    StringRef Name = unquoted(*Inside);
    if (!isFunctionName(Name))
      return ("'" + Row.Macro + "' names '" + Name +
              "', which is not the name of a function; write it like close or "
              "Session::close")
          .str();
    Out.Arguments.push_back(Name.str());
    break;
  }
  case AnnotationArguments::Resource:
  case AnnotationArguments::ResourceSuccess:
  case AnnotationArguments::ResourceMaybeSuccess:
    return readResource(Row, *Inside, Out);
  }
  return "";
}

static std::string unknownWord(StringRef Word) {
  const AnnotationRow *Nearest = nullptr;
  unsigned Best = 3; // more edits than two are another word
  for (const AnnotationRow &Row : allAnnotations())
    if (unsigned Edits = Word.edit_distance_insensitive(Row.Word, true, Best);
        Edits < Best) {
      Best = Edits;
      Nearest = &Row;
    }
  std::string Text = ("unknown annotation 'ouro::" + Word + "'").str();
  return Nearest ? (Text + "; did you mean '" + Nearest->Macro + "'?").str()
                 : Text;
}

std::optional<ParsedAnnotation> parseAnnotation(StringRef Text) {
  if (!Text.consume_front("ouro::"))
    return std::nullopt;
  ParsedAnnotation Out;
  StringRef Word = Text.take_until([](char C) { return C == '('; });
  std::optional<StringRef> Inside;
  if (Word.size() != Text.size()) {
    if (!Text.ends_with(")")) {
      Out.Problem =
          ("annotation 'ouro::" + Text + "' has no closing parenthesis").str();
      return Out;
    }
    Inside = Text.substr(Word.size() + 1).drop_back();
  }
  Word = Word.trim();
  const auto *Row = llvm::find_if(
      allAnnotations(), [&](const AnnotationRow &R) { return R.Word == Word; });
  if (Row == allAnnotations().end()) {
    Out.Problem = unknownWord(Word);
    return Out;
  }
  Out.Problem = readArguments(*Row, Inside, Out);
  if (Out.Problem.empty())
    Out.Kind = Row->Kind;
  else
    Out.Arguments.clear();
  return Out;
}

std::string misplacement(AnnotationKind Kind,
                         std::optional<AnnotationPlace> Place) {
  const AnnotationRow &Row = rowOf(Kind);
  if (Place && Row.mayStandOn(*Place))
    return "";
  llvm::SmallVector<StringRef, 5> Allowed;
  for (auto P : {AnnotationPlace::Field, AnnotationPlace::Variable,
                 AnnotationPlace::Function, AnnotationPlace::Parameter,
                 AnnotationPlace::Type})
    if (Row.mayStandOn(P))
      Allowed.push_back(describe(P));
  std::string Where = Allowed.pop_back_val().str();
  if (!Allowed.empty())
    Where = llvm::join(Allowed, ", ") + " or " + Where;
  return ("'" + Row.Macro + "' means nothing " +
          (Place ? "on " + describe(*Place) : "here") + "; it may stand on " +
          Where)
      .str();
}

bool contradict(AnnotationKind L, AnnotationKind R) {
  using enum AnnotationKind;
  static constexpr std::pair<AnnotationKind, AnnotationKind> Pairs[] = {
      {Strong, Weak},      {Strong, BackReference},
      {Weak, Traced},      {BackReference, Traced},
      {Weak, TracedBy},    {BackReference, TracedBy},
      {Acyclic, BrokenBy}, {Releases, Consumes},
      {Releases, Borrows}, {Consumes, Borrows},
  };
  return llvm::is_contained(Pairs, std::pair(L, R)) ||
         llvm::is_contained(Pairs, std::pair(R, L));
}

} // namespace ouro
