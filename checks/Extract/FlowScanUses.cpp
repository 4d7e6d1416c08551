//===- FlowScanUses.cpp - What the scan sees values used for --------------===//
#include "checks/Extract/FlowScan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

static bool isReference(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(plain(E));
  return Ref && Ref->getDecl()->getType()->isReferenceType();
}

/// Calls \p Use with every variable that the value of \p E comes from. Interior
/// pointers come from the pointer; `Content` is set for what was loaded through
/// it.
void FlowScan::eachRoot(const Expr *E, RootUser Use, bool Content) {
  E = plain(E);
  if (!E)
    return;
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    if (const auto *D = dyn_cast<VarDecl>(cast<DeclRefExpr>(E)->getDecl());
        D && D->hasLocalStorage())
      Use(variable(D), Content);
    return;
  case Stmt::CXXThisExprClass:
    return Use(This, Content);
  case Stmt::MemberExprClass: {
    const auto *Member = cast<MemberExpr>(E);
    return eachRoot(Member->getBase(), Use,
                    Content || Member->isArrow() ||
                        isReference(Member->getBase()));
  }
  case Stmt::ArraySubscriptExprClass:
    return eachRoot(cast<ArraySubscriptExpr>(E)->getBase(), Use, true);
  case Stmt::UnaryOperatorClass:
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return eachRootOfOperator(E, Use, Content);
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass: {
    const auto *Choice = cast<AbstractConditionalOperator>(E);
    eachRoot(Choice->getTrueExpr(), Use, Content);
    return eachRoot(Choice->getFalseExpr(), Use, Content);
  }
  case Stmt::InitListExprClass:
    for (const Expr *Value : cast<InitListExpr>(E)->inits())
      if (Value)
        eachRoot(Value, Use, Content);
    return;
  case Stmt::CompoundLiteralExprClass:
    return eachRoot(cast<CompoundLiteralExpr>(E)->getInitializer(), Use,
                    Content);
  case Stmt::StmtExprClass:
    if (const Expr *Last = valueIn(cast<StmtExpr>(E)))
      eachRoot(Last, Use, Content);
    return;
  case Stmt::CallExprClass: {
    const auto *Call = cast<CallExpr>(E);
    std::optional<unsigned> Same =
        Calls.meaningOf(Call->getDirectCallee()).Same;
    if (Same && *Same < Call->getNumArgs())
      eachRoot(Call->getArg(*Same), Use, Content);
    return;
  }
  default:
    return;
  }
}

void FlowScan::eachRootOfOperator(const Expr *E, RootUser Use, bool Content) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      // The address of what p leads to counts as p; of p itself, as p.
      return eachRoot(Unary->getSubExpr(),
                      [&](unsigned Variable, bool) { Use(Variable, Content); });
    if (Unary->getOpcode() == UO_Deref)
      return eachRoot(Unary->getSubExpr(), Use, true);
    if (Unary->isIncrementDecrementOp())
      eachRoot(Unary->getSubExpr(), Use, Content);
    return;
  }
  const auto *Binary = cast<BinaryOperator>(E);
  if (Binary->getOpcode() == BO_Comma)
    return eachRoot(Binary->getRHS(), Use, Content);
  // Arithmetic on pointers, also on those that were cast to integers.
  if (Binary->isAdditiveOp() || Binary->isBitwiseOp() ||
      Binary->isAssignmentOp()) {
    eachRoot(Binary->getLHS(), Use, Content);
    eachRoot(Binary->getRHS(), Use, Content);
  }
}

void FlowScan::keep(const Expr *Value) {
  bool Read = Value->isPRValue() && isReference(Value);
  eachRoot(Value, [&](unsigned Variable, bool Content) {
    SlotUse &Use = Variables[Variable].Use;
    (Content || Read ? Use.Content : Use.Kept) = true;
  });
}

void FlowScan::release(const Expr *Value, unsigned Resource) {
  if (Fact)
    Fact->Releases = true;
  eachRoot(Value, [&](unsigned Variable, bool Content) {
    SlotUse &Use = Variables[Variable].Use;
    if (!Content)
      Use.Released.push_back(Resource);
    else
      Use.Content = true;
    if (Content && Variable == This && Fact)
      Fact->TouchesFields = true;
  });
}

/// \p Target, a variable of this function or outside, gets \p Value.
void FlowScan::copyTo(const VarDecl *Target, const Expr *Value) {
  if (!Target->hasLocalStorage() || Target->getType()->isReferenceType() ||
      Target->hasAttr<CleanupAttr>())
    return keep(Value);
  if (Target->getType()->isRealFloatingType())
    return;
  eachRoot(Value, [&](unsigned Variable, bool Content) {
    unsigned To = variable(Target);
    Variables[Variable].Copies.push_back({To, Content});
  });
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

void FlowScan::pass(const Expr *Value, const FunctionDecl *Callee,
                    const CallMeaning &Meaning, unsigned Slot) {
  Keeps What = Meaning.keeps(Slot);
  if (What == Keeps::Nothing)
    return;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  bool Known = Callee && !(Method && Method->isVirtual()) &&
               (Slot == ReceiverSlot || Slot < Callee->getNumParams());
  // Members of a library's class do not take their own object away.
  if (Slot == ReceiverSlot && Callee && !Calls.Names.isUserCode(Callee))
    return;
  std::optional<SymbolId> Id;
  eachRoot(Value, [&](unsigned Variable, bool Content) {
    SlotUse &Use = Variables[Variable].Use;
    if (Content) {
      Use.Content = true;
    } else if (What == Keeps::Copies) {
      // By reference the value itself is read, by pointer what it points to.
      (Value->isGLValue() ? Use.Kept : Use.Content) = true;
    } else if (Known) {
      if (!Id)
        Id = Calls.Names.idOf(Callee);
      Use.Passed.push_back({*Id, Slot});
    } else {
      Use.Kept = true;
    }
  });
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
      pass(Argument, Callee, Meaning, Index);
  }
}

void FlowScan::applyEffects(const CallMeaning &Meaning, const Expr *Receiver,
                            llvm::ArrayRef<const Expr *> Arguments) {
  for (const MeantEffect &Meant : Meaning.Effects) {
    const ResourceEffect &Effect = Meant.Effect;
    if (Effect.What == ResourceEffect::Kind::Acquire) {
      if (Fact)
        Fact->Acquires = true;
      continue;
    }
    const Expr *Given = nullptr;
    if (Effect.Slot.Where == CallSlot::Kind::Receiver)
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
    else if (Effect.Slot.Where == CallSlot::Kind::Pointee)
      eachRoot(Given, [this](unsigned Variable, bool) {
        Variables[Variable].Use.Content = true;
      });
    else
      release(Given, Meant.Resource);
  }
}

void FlowScan::visitCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  const CallMeaning &Meaning =
      Callee ? Calls.meaningOf(Callee)
             : Calls.meaningOfPointer(
                   dyn_cast_or_null<ValueDecl>(E->getCalleeDecl()));
  if (Meaning.NoReturn && Fact)
    Fact->Stops = true;
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
  }
  applyEffects(Meaning, Receiver, Arguments);
  if (Receiver)
    pass(Receiver, Callee, Meaning, ReceiverSlot);
  passArguments(Callee, Meaning, Arguments);
}

void FlowScan::visitConstruct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Callee = E->getConstructor();
  const CallMeaning &Meaning = Calls.meaningOf(Callee);
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

} // namespace ouro::extract
