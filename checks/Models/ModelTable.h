//===- ModelTable.h - Models laid out by the build --------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELTABLE_H
#define OURO_CHECKS_MODELS_MODELTABLE_H

#include "checks/Models/ModelFields.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/xxhash.h"

namespace ouro {

/// Reads what TableWriter wrote, in the same order.
struct TableReader {
  const uint8_t *At;

  void number(uint64_t &Value) {
    Value = 0;
    for (unsigned Shift = 0;; Shift += 7) {
      Value |= uint64_t(*At & 127) << Shift;
      if (*At++ < 128)
        return;
    }
  }
  void text(std::string &Value) { Value = view().str(); }
  llvm::StringRef view() {
    uint64_t Size;
    number(Size);
    llvm::StringRef Text(reinterpret_cast<const char *>(At), Size);
    At += Size;
    return Text;
  }
};

struct TableWriter {
  std::string Bytes;

  void number(uint64_t Value) {
    for (; Value > 127; Value >>= 7)
      Bytes.push_back(static_cast<char>(Value | 128));
    Bytes.push_back(static_cast<char>(Value));
  }
  void text(llvm::StringRef Value) {
    number(Value.size());
    Bytes += Value;
  }
};

/// Under what names each sort of model is filed.
template <class Model> constexpr char SortOf = 0;
template <> inline constexpr char SortOf<HandleModel> = 't';
template <> inline constexpr char SortOf<CallModel> = 'f';
template <> inline constexpr char SortOf<TypeObjectModel> = 'o';
template <> inline constexpr char SortOf<ResourceCallModel> = 'c';

/// A hash table in constant memory: a slot is the offset of an entry (its key
/// and the offset of its model), 0 if free; collisions go to the next slot. The
/// key is a letter, SortOf, and the qualified name.
/// Cost: a search hashes the name and compares one or two.
class ModelTable {
public:
  /// \p Slots are a power of two, at least one of them free.
  ModelTable(llvm::ArrayRef<uint8_t> Bytes, llvm::ArrayRef<uint32_t> Slots)
      : Bytes(Bytes), Slots(Slots) {}

  /// Where the fields of the model of that name are; null if there is none.
  template <class Model> TableReader find(llvm::StringRef Name) const {
    for (uint64_t Slot = hash(SortOf<Model>, Name);; ++Slot) {
      uint32_t Entry = Slots[Slot & (Slots.size() - 1)];
      if (!Entry)
        return {nullptr};
      TableReader Reader = at(Entry);
      llvm::StringRef Key = Reader.view();
      if (Key.front() != SortOf<Model> || Key.drop_front() != Name)
        continue;
      uint64_t Offset;
      Reader.number(Offset);
      return at(Offset);
    }
  }

  /// The kinds of resources, in order; they begin the table.
  std::vector<ResourceKindModel> kinds() const {
    std::vector<ResourceKindModel> Kinds;
    TableReader Reader = at(0);
    fields(Reader, Kinds);
    return Kinds;
  }

  static uint64_t hash(char Sort, llvm::StringRef Name) {
    return llvm::xxh3_64bits(Name) + static_cast<unsigned char>(Sort);
  }

private:
  TableReader at(uint64_t Offset) const { return {Bytes.data() + Offset}; }

  llvm::ArrayRef<uint8_t> Bytes;
  llvm::ArrayRef<uint32_t> Slots;
};

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELTABLE_H
