//===- CountedEffects.cpp - What calls do to counts kept by hand ----------===//
#include "checks/Extract/FunctionReader.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// Calls that retain, release or keep what is counted by hand. True if there is
/// no more to say about \p E.
bool FunctionReader::countedCall(const CallExpr *E, const CallModel *Model) {
  if (const CountedStore *Store = C.Counted.storeOf(E)) {
    // A container, or an object with user data, keeps it from now on.
    if (MaybePlace Owner = placeOf(E->getArg(Store->Owner))) {
      Owner->Path.insert(Owner->Path.end(), Store->Path.begin(),
                         Store->Path.end());
      storeAll(*Owner, E->getArg(Store->Data), E);
    }
    return true;
  }
  if (!Model) // whether a release ends the object is for the count to say
    return C.Counted.isRelease(E->getDirectCallee());
  if (Model->Argument >= E->getNumArgs() || Model->With >= E->getNumArgs())
    return false;
  const Expr *Argument = E->getArg(Model->Argument);
  if (Model->Effect == CallEffect::Clear) {
    breakHold(Argument, E);
    return true;
  }
  const auto *Address = dyn_cast<UnaryOperator>(stripped(Argument));
  if (Model->Effect == CallEffect::Assign && Address) {
    assign(Address->getSubExpr(), E->getArg(Model->With), E);
    return true;
  }
  return false;
}

} // namespace ouro::extract
