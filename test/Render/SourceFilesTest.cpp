//===- SourceFilesTest.cpp ------------------------------------------------===//
#include "test/Render/SampleReport.h"
#include "tools/Render/Uri.h"
#include "tools/Render/Utf.h"
#include "gtest/gtest.h"

using namespace ouro::render;

TEST(Utf, DecodesTheLongestPossiblePrefix) {
  struct {
    const char *Bytes;
    const char *Expected;
  } Cases[] = {
      {"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x9B",
       "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x9B"},
      {"\xE9", "\xEF\xBF\xBD"},                                 // Latin-1
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                 // overlong
      {"\xF0\x9F\x90x", "\xEF\xBF\xBDx"},                       // cut off
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, // surrogate
      {"\xF5\x80", "\xEF\xBF\xBD\xEF\xBF\xBD"}, // beyond Unicode
      {"\xE2\x82", "\xEF\xBF\xBD"},             // end of text
  };
  for (auto &Case : Cases) {
    EXPECT_EQ(toUtf8(Case.Bytes), Case.Expected);
    EXPECT_EQ(isUtf8(Case.Bytes), llvm::StringRef(Case.Bytes) == Case.Expected);
  }
  EXPECT_EQ(utf16Length("a\xC3\xA9\xF0\x9F\x90\x9B"), 4u);
}

TEST(SourceFiles, LinesEndAtEveryKindOfBreak) {
  SourceFile File(llvm::MemoryBuffer::getMemBufferCopy("one\r\ntwo\rthree\n"));
  EXPECT_EQ(File.lineCount(), 4u);
  EXPECT_EQ(File.line(1), "one");
  EXPECT_EQ(File.line(2), "two");
  EXPECT_EQ(File.line(3), "three");
  EXPECT_EQ(File.line(4), "");
  EXPECT_EQ(File.line(0), "");
  EXPECT_EQ(File.line(99), "");
  EXPECT_TRUE(File.lineHash(4).has_value());
  EXPECT_FALSE(File.lineHash(5).has_value());
  EXPECT_FALSE(File.lineHash(0).has_value());
}

TEST(SourceFiles, ColumnsInUtf16) {
  SourceFiles Sources(sample::Root.str(), sample::files());
  // Before the accent, after it, after the emoji, at the end, beyond it.
  EXPECT_EQ(Sources.utf16Column("net/stream.h", 4, 9), 9u);
  EXPECT_EQ(Sources.utf16Column("net/stream.h", 4, 11), 10u);
  EXPECT_EQ(Sources.utf16Column("net/stream.h", 4, 21), 18u);
  EXPECT_EQ(Sources.utf16Column("/src/app/net/stream.h", 4, 21), 18u);
  EXPECT_EQ(Sources.utf16Column("net/stream.h", 1, 18), 18u);
  EXPECT_EQ(Sources.utf16Column("net/stream.h", 1, 20), 20u);
  // A Latin-1 byte is one column.
  EXPECT_EQ(Sources.utf16Column("latin.cpp", 1, 15), 15u);
  // What cannot be read keeps its columns.
  EXPECT_EQ(Sources.find("gone/away.h"), nullptr);
  EXPECT_EQ(Sources.utf16Column("gone/away.h", 9, 7), 7u);
}

TEST(Uri, EncodesBytesThatAPathMayNotHave) {
  EXPECT_EQ(uriPath("src/a b#c?.cpp"), "src/a%20b%23c%3F.cpp");
  EXPECT_EQ(uriPath("c++/100%.h"), "c++/100%25.h");
  EXPECT_EQ(uriPath("x:y/caf\xC3\xA9/\xE9[1].h"),
            "x%3Ay/caf%C3%A9/%E9%5B1%5D.h");
  EXPECT_EQ(fileUri("/opt/a b"), "file:///opt/a%20b");
}

TEST(Report, PathsBelowTheRootAreRelative) {
  EXPECT_EQ(displayPath("/src/app/a.h", "/src/app"), "a.h");
  EXPECT_EQ(displayPath("/src/app/a.h", "/src/app/"), "a.h");
  EXPECT_EQ(displayPath("/src/app2/a.h", "/src/app"), "/src/app2/a.h");
  EXPECT_EQ(displayPath("/src/app", "/src/app"), "/src/app");
  EXPECT_EQ(displayPath("a.h", "/src/app"), "a.h");
  EXPECT_EQ(displayPath("/a.h", ""), "/a.h");
}
