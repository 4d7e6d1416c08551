//===- SampleReport.h - One report that uses everything ---------*- C++ -*-===//
#ifndef OURO_TEST_RENDER_SAMPLEREPORT_H
#define OURO_TEST_RENDER_SAMPLEREPORT_H

#include "tools/Render/Report.h"
#include "tools/Render/SourceFiles.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace ouro::render::sample {

inline constexpr llvm::StringLiteral Root = "/src/app";

/// A tab, an accent and an emoji stand before the columns that matter.
inline constexpr llvm::StringLiteral StreamText =
    "#include <memory>\n"
    "struct Session;\n"
    "struct Stream {\n"
    "\tint caf\xC3\xA9, \xF0\x9F\x90\x9B = 0; std::shared_ptr<Session> "
    "owner_;\n"
    "};\n";

inline constexpr llvm::StringLiteral SessionText = "#include \"stream.h\"\n"
                                                   "struct Session {\n"
                                                   "  std::shared_ptr<Stream>\n"
                                                   "      stream_;\n"
                                                   "};\n";

/// Latin-1: the accent is not UTF-8.
inline constexpr llvm::StringLiteral LatinText =
    "int caf\xE9 = 1; static int cache;\n";

inline llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files() {
  auto FS = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  auto Add = [&](const char *Path, llvm::StringRef Text) {
    FS->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
  };
  Add("/src/app/net/stream.h", StreamText);
  Add("/src/app/net/session.h", SessionText);
  Add("/src/app/latin.cpp", LatinText);
  return FS;
}

inline SourceSpan span(std::string File, unsigned Line, unsigned Column,
                       unsigned EndLine, unsigned EndColumn) {
  return {{std::move(File), Line, Column}, EndLine, EndColumn};
}

/// `std::shared_ptr<Session> owner_` in stream.h, in bytes.
inline SourceSpan ownerSpan() { return span("net/stream.h", 4, 21, 4, 52); }

inline Finding cycle() {
  Finding F{};
  F.Rule = RuleId::RefcountCycle;
  F.Sureness = Confidence::Likely;
  F.Where = ownerSpan();
  F.Arguments = {"'Stream' and 'Session'",
                 "'Stream::owner_' and 'Session::stream_'"};
  F.Symbol = "Stream::owner_";
  F.Witness = {
      {StepKind::HoldsStrongly,
       ownerSpan(),
       {"Stream::owner_", "Stream", "Session"}},
      {StepKind::HoldsStrongly,
       span("/src/app/net/session.h", 3, 3, 4, 14),
       {"Session::stream_", "Session", "Stream"}},
      {StepKind::NeverCalled, {}, {"Session::stream_", "Session::close"}},
      {StepKind::Remedy, ownerSpan(), {"Stream::owner_"}}};
  F.FixTitle = "make 'Stream::owner_' a std::weak_ptr";
  F.Fix = {{span("net/stream.h", 4, 21, 4, 36), "std::weak_ptr"},
           {span("net/session.h", 1, 1, 1, 1), "// why\n"}};
  F.Identity = {0x0123456789abcdef};
  return F;
}

inline Finding annotation(Confidence Sureness, SourceSpan Where,
                          std::string Problem) {
  Finding F{};
  F.Rule = RuleId::Annotation;
  F.Sureness = Sureness;
  F.Where = std::move(Where);
  F.Arguments = {std::move(Problem)};
  F.Identity = Fingerprint::ofList(F.Rule, F.Arguments);
  return F;
}

inline Finding suppressed() {
  Finding F =
      annotation(Confidence::Certain, span("net/session.h", 2, 8, 2, 15),
                 "'bounded' gives no reason for 'Session[2]'");
  F.Silenced = {Suppression::Origin::Comment, "checked by hand"};
  return F;
}

/// A report without lists.
inline Report head() {
  Report R;
  R.By = {"0.1.0", "https://example.org/ouro",
          "https://example.org/ouro/docs/rules/"};
  R.CommandLine = {"ouro", "check", "-p", "out dir", "net"};
  R.WorkingDirectory = "/src/app";
  R.SourceRoot = Root.str();
  R.Source = {"https://example.org/app.git",
              "0123456789abcdef0123456789abcdef01234567", "main"};
  R.MinConfidence = Confidence::Possible;
  return R;
}

/// Not finished: the order of arrival is scrambled.
inline Report full() {
  Report R = head();
  R.ExitCode = 3;
  R.Units = {{"net/session.cpp", UnitOutcome::Analysed},
             {"latin.cpp", UnitOutcome::HasErrors},
             {"/opt/vendor/a b#c.cpp", UnitOutcome::Failed}};
  R.Findings = {suppressed(), cycle(),
                annotation(Confidence::Possible,
                           span("latin.cpp", 1, 15, 1, 31),
                           "'lives_forever' is not needed on 'cache'"),
                annotation(Confidence::Certain, span("gone/away.h", 9, 2, 9, 5),
                           "the reason is not UTF-8: 'caf\xE9'")};
  R.Notifications = {
      {Level::Error,
       notification::TuFailed.str(),
       "The compiler crashed (signal 11).\nThe last function was 'f[int]'.",
       {{"/opt/vendor/a b#c.cpp", 0, 0}, 0, 0}},
      {Level::Warning, notification::TuHasErrors.str(),
       "unknown type name 'foo'", span("latin.cpp", 1, 1, 1, 4)}};
  return R;
}

} // namespace ouro::render::sample

#endif // OURO_TEST_RENDER_SAMPLEREPORT_H
