//===- SampleSummary.h - A small summary, and forgeries of it ---*- C++ -*-===//
#ifndef OURO_TEST_SUMMARY_SAMPLESUMMARY_H
#define OURO_TEST_SUMMARY_SAMPLESUMMARY_H

#include "checks/Summary/TuSummary.h"
#include "test/Summary/RandomFacts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

namespace ouro::summary {

/// A TU with a class that holds its own kind, a function that opens a file and
/// forgets it, and one that does nothing.
struct Sample {
  UnitFact Unit;
  facts::TuFacts Facts;
  facts::FlowFacts Flow;
  facts::FlowGraph Graph;
  llvm::StringSet<> Reported;

  Sample() {
    Unit.MainFile = Facts.MainFile = "/r/a.c";
    Unit.Configuration = 7;
    Unit.Tool = "test";
    Unit.Dependencies = {"/r/a.c"};
    Unit.Content = 1;
    facts::RecordFact &Record = Facts.Records.emplace_back();
    Record.Id = {11};
    Record.Name = "Node";
    Record.Where = {{"/r/a.h", 3, 8}, 3, 12};
    facts::HoldFact &Hold = Facts.Holds.emplace_back();
    Hold.Holder = Hold.Held = {11};
    Hold.Name = "Node::next";
    Hold.Kind = facts::HoldKind::Shared;
    Flow.Resources.resize(3);
    Flow.Resources[1].Kind = "unused";
    Flow.Resources[2].Kind = "FILE";
    facts::FlowFunction &Function = Flow.Functions.emplace_back();
    Function.Id = {21};
    Function.Name = "work";
    Function.Where = {{"/r/a.c", 1, 5}, 1, 9};
    Function.Acquires = true;
    facts::FlowFunction Helper;
    Helper.Id = {22};
    Helper.Name = "helper";
    Helper.Where = {{"/r/a.c", 9, 5}, 9, 11};
    Flow.Functions.push_back(Helper);
    Graph.Variables.emplace_back().Name = "f";
    facts::FlowBlock &Block = Graph.Blocks.emplace_back();
    facts::FlowEffect &Call =
        Block.Effects.emplace_back(facts::FlowEffectKind::Call);
    Call.Result = 0;
    Call.Callee = {31};
    facts::FlowEffect &Acquire =
        Block.Effects.emplace_back(facts::FlowEffectKind::Acquire);
    Acquire.Resource = 2;
    Acquire.Where = {{"/r/a.c", 3, 5}, 3, 9};
    Block.Exit = facts::FlowExit::Return;
  }

  std::string bytes() const {
    return write(
        Unit, Facts, Flow, Reported, [&](unsigned) { return Graph; }, "/r");
  }
};

/// What is packed in \p Bytes.
inline std::string payloadOf(const std::string &Bytes) {
  using namespace llvm::support;
  llvm::SmallVector<uint8_t, 0> Out;
  size_t Size = endian::read64le(Bytes.data() + 24);
  auto Packed = llvm::arrayRefFromStringRef(llvm::StringRef(Bytes).substr(32));
  bool Zstd = endian::read32le(Bytes.data() + 12) == 2;
  llvm::Error Error =
      Zstd ? llvm::compression::zstd::decompress(Packed, Out, Size)
           : llvm::compression::zlib::decompress(Packed, Out, Size);
  llvm::consumeError(std::move(Error));
  return llvm::toStringRef(Out).str();
}

/// A file whose hash is right, whatever \p Payload is: no damage but malice.
inline std::string fileAround(const std::string &Payload, std::string Head) {
  using namespace llvm::support;
  Head.resize(32);
  endian::write32le(Head.data() + 12, 0);
  endian::write64le(Head.data() + 16, llvm::xxh3_64bits(Payload));
  endian::write64le(Head.data() + 24, Payload.size());
  return Head + Payload;
}

/// \p Bytes with a few bytes of what they hold changed, if that can be read.
inline std::optional<TuSummary> tamperedWith(const std::string &Bytes,
                                             Randomizer &Random) {
  std::string Changed = payloadOf(Bytes);
  for (unsigned Flips = 1 + Random.below(3); Flips; --Flips)
    Changed[Random.below(static_cast<unsigned>(Changed.size()))] =
        static_cast<char>(Random.below(256));
  llvm::Expected<TuSummary> Summary =
      TuSummary::read(fileAround(Changed, Bytes), "x");
  if (Summary)
    return std::move(*Summary);
  llvm::consumeError(Summary.takeError());
  return std::nullopt;
}

} // namespace ouro::summary

#endif // OURO_TEST_SUMMARY_SAMPLESUMMARY_H
