//===- MergeFacts.cpp -----------------------------------------------------===//
#include "tools/Link/MergeFacts.h"
#include "checks/Summary/Canonical.h"
#include "llvm/ADT/STLExtras.h"
#include <concepts>
#include <tuple>

using namespace ouro::facts;

namespace ouro::link {

template <class T> static void sortUnique(std::vector<T> &List) {
  llvm::sort(List);
  List.erase(llvm::unique(List), List.end());
}

/// The lists of all units, one after the other.
template <class T>
static std::vector<T> gather(std::vector<TuFacts> &Units,
                             std::vector<T> TuFacts::*Member) {
  std::vector<T> All;
  for (TuFacts &Unit : Units)
    std::move((Unit.*Member).begin(), (Unit.*Member).end(),
              std::back_inserter(All));
  return All;
}

/// Joins neighbours with the same key, after sorting by it. \p Join(Into,
/// Other) is commutative, associative and idempotent.
template <class T, class Key, class Joiner>
static void joinByKey(std::vector<T> &List, Key KeyOf, Joiner Join) {
  llvm::sort(List, [&](const T &L, const T &R) { return KeyOf(L) < KeyOf(R); });
  size_t Kept = 0;
  for (size_t I = 0; I < List.size(); ++I) {
    if (Kept && !(KeyOf(List[Kept - 1]) < KeyOf(List[I]))) {
      Join(List[Kept - 1], std::move(List[I]));
      continue;
    }
    if (Kept != I)
      List[Kept] = std::move(List[I]);
    ++Kept;
  }
  List.erase(List.begin() + static_cast<ptrdiff_t>(Kept), List.end());
}

/// Each fact once, in canonical order.
template <class T> static void uniteByContent(std::vector<T> &List) {
  std::vector<std::pair<std::string, T>> Keyed;
  for (T &Each : List)
    Keyed.emplace_back(summary::canonical(Each), std::move(Each));
  llvm::sort(Keyed, llvm::less_first());
  List.clear();
  for (size_t I = 0; I < Keyed.size(); ++I)
    if (!I || Keyed[I].first != Keyed[I - 1].first)
      List.push_back(std::move(Keyed[I].second));
}

/// The lists of all units, each fact once.
template <class T>
static std::vector<T> unite(std::vector<TuFacts> &Units,
                            std::vector<T> TuFacts::*Member) {
  std::vector<T> All = gather(Units, Member);
  if constexpr (std::totally_ordered<T>)
    sortUnique(All);
  else
    uniteByContent(All);
  return All;
}

/// The least place that is one.
static void joinPlace(SourceSpan &Into, const SourceSpan &Other) {
  if (Other.isValid() && (!Into.isValid() || Other < Into))
    Into = Other;
}

template <class T> static void joinGreatest(T &Into, T &&Other) {
  if (Into < Other)
    Into = std::move(Other);
}

static void joinRecord(RecordFact &Into, RecordFact &&Other) {
  joinGreatest(Into.Name, std::move(Other.Name));
  joinPlace(Into.Where, Other.Where);
  Into.Complete |= Other.Complete;
  Into.Polymorphic |= Other.Polymorphic;
  Into.Shareable |= Other.Shareable;
  Into.Confined &= Other.Confined;
  Into.MayBeTornDownElsewhere &= Other.MayBeTornDownElsewhere;
  Into.Acyclic |= Other.Acyclic;
  Into.Immortal |= Other.Immortal;
  Into.Collected |= Other.Collected;
  joinGreatest(Into.Reason, std::move(Other.Reason));
  joinPlace(Into.DefaultedAssignment, Other.DefaultedAssignment);
  llvm::append_range(Into.Bases, std::move(Other.Bases));
  sortUnique(Into.Bases);
}

static void mergeRecords(std::vector<RecordFact> &Records) {
  for (RecordFact &Record : Records) {
    sortUnique(Record.Bases);
    // Who has not seen the definition has no say.
    if (!Record.Complete)
      Record.Confined = Record.MayBeTornDownElsewhere = true;
  }
  joinByKey(Records, [](const RecordFact &R) { return R.Id; }, joinRecord);
}

static void joinHold(HoldFact &Into, HoldFact &&Other) {
  joinGreatest(Into.Name, std::move(Other.Name));
  joinGreatest(Into.HeldName, std::move(Other.HeldName));
  Into.Many |= Other.Many;
  Into.Fixed &= Other.Fixed;
  Into.Silenced |= Other.Silenced;
  if (std::tie(Into.BrokenBy, Into.BrokenByName) <
      std::tie(Other.BrokenBy, Other.BrokenByName)) {
    Into.BrokenBy = Other.BrokenBy;
    Into.BrokenByName = std::move(Other.BrokenByName);
  }
  joinGreatest(Into.Reason, std::move(Other.Reason));
  joinPlace(Into.Where, Other.Where);
}

static void joinFunction(FunctionFact &Into, FunctionFact &&Other) {
  if (summary::canonical(Other) < summary::canonical(Into))
    Into = std::move(Other);
}

static void joinGlobal(GlobalFact &Into, GlobalFact &&Other) {
  joinGreatest(Into.Name, std::move(Other.Name));
  Into.Kind = std::max(Into.Kind, Other.Kind);
  Into.PerThread |= Other.PerThread;
  Into.Closed |= Other.Closed;
  Into.Weak |= Other.Weak;
  Into.Shrinks |= Other.Shrinks;
  Into.Escapes |= Other.Escapes;
  llvm::append_range(Into.Growths, std::move(Other.Growths));
  llvm::append_range(Into.Links, std::move(Other.Links));
  joinPlace(Into.Where, Other.Where);
}

TuFacts merge(std::vector<TuFacts> Units) {
  TuFacts All;
  All.HasErrors = !Units.empty() && llvm::all_of(Units, [](const TuFacts &U) {
    return U.HasErrors;
  });
  All.Records = gather(Units, &TuFacts::Records);
  mergeRecords(All.Records);
  All.Holds = gather(Units, &TuFacts::Holds);
  joinByKey(
      All.Holds,
      [](const HoldFact &H) {
        return std::make_tuple(H.Holder, H.Field, H.Held, H.Kind);
      },
      joinHold);
  All.Functions = gather(Units, &TuFacts::Functions);
  joinByKey(
      All.Functions, [](const FunctionFact &F) { return F.Id; }, joinFunction);
  All.Inert = unite(Units, &TuFacts::Inert);
  All.Uncollected = unite(Units, &TuFacts::Uncollected);
  All.Traces = unite(Units, &TuFacts::Traces);
  All.Globals = gather(Units, &TuFacts::Globals);
  joinByKey(All.Globals, [](const GlobalFact &G) { return G.Id; }, joinGlobal);
  for (GlobalFact &Global : All.Globals) {
    uniteByContent(Global.Growths);
    sortUnique(Global.Links);
  }
  All.Served = unite(Units, &TuFacts::Served);
  All.Relinked = unite(Units, &TuFacts::Relinked);
  All.Annotations = unite(Units, &TuFacts::Annotations);
  return All;
}

} // namespace ouro::link
