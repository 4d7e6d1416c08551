//===- FlowFacts.h - Which functions deal with resources --------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_FLOWFACTS_H
#define OURO_CHECKS_FACTS_FLOWFACTS_H

#include "checks/Facts/FlowGraph.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace ouro::facts {

/// A kind of resource, as models and annotations define it.
struct ResourceFact {
  std::string Kind;    ///< "FILE"; what acquires and releases must agree on
  std::string Noun;    ///< for people: "stream"
  std::string Release; ///< what gives it back: "fclose"
  SignSet Valid = SignSet::positive(); ///< of handles that are worth releasing
  /// A block that may hold other resources: ending it loses them.
  bool Contains = false;
  /// Double release is harmless or normal (reference counts).
  bool Counted = false;
  unsigned Cwe = 772;
  /// Other kinds whose release gives it back just as well; sorted.
  std::vector<unsigned> Also;
  /// Often there is nothing to give back: findings are Possible at most.
  bool Minor = false;
  /// Handles are numbers, and those below this one belong to the process: the
  /// standard streams.
  unsigned Standard = 0;
  /// A state of something that lives on, like a lock: judged only where one
  /// function acquires and releases it in the same place.
  bool Paired = false;
  /// It tells of a failure: a call that acquires none leaves alone what was
  /// where it would put it.
  bool Failure = false;
};

/// A step from an object to a part of it: into a field or, without one, through
/// a pointer.
struct PartStep {
  SymbolId Field;
  std::string Name; ///< for people

  bool operator==(const PartStep &Other) const { return Field == Other.Field; }
  auto operator<=>(const PartStep &Other) const {
    return Field <=> Other.Field;
  }
};

/// The way from what an argument points to, to a part that may hold a handle;
/// empty: all the way, `*argument`.
using PartPath = std::vector<PartStep>;
inline constexpr size_t MaxPartSteps = 4;

/// How a function's body uses one of its parameters, without regard to order.
/// `Receiver` is slot ReceiverSlot.
struct SlotUse {
  bool Kept = false; ///< stored, returned, captured, given to who knows whom
  /// What it leads to is kept, passed on or released, beside Parts.
  bool Content = false;
  std::vector<PartPath> PartsKept, PartsReleased; ///< sorted, unique
  std::vector<unsigned> Released; ///< indices into FlowFacts::Resources
  struct Pass {
    SymbolId Callee;
    unsigned Slot;
    /// What stands in this part is passed, not the parameter.
    std::optional<PartPath> Part;
    PartPath Inside; ///< the address of this part of what would be passed
    auto operator<=>(const Pass &) const = default;
  };
  std::vector<Pass> Passed; ///< to functions whose body may say more
};

inline constexpr unsigned ReceiverSlot = 999;

/// One function with a body, as seen by the scan that comes before any graph
/// is built.
struct FlowFunction {
  SymbolId Id;
  std::string Name; ///< qualified
  SourceSpan Where;
  SymbolId Record; ///< class it is a member of
  std::string RecordName;
  /// All members of Record have their bodies here, and nobody else can name its
  /// fields.
  bool RecordClosed = false;
  bool Local = false;         ///< no other TU can call it
  bool IsConstructor = false; ///< not one that leaves it to another
  bool IsDestructor = false;
  bool IsMain = false;
  bool Acquires = false; ///< a modelled or annotated acquire is in the body
  bool Releases = false; ///< a release of whatever is in the body
  bool Unpairs = false;  ///< a release of a Paired resource is in the body
  /// It stores into, or releases from, fields of its class: worth a graph for
  /// the ledger of fields.
  bool TouchesFields = false;
  /// A noreturn call or a throw is in the body: it may never return.
  bool Stops = false;
  /// A throw is in the body, or a call of something whose body is elsewhere and
  /// that is not declared noexcept.
  bool Throws = false;
  /// Short, calls nothing, and its result may depend on the sign of an
  /// argument: `bool isOpen(int Handle)`.
  bool Tells = false;
  std::vector<SymbolId> Calls; ///< sorted, unique
  std::vector<SlotUse> Slots;  ///< per parameter
  SlotUse Receiver;
};

/// An object is copied whose class leaves that to the compiler, field by field,
/// but has a destructor of its own.
struct RecordCopy {
  SymbolId Record;
  SourceSpan Where;
};

/// A class whose fields only its members can name, some of which have their
/// bodies in other TUs.
struct SplitClass {
  SymbolId Record;
  std::vector<SymbolId> Members; ///< that need a body; sorted
};

/// What the TU says about resources before graphs are built.
struct FlowFacts {
  std::vector<ResourceFact> Resources;
  std::vector<FlowFunction> Functions; ///< in source order
  std::vector<RecordCopy> Copies;
  std::vector<SplitClass> Split; ///< of those with a body in Functions
};

/// Lowers the body of FlowFacts::Functions[Index]. Called at most once per
/// function, only for those worth it. An empty graph (no blocks) means that the
/// body is beyond what we lower; the function then counts as unknown.
using FlowSource = llvm::function_ref<FlowGraph(unsigned Index)>;

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_FLOWFACTS_H
