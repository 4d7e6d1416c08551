//===- TuSummary.cpp ------------------------------------------------------===//
#include "checks/Summary/TuSummary.h"
#include "checks/Facts/Validity.h"
#include "checks/Summary/Coding.h"
#include "checks/Summary/PortableFlow.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

using namespace llvm::support;

namespace ouro::summary {

static constexpr llvm::StringLiteral Magic = "ouro-sum";
/// Magic, format, packing, hash of what is packed, its size unpacked.
static constexpr size_t HeadSize = 8 + 4 + 4 + 8 + 8;
/// Far beyond what a TU says, and what a reader can afford.
static constexpr uint64_t MaxSize = uint64_t(1) << 28;

enum class Packing : uint32_t { None, Zlib, Zstd };

static llvm::Error damaged(llvm::StringRef Name, const llvm::Twine &How) {
  return llvm::createStringError(
      std::errc::illegal_byte_sequence,
      "summary '%s' is damaged (%s); delete it and index again",
      Name.str().c_str(), How.str().c_str());
}

static Packing pack(llvm::StringRef Bytes,
                    llvm::SmallVectorImpl<uint8_t> &Out) {
  if (llvm::compression::zstd::isAvailable()) {
    llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(Bytes), Out,
                                      12);
    return Packing::Zstd;
  }
  if (llvm::compression::zlib::isAvailable()) {
    llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Bytes), Out);
    return Packing::Zlib;
  }
  llvm::append_range(Out, llvm::arrayRefFromStringRef(Bytes));
  return Packing::None;
}

/// Cost: linear in what comes out, which is checked to be no more than \p Size.
static llvm::Error unpack(Packing How, llvm::ArrayRef<uint8_t> Packed,
                          size_t Size, llvm::SmallVectorImpl<uint8_t> &Out) {
  switch (How) {
  case Packing::None:
    Out.assign(Packed.begin(), Packed.end());
    return llvm::Error::success();
  case Packing::Zlib:
    if (llvm::compression::zlib::isAvailable())
      return llvm::compression::zlib::decompress(Packed, Out, Size);
    break;
  case Packing::Zstd:
    if (llvm::compression::zstd::isAvailable())
      return llvm::compression::zstd::decompress(Packed, Out, Size);
    break;
  }
  return llvm::createStringError(
      std::errc::not_supported,
      "packed in a way that this program cannot unpack");
}

template <class T>
static std::string encode(WriteTables &Tables, const T &Fact) {
  Encoder Out(Tables);
  walk(Out, Fact);
  return std::move(Out.Out);
}

std::string write(const UnitFact &Unit, const facts::TuFacts &Facts,
                  const facts::FlowFacts &Flow,
                  const llvm::StringSet<> &Reported, facts::FlowSource Graphs,
                  llvm::StringRef Root) {
  PortableFlow Portable(Flow, Facts.MainFile, Reported, Graphs);
  WriteTables Tables;
  Tables.Root = Root;
  std::vector<std::string> Sections = {encode(Tables, Unit),
                                       encode(Tables, Facts),
                                       encode(Tables, Portable.Facts)};
  for (const std::optional<facts::FlowGraph> &Graph : Portable.Graphs)
    Sections.push_back(Graph ? encode(Tables, *Graph) : "");
  Encoder Payload(Tables);
  Payload.put(Tables.Texts.size());
  for (const std::string &Text : Tables.Texts) {
    Payload.put(Text.size());
    Payload.Out += Text;
  }
  Payload.put(Tables.Symbols.size());
  for (uint64_t Symbol : Tables.Symbols) {
    char Bytes[8];
    endian::write64le(Bytes, Symbol);
    Payload.Out.append(Bytes, sizeof Bytes);
  }
  for (const std::string &Section : Sections) {
    Payload.put(Section.size());
    Payload.Out += Section;
  }
  llvm::SmallVector<uint8_t, 0> Packed;
  Packing How = pack(Payload.Out, Packed);
  char Head[HeadSize];
  llvm::copy(Magic, Head);
  endian::write32le(Head + 8, Format);
  endian::write32le(Head + 12, static_cast<uint32_t>(How));
  endian::write64le(Head + 16, llvm::xxh3_64bits(Packed));
  endian::write64le(Head + 24, Payload.Out.size());
  std::string Out(Head, HeadSize);
  Out += llvm::toStringRef(Packed);
  return Out;
}

struct TuSummary::Storage {
  llvm::SmallVector<uint8_t, 0> Payload;
  ReadTables Tables;
  std::vector<llvm::StringRef> Graphs; ///< by function; empty: none
};

TuSummary::TuSummary(std::unique_ptr<Storage> Bytes)
    : Bytes(std::move(Bytes)) {}
TuSummary::~TuSummary() = default;
TuSummary::TuSummary(TuSummary &&) = default;
TuSummary &TuSummary::operator=(TuSummary &&) = default;

static void readTables(Decoder &Top, ReadTables &Tables) {
  for (uint64_t Left = Top.take(); Left && !Top.isDamaged(); --Left)
    Tables.Texts.push_back(Top.takeBytes(Top.take()).str());
  for (uint64_t Left = Top.take(); Left && !Top.isDamaged(); --Left)
    if (llvm::StringRef Symbol = Top.takeBytes(8); Symbol.size() == 8)
      Tables.Symbols.push_back({endian::read64le(Symbol.data())});
}

template <class T>
static bool decode(llvm::StringRef Bytes, ReadTables &Tables, T &Fact) {
  Decoder In(Bytes, Tables);
  walk(In, Fact);
  return In.isWhole();
}

/// What is packed in \p Bytes, if the head is in order.
static llvm::Error open(llvm::StringRef Bytes, llvm::StringRef Name,
                        llvm::SmallVectorImpl<uint8_t> &Payload) {
  if (!Bytes.starts_with(Magic))
    return llvm::createStringError(std::errc::invalid_argument,
                                   "'%s' is no summary of Ouro",
                                   Name.str().c_str());
  if (Bytes.size() < HeadSize)
    return damaged(Name,
                   "it ends after " + llvm::Twine(Bytes.size()) + " bytes");
  const char *Head = Bytes.data();
  if (uint32_t Found = endian::read32le(Head + 8); Found != Format)
    return llvm::createStringError(std::errc::invalid_argument,
                                   "summary '%s' has format %u, expected %u; "
                                   "index again with this version",
                                   Name.str().c_str(), Found, Format);
  uint64_t Size = endian::read64le(Head + 24);
  if (Size > MaxSize)
    return damaged(Name, "it claims to hold " + llvm::Twine(Size) + " bytes");
  auto How = static_cast<Packing>(endian::read32le(Head + 12));
  llvm::ArrayRef<uint8_t> Packed =
      llvm::arrayRefFromStringRef(Bytes.drop_front(HeadSize));
  if (llvm::xxh3_64bits(Packed) != endian::read64le(Head + 16))
    return damaged(Name, "its content does not match its hash");
  if (llvm::Error Error = unpack(How, Packed, Size, Payload))
    return damaged(Name, llvm::toString(std::move(Error)));
  if (Payload.size() != Size)
    return damaged(Name, "it holds " + llvm::Twine(Payload.size()) +
                             " bytes, not " + llvm::Twine(Size));
  return llvm::Error::success();
}

llvm::Expected<TuSummary> TuSummary::read(llvm::StringRef Bytes,
                                          llvm::StringRef Name,
                                          llvm::StringRef Root) {
  auto Stored = std::make_unique<Storage>();
  if (llvm::Error Error = open(Bytes, Name, Stored->Payload))
    return Error;
  ReadTables &Tables = Stored->Tables, Empty;
  Tables.Root = Root;
  Decoder Top(llvm::toStringRef(Stored->Payload), Empty);
  readTables(Top, Tables);
  TuSummary Summary(std::move(Stored));
  bool Whole = true;
  auto Section = [&](auto &Fact) {
    Whole = Whole && decode(Top.takeBytes(Top.take()), Tables, Fact);
  };
  Section(Summary.Unit);
  Section(Summary.Facts);
  Section(Summary.Flow);
  for (size_t I = 0; Whole && I < Summary.Flow.Functions.size(); ++I)
    Summary.Bytes->Graphs.push_back(Top.takeBytes(Top.take()));
  // The hash was right: such bytes were never written by us.
  if (!Whole || !Top.isWhole())
    return damaged(Name, "what it holds has no meaning");
  if (!facts::isValid(Summary.Facts) || !facts::isValid(Summary.Flow))
    return damaged(Name, "its facts refer to what is not there");
  return Summary;
}

bool TuSummary::hasGraph(unsigned Index) const {
  return !Bytes->Graphs[Index].empty();
}

facts::FlowGraph TuSummary::graph(unsigned Index) const {
  facts::FlowGraph Graph;
  if (!hasGraph(Index) || !decode(Bytes->Graphs[Index], Bytes->Tables, Graph) ||
      !facts::isValid(Graph, Flow))
    return {};
  return Graph;
}

} // namespace ouro::summary
