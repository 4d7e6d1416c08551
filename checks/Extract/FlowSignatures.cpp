//===- FlowSignatures.cpp - What types say that calls may keep ------------===//
#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

const RecordDecl *definitionOf(QualType Type) {
  const RecordDecl *Record = Type->getAsRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

/// Who only gets to read something does not take it over, but may copy what it
/// reads: `handles.push_back(const Handle &)`. Plain text and numbers behind a
/// pointer are not handles.
static Keeps keepsOf(QualType Parameter) {
  QualType Pointee = Parameter->getPointeeType();
  if (Pointee.isNull() || !Pointee.isConstQualified())
    return Keeps::Anything;
  bool Plain = Parameter->isPointerType() && Pointee->isScalarType() &&
               !Pointee->isAnyPointerType();
  return Plain ? Keeps::Nothing : Keeps::Copies;
}

/// A function that can release what a pointer leads to: `void (*)(void *)`.
static bool mayRelease(QualType Type) {
  const auto *Callback =
      Type->isFunctionPointerType()
          ? Type->getPointeeType()->getAs<FunctionProtoType>()
          : nullptr;
  return Callback && Callback->getNumParams() == 1 &&
         Callback->getParamType(0)->isPointerType();
}

static bool isUserData(QualType Type) {
  QualType Pointee = Type->getPointeeType();
  return Type->isVoidPointerType() && !Pointee.isConstQualified();
}

/// A function that is called with what its user registered with it, whatever
/// else it is called with: `void (*)(void *, int)`.
static bool takesUserData(QualType Type) {
  const auto *Callback =
      Type->isFunctionPointerType()
          ? Type->getPointeeType()->getAs<FunctionProtoType>()
          : nullptr;
  return Callback && llvm::any_of(Callback->param_types(), isUserData);
}

/// What a function of the C library may keep. Most only use their arguments;
/// those that do not are modelled, or tell by their type: they take a callback,
/// or a structure with room for pointers.
static Keeps keepsOfLibrary(QualType Parameter) {
  QualType Pointee = Parameter->getPointeeType();
  QualType Type = Pointee.isNull() ? Parameter : Pointee;
  const RecordDecl *Record = definitionOf(Type);
  if (!Record)
    return Keeps::Nothing;
  auto Has = [&](auto Asked) {
    return llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
      return Asked(Field->getType());
    });
  };
  if (Has(mayRelease))
    return Keeps::Anything;
  bool Writes = !Pointee.isNull() && !Pointee.isConstQualified();
  return Writes && Has([](QualType T) { return T->isPointerType(); })
             ? Keeps::Copies
             : Keeps::Nothing;
}

/// What the types of \p F, whose body is not seen, say of its arguments.
void FlowCalls::readSignature(const FunctionDecl *F, CallMeaning &Meaning) {
  // Functions of C libraries; C++ libraries are full of owners.
  bool Library = !Names.isUserCode(F) && F->isExternC();
  // Such data is for the callback, which may run later and may release it.
  bool Registers =
      Library && llvm::any_of(F->parameters(), [](const ParmVarDecl *P) {
        return takesUserData(P->getType());
      });
  bool Plain = true;
  for (auto [Index, Parameter] : llvm::enumerate(F->parameters())) {
    QualType Type = Parameter->getType();
    Keeps &Kept = Meaning.Parameters[Index];
    Kept = !Library                        ? keepsOf(Type)
           : Registers && isUserData(Type) ? Keeps::Anything
                                           : keepsOfLibrary(Type);
    if (Library ? mayRelease(Type) : Type->isFunctionPointerType())
      Meaning.ToldBy = Index;
    Plain &= Kept == Keeps::Nothing;
  }
  Meaning.Borrows = Library && Plain && !Meaning.ToldBy;
}

bool FlowCalls::mayThrow(const FunctionDecl *F) const {
  if (!Context.getLangOpts().CXXExceptions)
    return false;
  if (!F)
    return true;
  if (F->getBuiltinID() != 0 || F->isExternC())
    return false;
  const auto *Type = F->getType()->getAs<FunctionProtoType>();
  // What nobody has worked out yet is implicit, and hardly throws.
  return Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) &&
         Type->canThrow() != CT_Cannot;
}

Keeps FlowCalls::keeps(const CallMeaning &Meaning, unsigned Index,
                       llvm::ArrayRef<const Expr *> Arguments) {
  if (Meaning.Borrows)
    return Keeps::Nothing;
  if (Index >= Meaning.Parameters.size())
    return Keeps::Anything;
  bool Told = Meaning.ToldBy && *Meaning.ToldBy < Arguments.size() &&
              !Arguments[*Meaning.ToldBy]->isNullPointerConstant(
                  Context, Expr::NPC_ValueDependentIsNotNull);
  return Told ? Keeps::Anything : Meaning.Parameters[Index];
}

} // namespace ouro::extract
