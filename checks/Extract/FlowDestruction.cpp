//===- FlowDestruction.cpp - What ends with objects and variables ---------===//
#include "checks/Extract/FlowLowering.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

void FlowLowering::lowerDelete(const CXXDeleteExpr *E) {
  FlowOperand Value = Values.valueOf(E->getArgument());
  if (Value.How == FlowOperand::Kind::Unknown)
    return;
  unsigned Resource = Calls.resourceOf(E);
  FlowEffect &Effect = append(FlowEffectKind::Release, E->getSourceRange());
  Effect.Value = std::move(Value);
  Effect.Resource = Resource;
}

static bool isTriviallyDestroyed(QualType Type) {
  const CXXRecordDecl *Class =
      Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !Class || !Class->hasDefinition() || Class->hasTrivialDestructor();
}

/// Only \p Destructor and those of the fields run: no derived class's, and no
/// base has one of its own.
static bool isWhole(const CXXRecordDecl *Class,
                    const CXXDestructorDecl *Destructor) {
  bool Final = Class->hasAttr<FinalAttr>() || Destructor->hasAttr<FinalAttr>();
  return (Final || !Destructor->isVirtual()) &&
         llvm::all_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
           return isTriviallyDestroyed(Base.getType());
         });
}

/// The destructor that \p E runs on \p Object. No destructor keeps its object,
/// but one that is not \p Known may give back what the fields hold.
void FlowLowering::destroy(const CXXDeleteExpr *E,
                           const CXXDestructorDecl *Destructor,
                           FlowOperand Object, bool Known) {
  FlowEffect &Effect = append(FlowEffectKind::Call, E->getSourceRange());
  Effect.Result = Values.newResult();
  Effect.Callee = Calls.Names.idOf(Destructor);
  Effect.Name = "~" + Destructor->getParent()->getNameAsString();
  Effect.Receiver = std::move(Object);
  Effect.Virtual = Effect.Destroys = !Known;
}

/// The destructors that `delete` runs before the memory goes. Trivial ones
/// leave raw handles alone.
void FlowLowering::lowerDeleteDestructor(const CFGDeleteDtor &E) {
  const CXXRecordDecl *Class = E.getCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  const CXXDestructorDecl *Destructor =
      Class ? Class->getDestructor() : nullptr;
  if (!Destructor || Class->hasTrivialDestructor())
    return;
  const CXXDeleteExpr *Delete = E.getDeleteExpr();
  FlowOperand Value = Values.valueOf(Delete->getArgument());
  bool Written = Destructor->isUserProvided();
  if (!isWhole(Class, Destructor) ||
      (Written && !Calls.meaningOf(Destructor).HasBody))
    return destroy(Delete, Destructor, std::move(Value), /*Known=*/false);
  if (Written)
    destroy(Delete, Destructor, Value, /*Known=*/true);
  FlowValues::MaybePlace Object = FlowValues::pointeeOf(Value);
  for (const FieldDecl *Field : Class->fields())
    if (Object && !isTriviallyDestroyed(Field->getType()))
      destroy(Delete, Destructor,
              FlowValues::address(Values.memberOf(*Object, Field)),
              /*Known=*/false);
}

void FlowLowering::lowerCleanup(const CFGCleanupFunction &E) {
  const FunctionDecl *Callee = E.getFunctionDecl();
  const CallMeaning &Meaning = Calls.meaningOf(Callee);
  const VarDecl *Variable = E.getVarDecl();
  FlowPlace Place = FlowValues::variablePlace(Values.variableOf(Variable));
  FlowEffect &Effect =
      append(FlowEffectKind::Call, SourceRange(Variable->getLocation()));
  Effect.Result = Values.newResult();
  Effect.Callee = Calls.Names.idOf(Callee);
  Effect.Name = Callee->getNameAsString();
  Effect.Arguments = {FlowValues::address(Place)};
  Effect.Borrows = Meaning.Borrows || !Meaning.Effects.empty();
  for (const MeantEffect &Meant : Meaning.Effects) {
    if (Meant.Effect.What != ResourceEffect::Kind::Release)
      continue;
    FlowEffect &Release =
        append(FlowEffectKind::Release, SourceRange(Variable->getLocation()));
    Release.Value = FlowValues::load(Place);
    Release.Resource = Meant.Resource;
  }
}

} // namespace ouro::extract
