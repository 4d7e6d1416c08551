//===- FlowArguments.cpp - What calls get ---------------------------------===//
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

static QualType parameterType(const FunctionDecl *F, unsigned Index) {
  return F && Index < F->getNumParams() ? F->getParamDecl(Index)->getType()
                                        : QualType();
}

/// \p Escape only follows from the declaration of \p Callee, unless something
/// speaks of the call.
void FlowLowering::markGuessed(FlowEffect &Escape, const FunctionDecl *Callee,
                               bool SpokenOf) {
  if (SpokenOf || !Callee)
    return;
  Escape.Guessed = true;
  Escape.Callee = Calls.Names.idOf(Callee);
}

/// `append(new T)` where the parameter is a T *const &.
static bool bindsPointer(const Expr *Argument, const FunctionDecl *Callee,
                         unsigned Index) {
  QualType Parameter = parameterType(Callee, Index);
  return !Parameter.isNull() && Parameter->isReferenceType() &&
         Argument->getType()->isPointerType() && plain(Argument)->isPRValue();
}

/// The arguments of \p Call; what is passed by value, and of \p Partly known
/// functions what they may keep, goes where we do not see.
std::vector<FlowOperand> FlowLowering::lowerArguments(const LoweredCall &Call,
                                                      bool Partly,
                                                      bool SpokenOf) {
  const CallMeaning &Meaning = *Call.Meaning;
  std::vector<FlowOperand> Arguments;
  for (auto [Index, Argument] : llvm::enumerate(Call.Arguments)) {
    bool IsRecord = Argument->getType()->isRecordType() &&
                    !parameterType(Call.Callee, Index).isNull() &&
                    !parameterType(Call.Callee, Index)->isReferenceType();
    if (IsRecord && !Meaning.Borrows)
      escapeValue(Argument);
    Arguments.push_back(
        Values.argumentOf(Argument, parameterType(Call.Callee, Index)));
    if (Meaning.HasBody && bindsPointer(Argument, Call.Callee, Index)) {
      FlowPlace Bound = FlowValues::variablePlace(Values.temporaryOf(Argument));
      assign(Bound, std::move(Arguments.back()), Argument->getSourceRange());
      Arguments.back() = FlowValues::address(std::move(Bound));
    }
    bool Kept = Partly && !llvm::any_of(Meaning.Effects, [&](const auto &M) {
                  return M.Effect.Slot.Index == Index &&
                         (M.Effect.Slot.Where == CallSlot::Kind::Argument ||
                          M.Effect.Slot.Where == CallSlot::Kind::Pointee);
                });
    if (!Kept)
      continue;
    size_t First = Graph.Blocks[Current].Effects.size();
    keep(Calls.keeps(Meaning, Index, Call.Arguments), Arguments.back(),
         Argument);
    for (FlowEffect &Escape :
         llvm::drop_begin(Graph.Blocks[Current].Effects, First))
      markGuessed(Escape, Call.Callee, SpokenOf);
  }
  return Arguments;
}

} // namespace ouro::extract
