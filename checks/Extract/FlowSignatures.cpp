//===- FlowSignatures.cpp - What types say that calls may keep ------------===//
#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
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

static bool isPointer(QualType Type) { return Type->isPointerType(); }

template <class Asked>
static bool anyField(const RecordDecl &Record, Asked Is) {
  return llvm::any_of(Record.fields(), [&](const FieldDecl *Field) {
    return Is(Field->getType());
  });
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

/// A function of a C library that no model knows, and what its types tell of
/// what it may keep. Most such functions only use their arguments.
class LibraryFunction {
public:
  explicit LibraryFunction(const FunctionDecl &F);

  Keeps keeps(unsigned Index) const;

private:
  /// The directory that \p D is declared in: libraries have one of their own.
  const DirectoryEntry *home(const Decl &D) const;
  /// An object of this library with room for what it is told to remember. A
  /// stream that is given to some other library has none.
  bool canRemember(QualType Type) const;
  /// \p Index is a buffer: what follows says how long it is.
  bool hasLength(unsigned Index) const;

  const FunctionDecl &F;
  const DirectoryEntry *Home;
  /// It takes user data for a callback, which may run later and release it.
  bool Registers;
  llvm::SmallVector<unsigned, 4> Rememberers;
  bool MakesObject;
};

LibraryFunction::LibraryFunction(const FunctionDecl &F)
    : F(F), Home(home(F)),
      Registers(llvm::any_of(
          F.parameters(),
          [](const ParmVarDecl *P) { return takesUserData(P->getType()); })),
      MakesObject(canRemember(F.getReturnType())) {
  for (auto [Index, Parameter] : llvm::enumerate(F.parameters()))
    if (canRemember(Parameter->getType()))
      Rememberers.push_back(Index);
}

const DirectoryEntry *LibraryFunction::home(const Decl &D) const {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  OptionalFileEntryRef File =
      SM.getFileEntryRefForID(SM.getFileID(SM.getFileLoc(D.getLocation())));
  return File ? &File->getDir().getDirEntry() : nullptr;
}

bool LibraryFunction::canRemember(QualType Type) const {
  QualType Pointee = Type->getPointeeType();
  // The way in and the way out: `Library *`, `Library **`.
  if (!Pointee.isNull() && Pointee->isPointerType())
    Pointee = Pointee->getPointeeType();
  const RecordDecl *Record =
      Pointee.isNull() ? nullptr : Pointee->getAsRecordDecl();
  if (!Record || Pointee.isConstQualified() || !Home)
    return false;
  const RecordDecl *Definition = Record->getDefinition();
  return (!Definition || anyField(*Definition, isPointer)) &&
         llvm::any_of(Record->redecls(),
                      [&](const TagDecl *D) { return home(*D) == Home; });
}

bool LibraryFunction::hasLength(unsigned Index) const {
  if (Index + 1 >= F.getNumParams())
    return false;
  QualType Next = F.getParamDecl(Index + 1)->getType();
  if (Next->isPointerType())
    Next = Next->getPointeeType();
  return Next->isIntegerType() && !Next->isBooleanType() &&
         !Next->isEnumeralType() && !Next->isAnyCharacterType();
}

Keeps LibraryFunction::keeps(unsigned Index) const {
  QualType Type = F.getParamDecl(Index)->getType();
  if (Registers && isUserData(Type))
    return Keeps::Anything;
  QualType Pointee = Type->getPointeeType();
  bool Points = !Pointee.isNull();
  const RecordDecl *Record = definitionOf(Points ? Pointee : Type);
  if (Record && anyField(*Record, mayRelease))
    return Keeps::Anything;
  bool Writes = Points && !Pointee.isConstQualified();
  bool HasRoom = Writes && Record && anyField(*Record, isPointer);
  // Beside something that remembers: data for it, text that is not just read, a
  // node that is linked to it, a number that may be a descriptor.
  bool Remembers = MakesObject || llvm::any_of(Rememberers, [&](unsigned R) {
                     return R != Index;
                   });
  bool Data = Type->isVoidPointerType() && (Writes || Remembers);
  bool Text = Writes && Remembers && Pointee->isCharType();
  if ((Data || Text) && !hasLength(Index))
    return Keeps::Anything;
  bool Node = (HasRoom || Registers) && Remembers &&
              llvm::is_contained(Rememberers, Index);
  bool Number = Remembers && Type->isSpecificBuiltinType(BuiltinType::Int);
  if (Node || Number)
    return Keeps::Anything;
  return HasRoom ? Keeps::Copies : Keeps::Nothing;
}

/// What the types of \p F, whose body is not seen, say of its arguments.
void FlowCalls::readSignature(const FunctionDecl *F, CallMeaning &Meaning) {
  // C++ libraries are full of owners.
  std::optional<LibraryFunction> Library;
  if (!Names.isUserCode(F) && F->isExternC())
    Library.emplace(*F);
  bool Plain = true;
  for (auto [Index, Parameter] : llvm::enumerate(F->parameters())) {
    QualType Type = Parameter->getType();
    Keeps &Kept = Meaning.Parameters[Index];
    Kept = Library ? Library->keeps(Index) : keepsOf(Type);
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
