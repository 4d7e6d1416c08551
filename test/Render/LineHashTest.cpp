//===- LineHashTest.cpp ---------------------------------------------------===//
// The values were computed by an independent script that agrees with GitHub's
// own test vectors and with Microsoft's sarif-multitool.
#include "tools/Render/LineHash.h"
#include "gmock/gmock.h"

using namespace ouro::render;
using testing::ElementsAre;

static std::vector<std::string> hashes(llvm::StringRef Text) {
  std::vector<std::string> Out;
  for (LineHash Hash : lineHashesOf(Text))
    Out.push_back(toString(Hash));
  return Out;
}

static constexpr const char *Nothing = "c129715d7a2bc9a3:1";

TEST(LineHash, EmptyTextHasOneLine) {
  EXPECT_THAT(hashes(""), ElementsAre(Nothing));
  EXPECT_THAT(hashes("\n"), ElementsAre("3c5bef55b72b93c9:1", Nothing));
}

TEST(LineHash, BlanksAndTabsDoNotCount) {
  EXPECT_THAT(hashes("int main() {}\n"),
              ElementsAre("268cec4d29481c76:1", Nothing));
  EXPECT_EQ(hashes("int main() {}\n"), hashes("\tintmain ( ){ } \n"));
  EXPECT_THAT(hashes(" a\tb \n\n  c"),
              ElementsAre("3c200a954436a5c9:1", "1c206f60a702cfe8:1",
                          "188ff2f224477a1e:1"));
}

TEST(LineHash, LineBreaks) {
  auto Windows =
      ElementsAre("4459a8970ff1f2cf:1", "339c9e69aebadc6b:1", Nothing);
  EXPECT_THAT(hashes("one\r\ntwo\r\n"), Windows);
  EXPECT_THAT(hashes("one\rtwo\r"), Windows);
  EXPECT_THAT(hashes("one\ntwo\n"), Windows);
  auto ThreeLines = ElementsAre("7e451306d72a36cf:1", "25a7fa151312e06b:1",
                                "7926ff05c299dd0d:1");
  EXPECT_THAT(hashes("one\n\rtwo"), ThreeLines);
  // A blank between CR and LF makes two breaks of them.
  EXPECT_THAT(hashes("one\r \ntwo"), ThreeLines);
}

TEST(LineHash, CountsUtf16Units) {
  EXPECT_THAT(hashes("// caf\xC3\xA9 \xF0\x9F\x90\x9B\nint x;\n"),
              ElementsAre("a45ad119ef53bd2e:1", "22bd3bea0af67823:1", Nothing));
  EXPECT_THAT(hashes("\xEF\xBB\xBFint x;\n"),
              ElementsAre("1eba37772d944d4a:1", Nothing));
}

TEST(LineHash, InvalidUtf8IsReplacedAsInJavaScript) {
  EXPECT_THAT(hashes("caf\xE9\n\xED\xA0\x80\n\xF0\x9F\x90 x\n"),
              ElementsAre("ffa6cd8f166b222c:1", "f52b74f106653c2b:1",
                          "e8b5fa83423d6e92:1", Nothing));
}

TEST(LineHash, RepeatsAreNumbered) {
  std::string Text;
  for (int I = 0; I < 60; ++I)
    Text += "x;\n";
  std::vector<std::string> All = hashes(Text);
  ASSERT_EQ(All.size(), 61u);
  EXPECT_EQ(All[0], "5ce70cc0634d5465:1");
  EXPECT_EQ(All[7], "5ce70cc0634d5465:8");
}

TEST(LineHash, OnlyTheNextHundredCharactersCount) {
  std::string Long;
  for (int I = 0; I < 25; ++I)
    Long += "0123456789";
  EXPECT_THAT(hashes(Long + "\nend\n"),
              ElementsAre("ed0a226092525cfa:1", "fe2be582c6296f40:1", Nothing));
  EXPECT_EQ(hashes(Long + "\nend\n")[0], hashes(Long + "\nother\n")[0]);
}
