//===- PathState.cpp ------------------------------------------------------===//
#include "checks/Reasoning/PathState.h"
#include "llvm/ADT/STLExtras.h"

namespace ouro::reasoning {

template <typename List> static auto lowerBound(List &Items, unsigned Key) {
  return llvm::lower_bound(
      Items, Key, [](const auto &Item, unsigned K) { return Item.first < K; });
}

PathValue PathState::valueAt(unsigned Place) const {
  auto At = lowerBound(Places, Place);
  return At != Places.end() && At->first == Place ? At->second : PathValue();
}

void PathState::set(unsigned Place, PathValue Value) {
  auto At = lowerBound(Places, Place);
  bool Present = At != Places.end() && At->first == Place;
  if (Value.isUnknown()) {
    if (Present)
      Places.erase(At);
  } else if (Present) {
    At->second = Value;
  } else {
    Places.insert(At, {Place, Value});
  }
}

SignSet PathState::signsOf(unsigned Symbol) const {
  auto At = lowerBound(Signs, Symbol);
  return At != Signs.end() && At->first == Symbol ? At->second : SignSet::any();
}

void PathState::setSigns(unsigned Symbol, SignSet Set) {
  auto At = lowerBound(Signs, Symbol);
  bool Present = At != Signs.end() && At->first == Symbol;
  if (Set.isAny()) {
    if (Present)
      Signs.erase(At);
  } else if (Present) {
    At->second = Set;
  } else {
    Signs.insert(At, {Symbol, Set});
  }
}

SignSet PathState::signsOf(PathValue Value, const PathPlaces &Names) const {
  switch (Value.kind()) {
  case PathValue::Kind::Unknown:
    return SignSet::any();
  case PathValue::Kind::Constant:
    return SignSet::of(Names.constantOf(Value));
  case PathValue::Kind::Symbol:
    return signsOf(Value.index());
  case PathValue::Kind::Address:
    return SignSet::positive();
  case PathValue::Kind::Signs:
    return Value.signSet();
  }
  return SignSet::any();
}

const PathObject *PathState::objectOf(unsigned Symbol) const {
  auto At = llvm::find_if(
      Objects, [&](const PathObject &O) { return O.Handle == Symbol; });
  return At == Objects.end() ? nullptr : &*At;
}

PathObject *PathState::objectOf(unsigned Symbol) {
  return const_cast<PathObject *>(std::as_const(*this).objectOf(Symbol));
}

void PathState::add(PathObject Object) {
  auto At = llvm::upper_bound(
      Objects, Object, [](const PathObject &L, const PathObject &R) {
        return std::pair(L.Handle, L.Site) < std::pair(R.Handle, R.Site);
      });
  Objects.insert(At, Object);
}

void PathState::eraseObjects(
    llvm::function_ref<bool(const PathObject &)> Which) {
  llvm::erase_if(Objects, Which);
}

bool PathState::isHeld(unsigned Symbol) const {
  return llvm::any_of(Places,
                      [&](const auto &P) { return P.second.isSymbol(Symbol); });
}

void PathState::replace(unsigned Symbol, PathValue Value) {
  for (auto &[Place, Held] : Places)
    if (Held.isSymbol(Symbol))
      Held = Value;
  if (Written.isSymbol(Symbol))
    Written = Value;
  if (Value.isUnknown())
    llvm::erase_if(Places, [](const auto &P) { return P.second.isUnknown(); });
}

SignSet PathState::remembered(unsigned Condition) const {
  auto At = lowerBound(Conditions, Condition);
  bool Known = At != Conditions.end() && At->first == Condition;
  return Known ? At->second : SignSet::any();
}

void PathState::remember(unsigned Condition, SignSet Signs) {
  auto At = lowerBound(Conditions, Condition);
  if (At != Conditions.end() && At->first == Condition)
    At->second = Signs;
  else
    Conditions.insert(At, {Condition, Signs});
}

void PathState::forget(llvm::function_ref<bool(unsigned)> Which) {
  llvm::erase_if(Conditions, [&](const auto &C) { return Which(C.first); });
}

bool PathState::sameProperty(const PathState &Other, const PathPlaces &Names,
                             const llvm::BitVector &Carriers) const {
  if (Objects.size() != Other.Objects.size())
    return false;
  for (size_t I = 0; I < Objects.size(); ++I)
    if (!Objects[I].sameProperty(Other.Objects[I]))
      return false;
  auto Matters = [&](const std::pair<unsigned, PathValue> &P) {
    if (P.second.isSymbol() && objectOf(P.second.index()))
      return true; // both have the same objects
    return Names.isRoot(P.first) &&
           Names.rootKind(P.first) == PathPlaces::Root::Variable &&
           Carriers.test(Names.rootIndex(P.first));
  };
  auto I = Places.begin(), J = Other.Places.begin();
  while (true) {
    while (I != Places.end() && !Matters(*I))
      ++I;
    while (J != Other.Places.end() && !Matters(*J))
      ++J;
    if (I == Places.end() || J == Other.Places.end())
      return I == Places.end() && J == Other.Places.end();
    if (*I != *J)
      return false;
    ++I;
    ++J;
  }
}

bool PathState::knowsTheSame(const PathState &Other) const {
  return Places == Other.Places && Signs == Other.Signs &&
         Conditions == Other.Conditions &&
         llvm::equal(Objects, Other.Objects,
                     [](const PathObject &L, const PathObject &R) {
                       return L.sameProperty(R);
                     });
}

uint64_t PathState::digest() const {
  uint64_t Digest = 0;
  auto Add = [&](uint64_t Word) {
    Digest = (Digest ^ Word) * 0x9e3779b97f4a7c15;
    Digest ^= Digest >> 32;
  };
  for (const auto &[Place, Value] : Places)
    Add(uint64_t(Place) << 32 | Value.index() << 3 |
        static_cast<unsigned>(Value.kind()));
  for (const auto &[Symbol, Set] : Signs)
    Add(uint64_t(Symbol) << 2 | Set.meets(SignSet::negative()) |
        Set.meets(SignSet::positive()) << 1);
  for (const auto &[Condition, Set] : Conditions)
    Add(uint64_t(Condition) << 2 | Set.meets(SignSet::negative()) |
        Set.meets(SignSet::positive()) << 1);
  for (const PathObject &Object : Objects)
    Add(uint64_t(Object.Handle) << 32 | uint64_t(Object.Site) << 2 |
        static_cast<unsigned>(Object.State));
  return Digest;
}

/// Different values have at most their signs in common.
PathValue PathState::joinValues(PathValue Own, const PathState &Other,
                                PathValue Theirs, PathPlaces &Names) const {
  if (Own == Theirs)
    return Own;
  if (Own.isUnknown() || Theirs.isUnknown())
    return {};
  return PathValue::signs(signsOf(Own, Names) | Other.signsOf(Theirs, Names));
}

bool PathState::join(const PathState &Other, PathPlaces &Names) {
  bool Changed = false;
  // Values first: what symbols' signs they stand for is still known.
  auto Theirs = Other.Places.begin(), End = Other.Places.end();
  for (auto &[Place, Value] : Places) {
    while (Theirs != End && Theirs->first < Place)
      ++Theirs;
    bool Known = Theirs != End && Theirs->first == Place;
    PathValue Both =
        joinValues(Value, Other, Known ? Theirs->second : PathValue(), Names);
    Changed |= Both != Value;
    Value = Both;
  }
  llvm::erase_if(Places, [](const auto &P) { return P.second.isUnknown(); });
  for (auto &[Symbol, Set] : Signs) {
    SignSet Both = Set | Other.signsOf(Symbol);
    Changed |= Both != Set;
    Set = Both;
  }
  llvm::erase_if(Signs, [](const auto &S) { return S.second.isAny(); });
  for (auto &[Condition, Set] : Conditions) {
    SignSet Both = Set | Other.remembered(Condition);
    Changed |= Both != Set;
    Set = Both;
  }
  llvm::erase_if(Conditions, [](const auto &C) { return C.second.isAny(); });
  for (auto [Own, Theirs] : llvm::zip_equal(Objects, Other.Objects)) {
    Own.Watched |= Theirs.Watched;
    Own.Settings = Names.bothSettings(Own.Settings, Theirs.Settings);
  }
  return Changed;
}

} // namespace ouro::reasoning
