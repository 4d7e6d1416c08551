//===- Text.cpp -----------------------------------------------------------===//
#include "tools/Render/Text.h"
#include "checks/Vocabulary/Wording.h"
#include "tools/Render/Excerpt.h"
#include "tools/Render/SourceFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::render {

namespace {
using Colour = llvm::raw_ostream::Colors;

class TextWriter {
public:
  TextWriter(const Report &R, const TextOptions &Options, SourceFiles &Sources,
             llvm::raw_ostream &OS)
      : R(R), Options(Options), Sources(Sources), OS(OS) {}

  void write();

private:
  void finding(const Finding &F);
  void fix(const Finding &F);
  void notification(const Notification &N);
  void excerpt(const SourceSpan &Where, llvm::StringRef Replacement = "");
  void place(const SourceSpan &Where);
  void note(const SourceSpan &Where, llvm::StringRef Text);
  void label(Level L, llvm::StringRef Word);
  void painted(Colour C, bool Bold, llvm::StringRef Text);

  const Report &R;
  const TextOptions &Options;
  SourceFiles &Sources;
  llvm::raw_ostream &OS;
  SourceSpan LastExcerpt;
};
} // namespace

void TextWriter::painted(Colour C, bool Bold, llvm::StringRef Text) {
  OS.changeColor(C, Bold);
  OS << Text;
  OS.resetColor();
}

void TextWriter::label(Level L, llvm::StringRef Word) {
  Colour C = L == Level::Error     ? Colour::RED
             : L == Level::Warning ? Colour::MAGENTA
                                   : Colour::CYAN;
  painted(C, /*Bold=*/true, (Word + ": ").str());
}

void TextWriter::place(const SourceSpan &Where) {
  if (Where.Begin.File.empty())
    return;
  std::string Text = printable(displayPath(Where.Begin.File, R.SourceRoot));
  if (Where.isValid())
    Text += llvm::formatv(":{0}:{1}", Where.Begin.Line, Where.Begin.Column);
  painted(Colour::SAVEDCOLOR, /*Bold=*/true, Text + ": ");
}

void TextWriter::excerpt(const SourceSpan &Where, llvm::StringRef Replacement) {
  if (!Options.Excerpts || !Where.isValid())
    return;
  const SourceFile *Source = Sources.find(Where.Begin.File);
  if (!Source || Where.Begin.Line > Source->lineCount())
    return;
  // As in clang: a note at the place shown last does not show it again.
  if (Where == LastExcerpt && Replacement.empty())
    return;
  LastExcerpt = Where;
  Excerpt E = excerptOf(*Source, Where);
  std::string Number = llvm::utostr(Where.Begin.Line);
  std::string Gutter(std::max<size_t>(Number.size(), 5), ' ');
  OS << llvm::right_justify(Number, Gutter.size()) << " | " << E.Line << '\n';
  OS << Gutter << " | ";
  painted(Colour::GREEN, /*Bold=*/true, E.Marks);
  OS << '\n';
  if (Replacement.empty())
    return;
  llvm::SmallVector<llvm::StringRef> Lines;
  Replacement.consume_back("\n");
  Replacement.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    OS << Gutter << " | " << std::string(E.Indent, ' ');
    painted(Colour::GREEN, /*Bold=*/false, printable(Line));
    OS << '\n';
  }
}

void TextWriter::note(const SourceSpan &Where, llvm::StringRef Text) {
  place(Where);
  label(Level::Note, "note");
  OS << printable(Text) << '\n';
}

void TextWriter::fix(const Finding &F) {
  llvm::StringRef Title = F.FixTitle;
  if (Title.empty())
    Title = "suggested fix";
  for (const FixEdit &Edit : F.Fix) {
    note(Edit.Where, Title);
    excerpt(Edit.Where, Edit.Text);
  }
}

void TextWriter::finding(const Finding &F) {
  // What is only possible says so in words; a "note" would seem to belong to
  // the finding before it.
  Level L = ruleOf(F.Rule).DefaultLevel == Level::Error ? Level::Error
                                                        : Level::Warning;
  place(F.Where);
  label(L, toString(L));
  painted(Colour::SAVEDCOLOR, /*Bold=*/true, printable(terse(F)));
  OS << " [" << ruleOf(F.Rule).Name << "]\n";
  LastExcerpt = {};
  excerpt(F.Where);
  for (const WitnessStep &Step : F.Witness) {
    note(Step.Where, terse(Step));
    excerpt(Step.Where);
  }
  fix(F);
  if (F.Silenced)
    note({}, F.Silenced->Reason.empty() ? "suppressed; no reason is given"
                                        : "suppressed: " + F.Silenced->Reason);
}

void TextWriter::notification(const Notification &N) {
  place(N.Where);
  label(N.Severity, toString(N.Severity));
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(N.Message).rtrim().split(Lines, '\n');
  OS << printable(Lines.front()) << " [" << printable(N.Id) << "]\n";
  for (llvm::StringRef Line : llvm::ArrayRef(Lines).drop_front())
    OS << "    " << printable(Line) << '\n';
}

void TextWriter::write() {
  bool HadColours = OS.colors_enabled();
  OS.enable_colors(Options.Colours);
  for (const Finding &F : R.Findings)
    if (isShown(F, R, Options.WithSuppressed))
      finding(F);
  for (const Notification &N : R.Notifications)
    notification(N);
  OS << summaryOf(R) << '\n';
  OS.enable_colors(HadColours);
}

void writeText(const Report &R, const TextOptions &Options,
               SourceFiles &Sources, llvm::raw_ostream &OS) {
  TextWriter(R, Options, Sources, OS).write();
}

static std::string counted(unsigned Count, llvm::StringRef Singular) {
  return llvm::formatv("{0} {1}{2}", Count, Singular, Count == 1 ? "" : "s");
}

std::string summaryOf(const Report &R) {
  Totals Sum = totalsOf(R);
  auto [Possible, Likely, Certain] = Sum.Shown;
  std::string Text =
      llvm::formatv("{0} ({1} certain, {2} likely, {3} possible) in {4}",
                    counted(Sum.shown(), "finding"), Certain, Likely, Possible,
                    counted(Sum.Units, "translation unit"));
  if (Sum.Suppressed)
    Text += llvm::formatv(", {0} suppressed", Sum.Suppressed);
  if (Sum.FailedUnits)
    Text += llvm::formatv("; {0} could not be analysed",
                          counted(Sum.FailedUnits, "translation unit"));
  return Text;
}

} // namespace ouro::render
