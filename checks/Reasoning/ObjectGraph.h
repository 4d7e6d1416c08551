//===- ObjectGraph.h - Which objects one run makes hold which ---*- C++ -*-===//
#ifndef OURO_CHECKS_REASONING_OBJECTGRAPH_H
#define OURO_CHECKS_REASONING_OBJECTGRAPH_H

#include "checks/Reasoning/HoldIndex.h"
#include <map>

namespace ouro::reasoning {

/// One strong hold between two symbolic objects.
struct ObjectHold {
  unsigned From;
  unsigned To;
  /// Null for captures, and for what a function object on the heap does.
  const facts::HoldFact *Hold;
  const facts::EffectFact *Made =
      nullptr;                  ///< the store or capture; null if found so
  std::vector<facts::Arm> Arms; ///< branches it was made in
  const facts::FunctionFact *Maker = nullptr; ///< whose effect Made is
  unsigned Depth = 0;                         ///< calls between root and Maker
};

/// A closed walk of strong holds among the objects of one run.
using ObjectRing = std::vector<ObjectHold>;

/// Runs one function on symbolic objects, in source order, with the calls of
/// functions of the same TU inlined, and records who holds whom. Parameters and
/// the receiver are assumed to be different objects; what is loaded from a
/// container is a new object each time. Loops run once and both arms of a
/// branch run; what a name or field stands for, and every hold, knows the arms
/// it takes to come about, and a ring whose holds exclude each other is none:
/// so a ring is only reported if some run builds it. Two simplifications
/// remain: a store or break in an arm undoes what was there for all that
/// follows, which misses rings; and a value that differs from arm to arm is
/// followed into one of them, so that a later store through the others is not
/// seen to undo it.
///
/// Cost: at most MaxEffects effects per run, inlined ones included; when they
/// are used up the rest of the function is not run.
class ObjectGraph {
public:
  static constexpr unsigned MaxEffects = 4000;
  static constexpr unsigned MaxDepth = 6;

  explicit ObjectGraph(const HoldIndex &Index) : Index(Index) {}

  /// Rings that a run of \p Root closes, the shortest one per closing store.
  std::vector<ObjectRing> run(const facts::FunctionFact &Root);

  /// True if the run makes every object of \p Ring, nothing else can reach them
  /// when it ends, and nothing we cannot place empties a field of the ring.
  /// Then what other functions do to such fields is no excuse: they never see
  /// these objects.
  bool isConfined(const ObjectRing &Ring) const;

  /// A name for people: "child", or the class of an unnamed object.
  std::string nameOf(unsigned Object) const;
  SymbolId typeOf(unsigned Object) const { return Objects[Object].Type; }
  bool isClosure(unsigned Object) const { return Objects[Object].Closure; }

private:
  struct Object {
    SymbolId Type;
    std::string Name;
    bool Closure = false;
    bool Empty = false;
    bool Inside = false;  ///< made by this run
    bool Escaped = false; ///< others may reach it
  };
  using ArmList = std::vector<facts::Arm>;
  /// What a name or field stands for in the runs that take \c Arms.
  struct Content {
    unsigned Object;
    ArmList Arms;
  };
  using Contents = llvm::SmallVector<Content, 1>; ///< oldest first
  struct Frame {
    const facts::FunctionFact *Function;
    std::vector<Contents> Values; ///< of each ObjectFact, none before first use
    ArmList Arms;
    unsigned FirstBranch = 0;
    Contents Returned = {};
    unsigned Depth = 0;
    bool InBody = false; ///< called by a closure, whenever that runs
  };
  /// Where a place leads: an object, or a field of it if the place ends there.
  struct Slot {
    unsigned Owner;
    SymbolId Field; ///< none: the owner itself
    bool Element = false;
  };

  unsigned newObject(SymbolId Type, std::string Name, bool Closure = false);
  // Arms: where the reader stands; what the answer depends on is added.
  unsigned valueOf(Frame &F, unsigned ObjectIndex, ArmList &Arms);
  Slot resolve(Frame &F, const facts::Place &P, ArmList &Arms);
  unsigned load(const Slot &S, ArmList &Arms);
  unsigned evaluate(Frame &F, const facts::Place &P, ArmList &Arms) {
    return load(resolve(F, P, Arms), Arms);
  }
  void execute(Frame &F);
  void apply(Frame &F, const facts::EffectFact &Effect);
  void store(Frame &F, const facts::EffectFact &Effect, ArmList Arms);
  void hold(const Frame &F, unsigned From, unsigned To,
            const facts::HoldFact *Hold, const facts::EffectFact &Made,
            ArmList Arms);
  void capture(Frame &F, const facts::EffectFact &Effect, ArmList Arms);
  unsigned copyOf(unsigned Object);
  static bool isIn(const ObjectHold &H, const Slot &S);
  unsigned holdsAt(Frame &F, const facts::Place &Target, ArmList Arms);
  void forget(const Slot &Target, const ArmList &Arms);
  void forgetAll(const Frame &F, const facts::Place &Target,
                 const ArmList &Arms);
  void forgetFrom(const Content &Owner, llvm::ArrayRef<SymbolId> Path,
                  unsigned &Left);
  void giveAway(Frame &F, const facts::EffectFact &Call, ArmList Arms);
  void propagateEscapes();
  void call(Frame &F, const facts::EffectFact &Effect, ArmList Arms);
  ArmList armsOf(const Frame &F, const facts::EffectFact &Effect) const;
  std::vector<ObjectRing> rings() const;
  bool close(const ObjectHold &First, ObjectRing &Out) const;

  const HoldIndex &Index;
  std::vector<Object> Objects;
  std::vector<ObjectHold> Holds;
  std::map<std::pair<unsigned, SymbolId>, Contents> Fields;
  /// Who may reach whom by what means ever, holds or not.
  std::vector<std::pair<unsigned, unsigned>> Reaches;
  /// Fields that something is emptied of which no object here stands for, or
  /// at a time that the order of effects does not tell.
  llvm::DenseSet<SymbolId> EmptiedSomewhere;
  std::vector<const facts::FunctionFact *> Stack;
  unsigned NextBranch = 0;
  unsigned Budget = MaxEffects;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_OBJECTGRAPH_H
