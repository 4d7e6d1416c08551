//===- NoLintReasonTest.cpp -----------------------------------------------===//
#include "tools/Driver/NoLintReason.h"
#include "gtest/gtest.h"

using ouro::driver::findNoLintReason;

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

} // namespace
