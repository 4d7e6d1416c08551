//===- CountedHolds.cpp - Which fields teardowns release ------------------===//
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using ouro::facts::HoldKind;

namespace ouro::extract {

std::optional<HoldKind>
CountedStructs::kindOf(const FunctionDecl *Dropper) const {
  if (const CallModel *Model = modelOf(Dropper)) {
    if (Model->Effect == CallEffect::Release)
      return HoldKind::Shared;
    return Model->Effect == CallEffect::Free
               ? std::optional<HoldKind>(HoldKind::Unique)
               : std::nullopt;
  }
  Dropper = Dropper->getCanonicalDecl();
  if (Releases.contains({Dropper, 0}))
    return HoldKind::Shared;
  return Frees.contains({Dropper, 0})
             ? std::optional<HoldKind>(HoldKind::Unique)
             : std::nullopt;
}

std::optional<HoldKind> CountedStructs::kindOf(const PointerPass &Pass) const {
  if (isa<CXXDeleteExpr>(Pass.By))
    return HoldKind::Unique;
  if (!Pass.Callee)
    return std::nullopt;
  if (const CallModel *Model = modelOf(Pass.Callee)) {
    if (Model->Argument != Pass.Argument)
      return std::nullopt;
    if (Model->Effect == CallEffect::Release ||
        (Model->Effect == CallEffect::Clear && Pass.What.Address))
      return HoldKind::Shared;
    return Model->Effect == CallEffect::Free
               ? std::optional<HoldKind>(HoldKind::Unique)
               : std::nullopt;
  }
  Parameter Target{Pass.Callee->getCanonicalDecl(), Pass.Argument};
  if (Releases.contains(Target))
    return HoldKind::Shared;
  return Frees.contains(Target) ? std::optional<HoldKind>(HoldKind::Unique)
                                : std::nullopt;
}

void CountedStructs::addHolds() {
  for (auto &[F, Use] : Uses)
    for (const PointerPass &Pass : Use.Passes)
      if (std::optional<unsigned> Index = parameter(Pass.What, F);
          Index && !Pass.What.Fields.empty() && Dying.contains({F, *Index}))
        addHold(F, Pass);
}

/// True if \p Outer begins with an \p Inner, as a derived struct does in C.
static bool beginsWith(const RecordDecl *Outer, const RecordDecl *Inner) {
  for (unsigned Depth = 0; Outer && Depth < 4; ++Depth) {
    if (Outer == Inner)
      return true;
    Outer = Outer->getDefinition();
    if (!Outer || Outer->field_empty())
      return false;
    Outer = (*Outer->field_begin())->getType()->getAsRecordDecl();
  }
  return false;
}

/// True if what \p Pass gives away is no \p Held but something around it: the
/// element of an intrusive list, found by an offset from its link.
static bool isElsewhere(const PointerPass &Pass, const RecordDecl *Held) {
  const auto *Call = dyn_cast<CallExpr>(Pass.By);
  const RecordDecl *Given =
      Call ? structBehind(stripped(Call->getArg(Pass.Argument))->getType())
           : nullptr;
  return Given && !beginsWith(Given, Held) && !beginsWith(Held, Given);
}

void CountedStructs::addHold(const FunctionDecl *F, const PointerPass &Pass) {
  const FieldDecl *Field = Pass.What.Fields.back();
  if (Pass.Through && Pass.Through->getParent() == Field->getParent())
    Droppers[Field] = Pass.Through;
  std::optional<HoldKind> Kind = kindOf(Pass);
  const RecordDecl *Held = structBehind(Field->getType());
  QualType T = Field->getType();
  if (!Kind || !Held || T->isRecordType() || isElsewhere(Pass, Held))
    return;
  // Under a flag the field may be borrowed; a union's tag is no such flag.
  size_t Number = &Pass - Uses[F].Passes.data();
  if (!Field->getParent()->isUnion() && testsOf(F).Flagged[Number])
    return;
  bool Many = Pass.What.Many || T->isArrayType() ||
              (T->isPointerType() && T->getPointeeType()->isPointerType());
  addHold(Field, {Held, *Kind, Many, {}});
  // A part on the way belongs to the struct it stands in.
  for (const FieldDecl *Step : llvm::ArrayRef(Pass.What.Fields).drop_back())
    if (const RecordDecl *Part = structBehind(Step->getType());
        Part && !Step->getType()->isPointerType())
      addHold(Step, {Part, HoldKind::Part, Step->getType()->isArrayType(), {}});
}

void CountedStructs::addHold(const FieldDecl *Field, CountedHold Hold) {
  for (CountedHold &Known : Holds[Field])
    if (Known.Held == Hold.Held) {
      if (Hold.Kind == HoldKind::Shared)
        Known.Kind = HoldKind::Shared;
      Known.Many |= Hold.Many;
      return;
    }
  Holds[Field].push_back(std::move(Hold));
}

/// A teardown is closed if only teardowns call it: then it runs at the end of
/// an object and at no other time.
void CountedStructs::addClosedTeardowns() {
  for (auto &[F, Record] : Ends)
    for (unsigned I = 0; I < F->getNumParams(); ++I)
      if (Dying.contains({F, I})) {
        QualType T = F->getParamDecl(I)->getType();
        Record = structBehind(T);
        // void *, or a base: the fields it reads tell.
        for (const PointerPass &Pass : Uses[F].Passes)
          if (parameter(Pass.What, F) == I && !Pass.What.Fields.empty())
            Record = Pass.What.Fields.front()->getParent();
        break;
      }
  llvm::DenseSet<const FunctionDecl *> Open;
  for (auto &[F, Record] : Ends) {
    if (!isRelease(F) && F->getFormalLinkage() == Linkage::External &&
        !Names.isConfined(F))
      Open.insert(F);
  }
  for (auto &[F, Use] : Uses)
    for (const CallExpr *Call : Use.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee()->getCanonicalDecl();
      if (Ends.contains(F))
        continue;
      if (!isRelease(Callee) && Ends.contains(Callee))
        Open.insert(Callee);
      // A callback runs at any time, unless it is given to drop something.
      if (!modelOf(Callee) && Registrations.lookup(Callee).empty())
        for (const Expr *Argument : Call->arguments())
          if (const FunctionDecl *Callback = namedFunction(Argument);
              Callback && !isRelease(Callback))
            Open.insert(Callback->getCanonicalDecl());
    }
  for (auto &[F, Use] : Uses)
    for (const PointerPass &Pass : Use.Passes)
      if (auto It = Targets.find(Pass.Through);
          It != Targets.end() && !Ends.contains(F))
        Open.insert(It->second.begin(), It->second.end());
  for (const FunctionDecl *F : Open)
    Ends.erase(F);
}

void CountedStructs::addOwners() {
  bool Changed = true;
  for (auto &[Field, Held] : Holds)
    if (Held.front().Kind != HoldKind::Part)
      Owners.insert(Field->getParent());
  while (Changed) {
    Changed = false;
    for (auto &[Field, Held] : Holds)
      if (Held.front().Kind == HoldKind::Part &&
          Owners.contains(Held.front().Held))
        Changed |= Owners.insert(Field->getParent()).second;
  }
}

} // namespace ouro::extract
