//===- GraphTest.cpp ------------------------------------------------------===//
#include "test/Render/Golden.h"
#include "test/Render/SampleGraph.h"

using namespace ouro;
using namespace ouro::render;

template <typename F> static std::string written(F Write) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Write(sample::picture(), OS);
  return Text;
}

TEST(Graph, DotAsStored) { expectGolden("graph.dot", written(writeDot)); }
TEST(Graph, SvgAsStored) { expectGolden("graph.svg", written(writeSvg)); }
TEST(Graph, HtmlAsStored) { expectGolden("graph.html", written(writeHtml)); }

TEST(Graph, XmlHasNoCharacterOfItsOwnLeft) {
  EXPECT_EQ(escapeXml("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  EXPECT_EQ(escapeXml("\x01\x1b\x7f caf\xE9"),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD caf\xEF\xBF\xBD");
  EXPECT_EQ(escapeXml("\xC2\x85\xEF\xBF\xBF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(escapeXml("caf\xC3\xA9 \xF0\x9F\x90\x9B"),
            "caf\xC3\xA9 \xF0\x9F\x90\x9B");
}

TEST(Graph, DotHasNoCharacterOfItsOwnLeft) {
  EXPECT_EQ(quoteDot("a\"b\\n\n&lt;<x>"), "\"a\\\"b\\\\n\\n&amp;lt;<x>\"");
  EXPECT_EQ(quoteDot("\x1b"), "\"\xEF\xBF\xBD\"");
}

TEST(Graph, ShortensByCharacters) {
  EXPECT_EQ(shorten("abc", 3), "abc");
  EXPECT_EQ(shorten("abcd", 3), "ab\xE2\x80\xA6");
  EXPECT_EQ(shorten("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3),
            "\xC3\xA9\xC3\xA9\xE2\x80\xA6");
  EXPECT_EQ(shorten("", 3), "");
}

/// Two classes of one name, as of two anonymous namespaces, are told apart.
TEST(Graph, TwinsHaveTheirPlace) {
  GraphPicture P = sample::picture();
  P.Map.Nodes = {sample::node("Twin", 1), sample::node("Twin", 2),
                 sample::node("Single", 3)};
  EXPECT_EQ(captionOf(P, P.Map.Nodes[0]),
            (std::vector<std::string>{"Twin", "net/stream.h:1"}));
  EXPECT_EQ(captionOf(P, P.Map.Nodes[2]), (std::vector<std::string>{"Single"}));
}
