//===- ModelFields.h - What models consist of -------------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELFIELDS_H
#define OURO_CHECKS_MODELS_MODELFIELDS_H

#include "checks/Vocabulary/HandleModel.h"
#include "checks/Vocabulary/ResourceModel.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <type_traits>

namespace ouro {

/// fields(Io, X) hands all parts of X to Io.number() and Io.text(), which read
/// or write them: one list of fields for both directions, so that they agree.

template <class Io> void fields(Io &IO, std::string &Text) { IO.text(Text); }

template <class Io, class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>)
void fields(Io &IO, T &Value) {
  uint64_t Number = static_cast<uint64_t>(Value);
  IO.number(Number);
  Value = static_cast<T>(Number);
}

template <class Io> void fields(Io &IO, SignSet &Set) {
  constexpr SignSet Each[] = {SignSet::negative(), SignSet::zero(),
                              SignSet::positive()};
  uint64_t Bits = 0;
  for (auto [Bit, Sign] : llvm::enumerate(Each))
    Bits |= uint64_t(Set.meets(Sign)) << Bit;
  IO.number(Bits);
  Set = SignSet::none();
  for (auto [Bit, Sign] : llvm::enumerate(Each))
    if (Bits >> Bit & 1)
      Set = Set | Sign;
}

template <class Io, class T> void fields(Io &IO, std::vector<T> &List) {
  size_t Size = List.size();
  fields(IO, Size);
  List.resize(Size);
  for (T &Item : List)
    fields(IO, Item);
}

template <class Io, class T> void fields(Io &IO, std::optional<T> &Maybe) {
  bool Present = Maybe.has_value();
  fields(IO, Present);
  if (!Present)
    return;
  if (!Maybe)
    Maybe.emplace();
  fields(IO, *Maybe);
}

template <class Io, class T> void fields(Io &IO, llvm::StringMap<T> &Map) {
  std::map<std::string, T> Sorted; // the order of a StringMap is accidental
  for (const auto &Entry : Map)
    Sorted.emplace(Entry.getKey().str(), Entry.getValue());
  size_t Size = Sorted.size();
  fields(IO, Size);
  auto Next = Sorted.begin();
  for (size_t I = 0; I < Size; ++I) {
    std::pair<std::string, T> Entry;
    if (Next != Sorted.end())
      Entry = *Next++;
    fields(IO, Entry.first);
    fields(IO, Entry.second);
    Map[Entry.first] = Entry.second;
  }
}

template <class Io> void fields(Io &IO, HandleModel &M) {
  fields(IO, M.Type);
  fields(IO, M.Kind);
  fields(IO, M.Held);
  fields(IO, M.Members);
}

template <class Io> void fields(Io &IO, CallModel &M) {
  fields(IO, M.Function);
  fields(IO, M.Effect);
  for (unsigned *Index : {&M.Argument, &M.With, &M.By})
    fields(IO, *Index);
}

template <class Io> void fields(Io &IO, TypeObjectModel &M) {
  for (std::string *Text : {&M.Type, &M.Held, &M.Size, &M.Flags, &M.Traverse,
                            &M.Clear, &M.Base, &M.CollectedFlag})
    fields(IO, *Text);
  fields(IO, M.CollectedBit);
}

template <class Io> void fields(Io &IO, ResourceKindModel &M) {
  for (std::string *Text : {&M.Kind, &M.Noun, &M.Release})
    fields(IO, *Text);
  fields(IO, M.Valid);
  for (bool *Flag : {&M.Contains, &M.Counted, &M.Minor, &M.Paired, &M.Failure})
    fields(IO, *Flag);
  fields(IO, M.Cwe);
  fields(IO, M.Standard);
  fields(IO, M.Also);
  fields(IO, M.Frees);
}

template <class Io> void fields(Io &IO, CallSlot &S) {
  fields(IO, S.Where);
  fields(IO, S.Index);
  fields(IO, S.Field);
  fields(IO, S.Element);
}

template <class Io> void fields(Io &IO, ArgumentCondition &C) {
  fields(IO, C.Index);
  fields(IO, C.Signs);
}

template <class Io> void fields(Io &IO, ResourceEffect &E) {
  fields(IO, E.What);
  fields(IO, E.Slot);
  fields(IO, E.Resource);
  fields(IO, E.Success);
  fields(IO, E.Witness);
  fields(IO, E.Given);
  fields(IO, E.Unless);
  fields(IO, E.Deleter);
}

template <class Io> void fields(Io &IO, ResourceCallModel &M) {
  fields(IO, M.Effects);
  fields(IO, M.Same);
  fields(IO, M.Content);
  fields(IO, M.Pure);
  fields(IO, M.NoReturn);
  fields(IO, M.LastError);
  fields(IO, M.Result);
}

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELFIELDS_H
