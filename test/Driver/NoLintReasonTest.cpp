//===- NoLintReasonTest.cpp -----------------------------------------------===//
#include "tools/Driver/NoLintReason.h"
#include "gtest/gtest.h"

using ouro::driver::findNoLintReason;
using ouro::driver::silencedLines;
using ouro::driver::silenceOn;

namespace {

/// The reason at the line that has "HERE".
std::optional<std::string> reasonIn(llvm::StringRef Text) {
  return findNoLintReason(Text, Text.find("HERE"), "ouro-refcount-cycle");
}

TEST(NoLintReason, NothingThere) {
  EXPECT_EQ(reasonIn("HERE"), std::nullopt);
  EXPECT_EQ(reasonIn("HERE // NOLINT(bugprone-*): no"), std::nullopt);
  EXPECT_EQ(reasonIn("// NOLINT: on another line\nHERE"), std::nullopt);
  EXPECT_EQ(reasonIn("HERE\n// NOLINT: below"), std::nullopt);
}

TEST(NoLintReason, OnTheLine) {
  EXPECT_EQ(reasonIn("HERE // NOLINT"), "");
  EXPECT_EQ(reasonIn("HERE // NOLINT: why"), "why");
  EXPECT_EQ(reasonIn("HERE // NOLINT(ouro-refcount-cycle) -- why not\nx"),
            "why not");
  EXPECT_EQ(reasonIn("HERE /* NOLINT(a, ouro-*) by design */ int x;"),
            "by design");
  EXPECT_EQ(reasonIn("HERE // NOLINT(a): one NOLINT(ouro-*): two"), "two");
  EXPECT_EQ(reasonIn("HERE // NOLINT(ouro-*"), "");
}

TEST(NoLintReason, TheLineAbove) {
  EXPECT_EQ(reasonIn("// NOLINTNEXTLINE(ouro-*): why\nHERE"), "why");
  EXPECT_EQ(reasonIn("// NOLINTNEXTLINE: why\n\nHERE"), std::nullopt);
  EXPECT_EQ(reasonIn("// NOLINTNEXTLINE: why\r\nHERE"), "why");
}

TEST(NoLintReason, TheBlockAround) {
  EXPECT_EQ(reasonIn("// NOLINTBEGIN: why\n\nHERE\n// NOLINTEND"), "why");
  EXPECT_EQ(reasonIn("// NOLINTBEGIN: a\n// NOLINTEND\nHERE"), std::nullopt);
  EXPECT_EQ(reasonIn("// NOLINTBEGIN(ouro-*): out\n// NOLINTBEGIN: in\n"
                     "// NOLINTEND\nHERE"),
            "out");
  EXPECT_EQ(reasonIn("// NOLINTBEGIN(ouro-*): out\n// NOLINTBEGIN(x): in\n"
                     "HERE"),
            "out");
}

using Lines = std::vector<ouro::summary::SilencedLines>;

TEST(SilencedLines, OfEachForm) {
  EXPECT_EQ(silencedLines("int x;\n"), Lines());
  EXPECT_EQ(silencedLines("a\nb // NOLINT: why\nc"),
            (Lines{{2, 2, "", "why"}}));
  EXPECT_EQ(silencedLines("// NOLINTNEXTLINE(ouro-*): why\nb"),
            (Lines{{2, 2, "ouro-*", "why"}}));
  EXPECT_EQ(silencedLines("\n// NOLINTBEGIN: why\n\nb\n// NOLINTEND\n"),
            (Lines{{2, 5, "", "why"}}));
}

TEST(SilencedLines, OthersChecksAreNotOurs) {
  EXPECT_EQ(silencedLines("a // NOLINT(bugprone-*): no"), Lines());
  EXPECT_EQ(silencedLines("a // NOLINT(x): no NOLINT(ouro-annotation): y"),
            (Lines{{1, 1, "ouro-annotation", "y"}}));
}

TEST(SilencedLines, BlocksNestAndMustClose) {
  EXPECT_EQ(silencedLines("// NOLINTBEGIN: open\na\n"), Lines());
  EXPECT_EQ(silencedLines("// NOLINTEND\na\n"), Lines());
  EXPECT_EQ(silencedLines("// NOLINTBEGIN(ouro-*): out\n// NOLINTBEGIN: in\n"
                          "// NOLINTEND\n// NOLINTEND(ouro-*)\n"),
            (Lines{{1, 4, "ouro-*", "out"}, {2, 3, "", "in"}}));
}

TEST(SilencedLines, AskedForALine) {
  Lines Some = {{2, 4, "ouro-refcount-*", "ring"}, {3, 3, "", "all"}};
  EXPECT_EQ(silenceOn(Some, 1, "ouro-refcount-cycle"), nullptr);
  EXPECT_EQ(silenceOn(Some, 2, "ouro-refcount-cycle")->Reason, "ring");
  EXPECT_EQ(silenceOn(Some, 2, "ouro-annotation"), nullptr);
  EXPECT_EQ(silenceOn(Some, 3, "ouro-annotation")->Reason, "all");
}

} // namespace
