//===- Coding.h - Facts as bytes, and back ----------------------*- C++ -*-===//
#ifndef OURO_CHECKS_SUMMARY_CODING_H
#define OURO_CHECKS_SUMMARY_CODING_H

#include "checks/Summary/Walk.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace ouro::summary {

/// Text and identities that several sections share, numbered by first use.
struct WriteTables {
  llvm::StringRef Root; ///< names of files below it become relative
  llvm::StringMap<unsigned> TextNumbers;
  std::vector<std::string> Texts;
  llvm::DenseMap<uint64_t, unsigned> SymbolNumbers;
  std::vector<uint64_t> Symbols;

  unsigned numberOf(llvm::StringRef Text);
  unsigned numberOfFile(FileName File);
  unsigned numberOf(SymbolId Symbol);
};

struct ReadTables {
  llvm::StringRef Root; ///< what relative names of files are relative to
  std::vector<std::string> Texts;
  std::vector<FileName> Files; ///< Texts, once they were used as such
  std::vector<SymbolId> Symbols;

  FileName nameOf(llvm::StringRef Written) const;
};

/// Appends facts to bytes: numbers in LEB128, text and identities as numbers in
/// the tables, places as differences to the place before.
class Encoder {
public:
  explicit Encoder(WriteTables &Tables) : Tables(Tables) {}

  std::string Out;

  void put(uint64_t Number);
  template <class T> void number(const T &Value) {
    if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>)
      put(static_cast<uint64_t>(Value));
    else if constexpr (std::is_signed_v<T>)
      put(zigzag(Value));
    else // NoIndex, which is ~0, becomes 0
      put(static_cast<T>(Value + 1));
  }
  void text(const std::string &Text) { put(Tables.numberOf(Text)); }
  void file(const FileName &Name) { put(Tables.numberOfFile(Name)); }
  void symbol(const SymbolId &Symbol) { put(Tables.numberOf(Symbol)); }
  void signs(const SignSet &Signs);
  void span(const SourceSpan &Span);
  template <class T> void list(const std::vector<T> &List) {
    put(List.size());
    for (const T &Each : List)
      walk(*this, Each);
  }
  template <class T> void maybe(const std::optional<T> &Value) {
    put(Value.has_value());
    if (Value)
      walk(*this, *Value);
  }
  template <class... T> void members(const char *, const T &...Each) {
    (walk(*this, Each), ...);
  }
  static uint64_t zigzag(int64_t Value) {
    return static_cast<uint64_t>(Value) << 1 ^
           static_cast<uint64_t>(Value >> 63);
  }

private:
  WriteTables &Tables;
  SourceSpan Before;
};

/// The inverse of Encoder. Trusts nothing: after damage, isDamaged() stays true
/// and values are empty or zero; what is allocated is bounded by what is read.
class Decoder {
public:
  Decoder(llvm::StringRef Bytes, ReadTables &Tables)
      : Rest(Bytes), Tables(Tables) {}

  bool isDamaged() const { return Damaged; }
  bool isWhole() const { return !Damaged && Rest.empty(); }

  uint64_t take();
  llvm::StringRef takeBytes(uint64_t Size);
  template <class T> void number(T &Value) {
    uint64_t Number = take();
    if constexpr (std::is_enum_v<T>) {
      refuse(Number > static_cast<uint64_t>(Last<T>));
      Value = static_cast<T>(Damaged ? 0 : Number);
    } else if constexpr (std::is_same_v<T, bool>) {
      refuse(Number > 1);
      Value = Number == 1;
    } else if constexpr (std::is_signed_v<T>) {
      Value = static_cast<T>(Number >> 1 ^ (0 - (Number & 1)));
    } else {
      refuse(static_cast<T>(Number) != Number);
      Value = static_cast<T>(Number - 1);
    }
  }
  void text(std::string &Text);
  void file(FileName &Name) { Name = fileAt(take()); }
  void symbol(SymbolId &Symbol);
  void signs(SignSet &Signs);
  void span(SourceSpan &Span);
  template <class T> void list(std::vector<T> &List) {
    for (uint64_t Left = take(); Left && !Damaged; --Left)
      walk(*this, List.emplace_back());
  }
  template <class T> void maybe(std::optional<T> &Value) {
    bool Present = false;
    number(Present);
    if (Present)
      walk(*this, Value.emplace());
  }
  template <class... T> void members(const char *, T &...Each) {
    (walk(*this, Each), ...);
  }

private:
  void refuse(bool Bad) { Damaged |= Bad; }
  FileName fileAt(uint64_t Number);

  llvm::StringRef Rest;
  ReadTables &Tables;
  SourceSpan Before;
  bool Damaged = false;
};

} // namespace ouro::summary

#endif // OURO_CHECKS_SUMMARY_CODING_H
