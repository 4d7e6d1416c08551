//===- FlowScanUses.cpp - What the scan sees values used for --------------===//
#include "checks/Extract/FlowScan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

void FlowScan::keepRoot(const Root &From) {
  SlotUse &Use = Variables[From.Variable].Use;
  if (!From.Part)
    Use.Kept = true;
  else if (!From.Exact || !addPart(Use, false, *From.Part))
    Use.Content = true;
}

void FlowScan::keep(const Expr *Value) {
  auto Keep = [this](const Root &From) { keepRoot(From); };
  // A reference keeps the object, not what stands in it.
  Value->isGLValue() ? eachRootOfAddress(Value, Keep) : eachRoot(Value, Keep);
}

void FlowScan::release(const Expr *Value, unsigned Resource) {
  if (Fact)
    Fact->Releases = true;
  eachRoot(Value, [&](const Root &From) {
    SlotUse &Use = Variables[From.Variable].Use;
    if (!From.Part)
      Use.Released.push_back(Resource);
    else if (!From.Exact || !addPart(Use, true, *From.Part))
      Use.Content = true;
    if (From.Part && From.Variable == This && Fact)
      Fact->TouchesFields = true;
  });
}

/// The local pointer that \p Value is the address of, or, \p ByReference, is;
/// null if it is none.
static const VarDecl *pointerNamedBy(const Expr *Value, bool ByReference) {
  const Expr *Named = plain(Value);
  if (!ByReference) {
    const auto *Unary = dyn_cast<UnaryOperator>(Named);
    if (!Unary || Unary->getOpcode() != UO_AddrOf)
      return nullptr;
    Named = plain(Unary->getSubExpr());
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Named);
  const auto *D = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return D && D->hasLocalStorage() && D->getType()->isPointerType() ? D
                                                                    : nullptr;
}

/// \p Target, a variable of this function or outside, gets \p Value.
void FlowScan::copyTo(const VarDecl *Target, const Expr *Value) {
  bool IsReference = Target->getType()->isReferenceType();
  if (!Target->hasLocalStorage() || Target->hasAttr<CleanupAttr>() ||
      (IsReference && !plain(Value)->isGLValue()))
    return keep(Value);
  if (Target->getType()->isRealFloatingType())
    return;
  // What is done through the new name to the pointer itself is not followed.
  if (const VarDecl *Pointer = pointerNamedBy(Value, IsReference))
    Variables[variable(Pointer)].Use.Kept = true;
  auto Copy = [&](const Root &From) {
    unsigned To = variable(Target);
    Variables[From.Variable].Copies.push_back(
        {To, From.Part ? Paths.of(*From.Part) : NoIndex, Paths.of(From.Inside),
         From.Exact});
  };
  IsReference ? eachRootOfAddress(Value, Copy) : eachRoot(Value, Copy);
}

/// The local variable that \p Target is, or is a part of; null if it is
/// elsewhere.
static const VarDecl *localOf(const Expr *Target) {
  for (;;) {
    Target = plain(Target);
    if (const auto *Member = dyn_cast<MemberExpr>(Target);
        Member && !Member->isArrow())
      Target = Member->getBase();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Target);
             Element && plain(Element->getBase())->getType()->isArrayType())
      Target = Element->getBase();
    else
      break;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Target);
  const auto *D = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return D && D->hasLocalStorage() && !D->getType()->isReferenceType()
             ? D
             : nullptr;
}

void FlowScan::assign(const Expr *Target, const Expr *Value) {
  if (Target->getType()->isRealFloatingType())
    return;
  if (const VarDecl *Local = localOf(Target))
    return copyTo(Local, Value);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(plain(Target)))
    if (const auto *D = dyn_cast<VarDecl>(Ref->getDecl());
        D && Relays::mayBe(D))
      Handed.addWrite(D, Current);
  keep(Value);
  touch(Target, Value);
}

/// Notes that a method writes a field that may hold a resource.
void FlowScan::touch(const Expr *Target, const Expr *Value) {
  const auto *Member = dyn_cast<MemberExpr>(plain(Target));
  if (!Fact || !Fact->Record || !Member ||
      !isa<CXXThisExpr>(plain(Member->getBase())))
    return;
  // A number is worth it if it comes from a call: a descriptor.
  if (Target->getType()->isPointerType() || isa<CallExpr>(plain(Value)))
    Fact->TouchesFields = true;
}

void FlowScan::pass(const Expr *Value, const FunctionDecl *Callee, Keeps What,
                    unsigned Slot) {
  if (What == Keeps::Nothing)
    return;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  bool Known = Callee && !(Method && Method->isVirtual()) &&
               (Slot == ReceiverSlot || Slot < Callee->getNumParams());
  // Members of a library's class do not take their own object away.
  if (Slot == ReceiverSlot && Callee && !Calls.Names.isUserCode(Callee))
    return;
  // By reference the value itself is read, by pointer what it points to.
  if (What == Keeps::Copies)
    return eachRoot(Value, [&](const Root &From) {
      if (Value->isGLValue())
        keepRoot(From);
      else
        Variables[From.Variable].Use.Content = true;
    });
  std::optional<SymbolId> Id;
  auto Pass = [&](const Root &From) {
    SlotUse &Use = Variables[From.Variable].Use;
    if (Known && From.Exact) {
      if (!Id)
        Id = Calls.Names.idOf(Callee);
      Use.Passed.push_back({*Id, Slot, From.Part, From.Inside});
    } else if (Known && !From.Part) {
      Use.Passed.push_back({Calls.Names.idOf(Callee), Slot, std::nullopt, {}});
      Use.Content = true;
    } else {
      keepRoot(From);
    }
  };
  Value->isGLValue() ? eachRootOfAddress(Value, Pass) : eachRoot(Value, Pass);
}

void FlowScan::passArguments(const FunctionDecl *Callee,
                             const CallMeaning &Meaning,
                             llvm::ArrayRef<const Expr *> Arguments) {
  for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
    bool Spoken = llvm::any_of(Meaning.Effects, [I = Index](const auto &M) {
      return M.Effect.Slot.Index == I &&
             M.Effect.Slot.Where == CallSlot::Kind::Argument;
    });
    if (!Spoken)
      pass(Argument, Callee, Calls.keeps(Meaning, Index, Arguments), Index);
  }
}

void FlowScan::applyEffects(const CallMeaning &Meaning, const Expr *Receiver,
                            llvm::ArrayRef<const Expr *> Arguments) {
  for (const MeantEffect &Meant : Meaning.Effects) {
    const ResourceEffect &Effect = Meant.Effect;
    // What it is a state of has no new owner.
    if (Effect.What == ResourceEffect::Kind::Release && Fact &&
        Calls.Resources[Meant.Resource].Paired) {
      Fact->Unpairs = true;
      continue;
    }
    if (Effect.What == ResourceEffect::Kind::Acquire) {
      if (Fact)
        Fact->Acquires = true;
      continue;
    }
    const Expr *Given = nullptr;
    if (Effect.Slot.Where == CallSlot::Kind::Receiver ||
        Effect.Slot.Where == CallSlot::Kind::Object)
      Given = Receiver;
    else if (Effect.Slot.Index < Arguments.size())
      Given = Arguments[Effect.Slot.Index];
    bool Releases = Effect.What == ResourceEffect::Kind::Release;
    if (Releases && Fact)
      Fact->Releases = true;
    if (!Given)
      continue;
    if (!Releases)
      keep(Given);
    else if (Effect.Slot.Where == CallSlot::Kind::Pointee ||
             Effect.Slot.Where == CallSlot::Kind::Object)
      eachRoot(Given, [this](const Root &From) {
        Variables[From.Variable].Use.Content = true;
      });
    else
      release(Given, Meant.Resource);
  }
}

/// \p Callee is called here, null through a pointer. What bodies throw, their
/// own facts say.
void FlowScan::noteThrow(const FunctionDecl *Callee,
                         const CallMeaning &Meaning) {
  if (Fact && Tries == 0 && !Meaning.HasBody && !Meaning.Borrows &&
      Calls.mayThrow(Callee))
    Fact->Throws = true;
}

void FlowScan::visitCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (Callee)
    Handed.addCall(Callee);
  const CallMeaning &Meaning =
      Callee ? Calls.meaningOf(Callee)
             : Calls.meaningOfPointer(
                   dyn_cast_or_null<ValueDecl>(E->getCalleeDecl()));
  if (Meaning.NoReturn && Fact)
    Fact->Stops = true;
  noteThrow(Callee, Meaning);
  if (Callee && !Meaning.Modelled && Calls.Names.isUserCode(Callee))
    Called.insert(Callee->getCanonicalDecl());
  llvm::ArrayRef<const Expr *> Arguments(E->getArgs(), E->getNumArgs());
  const Expr *Receiver = nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    Receiver = Member->getImplicitObjectArgument();
  } else if (isa<CXXOperatorCallExpr>(E) && Method && Method->isInstance() &&
             !Arguments.empty()) {
    Receiver = Arguments.front();
    Arguments = Arguments.drop_front();
    if (Method->isCopyAssignmentOperator())
      noteCopy(Method, E);
  }
  applyEffects(Meaning, Receiver, Arguments);
  if (Receiver)
    pass(Receiver, Callee, Calls.keeps(Meaning, ReceiverSlot, Arguments),
         ReceiverSlot);
  passArguments(Callee, Meaning, Arguments);
}

/// \p By, a constructor or operator that copies, does so at \p At.
void FlowScan::noteCopy(const CXXMethodDecl *By, const Expr *At) {
  if (!By->isDefaulted())
    return;
  const CXXDestructorDecl *Destructor = By->getParent()->getDestructor();
  if (Destructor && Destructor->isUserProvided() && isClosed(By->getParent()))
    Facts.Copies.push_back({Calls.Names.idOf(By->getParent()),
                            Calls.Map.spanOf(At->getSourceRange())});
}

void FlowScan::visitConstruct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Callee = E->getConstructor();
  if (Callee->isCopyConstructor() && !E->isElidable() && E != Elided)
    noteCopy(Callee, E);
  const CallMeaning &Meaning = Calls.meaningOf(Callee);
  noteThrow(Callee, Meaning);
  if (!Meaning.Modelled && Calls.Names.isUserCode(Callee) &&
      !Callee->isTrivial())
    Called.insert(Callee->getCanonicalDecl());
  llvm::ArrayRef<const Expr *> Arguments(E->getArgs(), E->getNumArgs());
  applyEffects(Meaning, nullptr, Arguments);
  // Copies of a trivial class are copies, not calls.
  if (Callee->isTrivial() && Callee->isCopyOrMoveConstructor())
    return;
  passArguments(Callee, Meaning, Arguments);
}

/// Through such variables virtual functions are called.
static bool isPolymorphicPointer(QualType Type) {
  if (!Type->isPointerType())
    return false;
  const CXXRecordDecl *Class = Type->getPointeeCXXRecordDecl();
  return Class && Class->hasDefinition() && Class->isPolymorphic();
}

/// Whoever only reads a variable loads it.
void FlowScan::visitLoad(const DeclRefExpr *E) {
  const auto *D = dyn_cast<VarDecl>(E->getDecl());
  if (!D || D->hasLocalStorage() || !Relays::mayBe(D))
    return;
  Handed.addRead(D, Current);
  Read.insert(D);
}

/// Anything else.
void FlowScan::visitName(const DeclRefExpr *E) {
  if (const auto *F = dyn_cast<FunctionDecl>(E->getDecl()))
    Handed.addName(F);
  const auto *D = dyn_cast<VarDecl>(E->getDecl());
  if (!D || (D->hasLocalStorage() && !isPolymorphicPointer(D->getType())))
    return;
  Calls.addWritten(D);
  if (!D->hasLocalStorage() && Relays::mayBe(D))
    Handed.addMention(D);
}

void FlowScan::finishRelays() {
  for (const VarDecl *D : Read) {
    SlotUse Use;
    resolve(variable(D), Use);
    if (Use.Kept || !Use.Released.empty() || !Use.Passed.empty())
      Handed.addUse(D, Current);
  }
}

} // namespace ouro::extract
