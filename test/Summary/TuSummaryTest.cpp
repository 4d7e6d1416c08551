//===- TuSummaryTest.cpp - Files that are whole, or refused ---------------===//
#include "checks/Summary/Canonical.h"
#include "test/Summary/RandomFacts.h"
#include "test/Summary/SampleSummary.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace ouro;
using namespace ouro::summary;

namespace {

std::string errorOf(llvm::StringRef Bytes) {
  llvm::Expected<TuSummary> Summary = TuSummary::read(Bytes, "x.ousum");
  return Summary ? "" : llvm::toString(Summary.takeError());
}

TEST(TuSummary, ComesBack) {
  Sample S;
  llvm::Expected<TuSummary> Back = TuSummary::read(S.bytes(), "x", "/r");
  ASSERT_TRUE(bool(Back)) << llvm::toString(Back.takeError());
  EXPECT_EQ(canonical(Back->Unit), canonical(S.Unit));
  EXPECT_EQ(canonical(Back->Facts), canonical(S.Facts));
  ASSERT_EQ(Back->Flow.Functions.size(), 2u);
  EXPECT_EQ(canonical(Back->Flow.Functions), canonical(S.Flow.Functions));
  EXPECT_TRUE(Back->hasGraph(0));
  EXPECT_FALSE(Back->hasGraph(1));
  facts::FlowGraph Graph = Back->graph(0);
  ASSERT_EQ(Graph.Blocks.size(), 1u);
  EXPECT_EQ(Graph.Blocks[0].Effects[0].Callee, SymbolId{31});
  // Kinds that nobody deals with are left out.
  ASSERT_EQ(Back->Flow.Resources.size(), 1u);
  EXPECT_EQ(Back->Flow.Resources[0].Kind, "FILE");
  EXPECT_EQ(Graph.Blocks[0].Effects[1].Resource, 0u);
}

TEST(TuSummary, SameFactsSameBytes) {
  EXPECT_EQ(Sample().bytes(), Sample().bytes());
}

TEST(TuSummary, NamesAreRelative) {
  llvm::Expected<TuSummary> Back = TuSummary::read(Sample().bytes(), "x");
  ASSERT_TRUE(bool(Back)) << llvm::toString(Back.takeError());
  EXPECT_EQ(Back->Unit.MainFile.str(), "a.c");
  EXPECT_EQ(Back->Facts.Records[0].Where.Begin.File.str(), "a.h");
}

TEST(TuSummary, RefusesWhatIsNoSummary) {
  EXPECT_EQ(errorOf(""), "'x.ousum' is no summary of Ouro");
  EXPECT_EQ(errorOf("{\"json\": 1}"), "'x.ousum' is no summary of Ouro");
}

TEST(TuSummary, NamesBothFormats) {
  std::string Bytes = Sample().bytes();
  llvm::support::endian::write32le(Bytes.data() + 8, Format + 2);
  EXPECT_EQ(errorOf(Bytes), "summary 'x.ousum' has format " +
                                std::to_string(Format + 2) + ", expected " +
                                std::to_string(Format) +
                                "; index again with this version");
}

TEST(TuSummary, DoesNotBelieveSizes) {
  std::string Bytes = Sample().bytes();
  llvm::support::endian::write64le(Bytes.data() + 24, uint64_t(1) << 60);
  EXPECT_EQ(errorOf(Bytes),
            "summary 'x.ousum' is damaged (it claims to hold "
            "1152921504606846976 bytes); delete it and index again");
}

TEST(TuSummary, CutAtEveryByteIsRefused) {
  std::string Bytes = Sample().bytes();
  for (size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_NE(errorOf(llvm::StringRef(Bytes).take_front(Size)), "") << Size;
}

TEST(TuSummary, EveryFlippedBitIsRefused) {
  std::string Bytes = Sample().bytes();
  for (size_t Bit = 0; Bit < Bytes.size() * 8; ++Bit) {
    std::string Flipped = Bytes;
    Flipped[Bit / 8] = static_cast<char>(Flipped[Bit / 8] ^ (1 << Bit % 8));
    EXPECT_NE(errorOf(Flipped), "") << Bit;
  }
}

TEST(TuSummary, MaliceIsRefusedOrHarmless) {
  std::string Bytes = Sample().bytes();
  ASSERT_EQ(errorOf(fileAround(payloadOf(Bytes), Bytes)), "");
  Randomizer Random(3);
  unsigned Accepted = 0;
  for (int Round = 0; Round < 20000; ++Round) {
    std::optional<TuSummary> Summary = tamperedWith(Bytes, Random);
    if (!Summary)
      continue;
    ++Accepted;
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    dump(*Summary, OS);
    EXPECT_FALSE(Text.empty());
  }
  EXPECT_GT(Accepted, 100u) << "most changes are in names and numbers";
}

} // namespace
