//===- PointerEvents.h - What a C function's text does, in order *- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_POINTEREVENTS_H
#define OURO_CHECKS_EXTRACT_POINTEREVENTS_H

#include "checks/Extract/VariableUse.h"
#include "clang/AST/Expr.h"
#include <vector>

namespace ouro::extract {

/// One thing that a body does with pointers and counters.
struct PointerEvent {
  enum class Kind {
    Name,  ///< Variable gets Value
    Test,  ///< what is done depends on Value
    Enter, ///< the arms of an `if` whose condition is Value
    Leave, ///< ... end
    Stay,  ///< ... end, and what follows is one of them: the other one left
    Count, ///< Value is counted, Up or down
    Store, ///< Whole assigns Value to a field or an element
    Pass,  ///< Value is argument number Argument of Whole, or deleted by it
    Call   ///< Whole calls a named function
  };
  Kind What;
  const clang::Expr *Value = nullptr;
  const clang::Expr *Whole = nullptr;
  const clang::VarDecl *Variable = nullptr;
  unsigned Argument = 0;
  bool Up = false;
  bool InLoop = false;
  bool Conditional = false; ///< in a branch, or after one that leaves
};

/// All that a body does, in the order of its text.
struct PointerEvents {
  std::vector<PointerEvent> List;
  bool Repeats = false;     ///< there are loops, or labels that may make one
  OutsideVariables Outside; ///< that it mentions
};

/// Cost: one walk over \p Body.
PointerEvents readPointerEvents(const clang::Stmt *Body);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_POINTEREVENTS_H
