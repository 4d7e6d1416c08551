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
  const facts::HoldFact *Hold;            ///< null for captures
  const facts::EffectFact *Made = nullptr; ///< the store or capture; null if found so
  std::vector<facts::Arm> Arms;           ///< branches it was made in
};

/// A closed walk of strong holds among the objects of one run.
using ObjectRing = std::vector<ObjectHold>;

/// Runs one function on symbolic objects, in source order, with the calls of
/// functions of the same TU inlined, and records who holds whom. Parameters and
/// the receiver are assumed to be different objects; what is loaded from a
/// container is a new object each time. Loops run once, both arms of a branch
/// run, and a ring whose holds exclude each other is none: so a ring is only
/// reported if some run builds it.
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

  /// A name for people: "child", or the class of an unnamed object.
  std::string nameOf(unsigned Object) const;
  SymbolId typeOf(unsigned Object) const { return Objects[Object].Type; }
  bool isClosure(unsigned Object) const { return Objects[Object].Closure; }

private:
  struct Object {
    SymbolId Type;
    std::string Name;
    bool Closure = false;
  };
  struct Frame {
    const facts::FunctionFact *Function;
    std::vector<int> Values; ///< object of each ObjectFact, -1 before first use
    std::vector<facts::Arm> Arms;
    unsigned FirstBranch;
    int Returned = -1;
    unsigned Depth;
  };
  /// Where a place leads: an object, or a field of it if the place ends there.
  struct Slot {
    unsigned Owner;
    SymbolId Field; ///< none: the owner itself
    bool Element = false;
  };

  unsigned newObject(SymbolId Type, std::string Name, bool Closure = false);
  unsigned valueOf(Frame &F, unsigned ObjectIndex);
  Slot resolve(Frame &F, const facts::Place &P);
  unsigned load(const Slot &S);
  unsigned evaluate(Frame &F, const facts::Place &P) { return load(resolve(F, P)); }
  void execute(Frame &F);
  void apply(Frame &F, const facts::EffectFact &Effect);
  void store(const Slot &Target, unsigned Value, const facts::EffectFact &Effect,
             std::vector<facts::Arm> Arms);
  void forget(const Slot &Target, const std::vector<facts::Arm> &Arms);
  void call(Frame &F, const facts::EffectFact &Effect, std::vector<facts::Arm> Arms);
  std::vector<facts::Arm> armsOf(const Frame &F, const facts::EffectFact &Effect) const;
  std::vector<ObjectRing> rings() const;
  bool close(const ObjectHold &First, ObjectRing &Out) const;

  const HoldIndex &Index;
  std::vector<Object> Objects;
  std::vector<ObjectHold> Holds;
  std::map<std::pair<unsigned, SymbolId>, unsigned> Contents;
  std::vector<const facts::FunctionFact *> Stack;
  unsigned NextBranch = 0;
  unsigned Budget = MaxEffects;
};

} // namespace ouro::reasoning

#endif // OURO_CHECKS_REASONING_OBJECTGRAPH_H
