//===- NoLintReason.cpp ---------------------------------------------------===//
#include "tools/Driver/NoLintReason.h"
#include "checks/Vocabulary/Rules.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::driver {

namespace {
enum class DirectiveKind { Line, NextLine, Begin, End };

struct Directive {
  DirectiveKind Kind;
  llvm::StringRef Globs;
  std::string Reason;
};
} // namespace

static DirectiveKind takeKind(llvm::StringRef &Rest) {
  if (Rest.consume_front("NEXTLINE"))
    return DirectiveKind::NextLine;
  if (Rest.consume_front("BEGIN"))
    return DirectiveKind::Begin;
  if (Rest.consume_front("END"))
    return DirectiveKind::End;
  return DirectiveKind::Line;
}

static std::string takeReason(llvm::StringRef Rest) {
  Rest = Rest.split("*/").first.split("NOLINT").first.trim();
  return Rest.ltrim(":-").trim().str();
}

/// The first directive at or after \p From of \p Line; moves \p From behind it.
static std::optional<Directive> nextDirective(llvm::StringRef Line,
                                              size_t &From) {
  size_t At = Line.find("NOLINT", From);
  if (At == llvm::StringRef::npos)
    return std::nullopt;
  llvm::StringRef Rest = Line.drop_front(At + strlen("NOLINT"));
  DirectiveKind Kind = takeKind(Rest);
  llvm::StringRef Globs = "*";
  if (Rest.consume_front("("))
    std::tie(Globs, Rest) = Rest.split(')');
  From = Line.size() - Rest.size();
  return Directive{Kind, Globs, takeReason(Rest)};
}

static bool names(const Directive &D, llvm::StringRef Check) {
  return clang::tidy::GlobList(D.Globs).contains(Check);
}

/// Reason of the last directive of kind \p Kind for \p Check on \p Line.
static std::optional<std::string>
reasonOn(llvm::StringRef Line, DirectiveKind Kind, llvm::StringRef Check) {
  std::optional<std::string> Reason;
  for (size_t From = 0; auto D = nextDirective(Line, From);)
    if (D->Kind == Kind && names(*D, Check))
      Reason = D->Reason;
  return Reason;
}

/// Walks up from the line above \p Lines' end to the block that is still open.
static std::optional<std::string>
reasonOfBlock(llvm::ArrayRef<llvm::StringRef> Lines, llvm::StringRef Check) {
  unsigned Closed = 0;
  for (llvm::StringRef Line : llvm::reverse(Lines)) {
    llvm::SmallVector<Directive, 2> OnLine;
    for (size_t From = 0; auto D = nextDirective(Line, From);)
      OnLine.push_back(*D);
    for (const Directive &D : llvm::reverse(OnLine)) {
      if (!names(D, Check))
        continue;
      if (D.Kind == DirectiveKind::End)
        ++Closed;
      else if (D.Kind == DirectiveKind::Begin && Closed-- == 0)
        return D.Reason;
    }
  }
  return std::nullopt;
}

std::optional<std::string> findNoLintReason(llvm::StringRef Text, size_t Offset,
                                            llvm::StringRef Check) {
  size_t LineEnd = Text.find('\n', Offset);
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.take_front(LineEnd).split(Lines, '\n');
  llvm::StringRef Current = Lines.pop_back_val();
  if (auto Reason = reasonOn(Current, DirectiveKind::Line, Check))
    return Reason;
  if (!Lines.empty())
    if (auto Reason = reasonOn(Lines.back(), DirectiveKind::NextLine, Check))
      return Reason;
  return reasonOfBlock(Lines, Check);
}

static bool namesOurs(const Directive &D) {
  return llvm::any_of(allRules(),
                      [&](const Rule &R) { return names(D, R.Name); });
}

static std::string globsOf(const Directive &D) {
  return D.Globs == "*" ? std::string() : D.Globs.str();
}

namespace {
/// Pairs the comments of one file, read from top to bottom.
class SilenceReader {
public:
  void read(const Directive &D, unsigned Line) {
    switch (D.Kind) {
    case DirectiveKind::Line:
      return add(D, Line, Line);
    case DirectiveKind::NextLine:
      return add(D, Line + 1, Line + 1);
    case DirectiveKind::Begin:
      Open.push_back({D, Line});
      return;
    case DirectiveKind::End:
      break;
    }
    auto Begin = llvm::find_if(llvm::reverse(Open), [&](const auto &Each) {
      return Each.first.Globs == D.Globs;
    });
    if (Begin == Open.rend())
      return;
    add(Begin->first, Begin->second, Line);
    Open.erase(std::next(Begin).base());
  }

  std::vector<summary::SilencedLines> Found;

private:
  void add(const Directive &D, unsigned First, unsigned Last) {
    if (namesOurs(D))
      Found.push_back({First, Last, globsOf(D), D.Reason});
  }

  std::vector<std::pair<Directive, unsigned>> Open;
};
} // namespace

std::vector<summary::SilencedLines> silencedLines(llvm::StringRef Text) {
  SilenceReader Reader;
  unsigned Line = 1;
  size_t From = 0;
  for (size_t At; (At = Text.find("NOLINT", From)) != llvm::StringRef::npos;) {
    Line += Text.slice(From, At).count('\n');
    size_t Start = Text.take_front(At).rfind('\n') + 1; // npos + 1 is 0
    llvm::StringRef Whole = Text.drop_front(Start).split('\n').first;
    for (size_t In = 0; auto D = nextDirective(Whole, In);)
      Reader.read(*D, Line);
    From = Start + Whole.size();
  }
  llvm::sort(Reader.Found);
  return std::move(Reader.Found);
}

const summary::SilencedLines *
silenceOn(const std::vector<summary::SilencedLines> &Lines, unsigned Line,
          llvm::StringRef Check) {
  auto It = llvm::find_if(Lines, [&](const summary::SilencedLines &Each) {
    return Each.First <= Line && Line <= Each.Last &&
           (Each.Rules.empty() ||
            clang::tidy::GlobList(Each.Rules).contains(Check));
  });
  return It == Lines.end() ? nullptr : &*It;
}

} // namespace ouro::driver
