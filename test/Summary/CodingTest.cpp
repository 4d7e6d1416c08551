//===- CodingTest.cpp - Facts as bytes, and back --------------------------===//
#include "checks/Summary/Coding.h"
#include "checks/Summary/Canonical.h"
#include "test/Summary/RandomFacts.h"
#include <gtest/gtest.h>

using namespace ouro;
using namespace ouro::summary;

namespace {

struct Encoded {
  std::string Bytes;
  ReadTables Tables;

  template <class T> explicit Encoded(const T &Fact) {
    WriteTables Written;
    Encoder Out(Written);
    walk(Out, Fact);
    Bytes = std::move(Out.Out);
    Tables.Texts = std::move(Written.Texts);
    for (uint64_t Symbol : Written.Symbols)
      Tables.Symbols.push_back({Symbol});
  }
};

template <class T> void expectSame(const T &Fact) {
  Encoded Written(Fact);
  Decoder In(Written.Bytes, Written.Tables);
  T Back;
  walk(In, Back);
  EXPECT_TRUE(In.isWhole());
  EXPECT_EQ(canonical(Fact), canonical(Back));
}

TEST(Coding, EveryFactComesBack) {
  Randomizer Random(1);
  for (int Round = 0; Round < 200; ++Round) {
    expectSame(Random.make<facts::TuFacts>());
    expectSame(Random.make<facts::FlowFacts>());
    expectSame(Random.make<facts::FlowGraph>());
    expectSame(Random.make<UnitFact>());
  }
}

TEST(Coding, ExtremesComeBack) {
  facts::FlowOperand Operand{facts::FlowOperand::Kind::Constant, INT64_MIN, {}};
  expectSame(Operand);
  Operand.Constant = INT64_MAX;
  expectSame(Operand);
  facts::FlowEffect Effect = {};
  Effect.Kind = facts::FlowEffectKind::Call;
  Effect.Resource = facts::NoIndex;
  Effect.Result = facts::NoIndex - 1;
  expectSame(Effect);
  facts::AnnotationFact Place{"far", {{"f", 2000000000, 70000}, 1, 1}};
  expectSame(Place);
}

TEST(Coding, NamesBelowTheRootMove) {
  WriteTables Written;
  Written.Root = "/src/my/project";
  Encoder Out(Written);
  facts::AnnotationFact Fact{"p", {{"/src/my/project/a.c", 1, 2}, 1, 3}},
      Other{"p", {{"/src/my/projects/a.c", 1, 2}, 1, 3}}, Moved, Stayed;
  walk(Out, Fact);
  walk(Out, Other);
  EXPECT_EQ(Written.Texts[1], "a.c");
  ReadTables Read;
  Read.Texts = Written.Texts;
  Read.Root = "/ci/build";
  Decoder In(Out.Out, Read);
  walk(In, Moved);
  walk(In, Stayed);
  EXPECT_EQ(Moved.Where.Begin.File.str(), "/ci/build/a.c");
  EXPECT_EQ(Stayed.Where.Begin.File.str(), "/src/my/projects/a.c");
}

TEST(Coding, CutShortIsDamage) {
  Randomizer Random(2);
  Encoded Whole(Random.make<facts::TuFacts>());
  ASSERT_GT(Whole.Bytes.size(), 10u);
  for (size_t Size = 0; Size < Whole.Bytes.size(); ++Size) {
    Decoder In(llvm::StringRef(Whole.Bytes).take_front(Size), Whole.Tables);
    facts::TuFacts Back;
    walk(In, Back);
    EXPECT_TRUE(In.isDamaged()) << Size;
  }
}

TEST(Coding, WhatIsNoValueIsDamage) {
  ReadTables Read;
  auto Decodes = [&](std::initializer_list<int> Bytes, auto Value) {
    std::string Text;
    for (int Byte : Bytes)
      Text += static_cast<char>(Byte);
    Decoder In(Text, Read);
    walk(In, Value);
    return In.isWhole();
  };
  EXPECT_TRUE(Decodes({1}, false));
  EXPECT_FALSE(Decodes({2}, false));
  EXPECT_TRUE(Decodes({2}, Confidence::Likely));
  EXPECT_FALSE(Decodes({3}, Confidence::Likely));
  EXPECT_FALSE(Decodes({0}, std::string())) << "no such text";
  EXPECT_FALSE(Decodes({0}, SymbolId())) << "no such identity";
  EXPECT_FALSE(Decodes({8}, SignSet::none()));
  EXPECT_FALSE(Decodes({0x80}, 1u)) << "half a number";
  EXPECT_FALSE(Decodes({0xff, 0xff, 0xff, 0xff, 0x7f}, 1u)) << "too large";
  EXPECT_FALSE(Decodes({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
                       std::vector<facts::FlowFunction>()))
      << "a list that claims to be longer than the file";
}

} // namespace
