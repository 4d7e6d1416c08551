//===- TypeHolds.cpp ------------------------------------------------------===//
#include "checks/Extract/TypeHolds.h"
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/CountedHandle.h"
#include "checks/Extract/CountedStruct.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using ouro::facts::HoldKind;

namespace ouro::extract {

/// Nesting deeper than this is a type computation, not a data structure.
static constexpr unsigned MaxNesting = 8;

/// How something is held through a chain of two holds: anything that is not
/// strong wins, then counting, then sole ownership.
static HoldKind combine(HoldKind Outer, HoldKind Inner) {
  for (HoldKind Kind : {HoldKind::Weak, HoldKind::Raw, HoldKind::Traced,
                        HoldKind::Shared, HoldKind::Unique})
    if (Outer == Kind || Inner == Kind)
      return Kind;
  return Inner;
}

static HoldKind kindOf(HandleKind Kind) {
  switch (Kind) {
  case HandleKind::Shared:
    return HoldKind::Shared;
  case HandleKind::Unique:
    return HoldKind::Unique;
  case HandleKind::Weak:
    return HoldKind::Weak;
  case HandleKind::Raw:
    return HoldKind::Raw;
  case HandleKind::Erased:
    return HoldKind::Erased;
  case HandleKind::Container:
  case HandleKind::Wrapper:
    return HoldKind::Part;
  }
  return HoldKind::Part;
}

TypeHolds::TypeHolds(ASTContext &Context, const HandleModels &Models,
                     const SourceMap &Map, Symbols &Names)
    : Context(Context), Models(Models), Map(Map), Names(Names) {}

TypeHolds::~TypeHolds() = default;

const HandleModel *TypeHolds::modelOf(const CXXRecordDecl *Record) {
  Record = Record->getCanonicalDecl();
  auto [It, New] = ModelByRecord.try_emplace(Record, nullptr);
  if (!New)
    return It->second;
  const NamedDecl *Named = Record;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    Named = Spec->getSpecializedTemplate();
  const HandleModel *Model = Models.findType(Names.modelName(Named));
  return ModelByRecord[Record] = Model;
}

/// A class template whose author says, by a word of ours if it comes from a
/// system header, that its objects are handles to what its first argument
/// names.
std::unique_ptr<RecognisedHandle>
TypeHolds::annotated(const CXXRecordDecl *Record) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Spec || Spec->getTemplateArgs().size() == 0 ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
      Spec->getTemplateArgs()[0].getAsType()->isFunctionType())
    return nullptr;
  bool OursOnly = !Names.isUserCode(Record);
  std::optional<HoldKind> Kind;
  for (const Annotation &Said :
       readAnnotations(*Spec->getSpecializedTemplate()->getTemplatedDecl(), Map)
           .Good) {
    if (OursOnly && Said.Foreign)
      continue;
    if (Said.Kind == AnnotationKind::Traced ||
        Said.Kind == AnnotationKind::TracedBy)
      Kind = HoldKind::Traced;
    else if (Said.Kind == AnnotationKind::Strong && Kind != HoldKind::Traced)
      Kind = Said.Foreign ? HoldKind::Unique : HoldKind::Shared;
    else if (Said.Kind == AnnotationKind::Weak)
      Kind = Said.Foreign ? HoldKind::Raw : HoldKind::Weak;
  }
  if (!Kind)
    return nullptr;
  return std::make_unique<RecognisedHandle>(
      RecognisedHandle{*Kind, Spec->getTemplateArgs()[0].getAsType(), nullptr});
}

const RecognisedHandle *TypeHolds::recognised(const CXXRecordDecl *Record) {
  Record = Record->getCanonicalDecl();
  auto [It, New] = ByBehaviour.try_emplace(Record);
  if (!New)
    return It->second.get();
  std::unique_ptr<RecognisedHandle> Handle = annotated(Record);
  if (!Handle && Names.isUserCode(Record))
    if (std::optional<RecognisedHandle> Found = recogniseHandle(*Record))
      Handle = std::make_unique<RecognisedHandle>(*Found);
  return (ByBehaviour[Record] = std::move(Handle)).get();
}

llvm::ArrayRef<TypeHold> TypeHolds::holdsOf(QualType T) {
  if (T.isNull() || T->isDependentType())
    return {};
  T = Context.getCanonicalType(T).getUnqualifiedType();
  auto It = ByType.find(T.getAsOpaquePtr());
  if (It != ByType.end())
    return It->second;
  Holds Found;
  collect(T, HoldKind::Part, /*Many=*/false, 0, Found);
  // Copied out of the map's reach: callers hold the array while it grows.
  llvm::ArrayRef<TypeHold> Kept = llvm::ArrayRef<TypeHold>(Found).copy(Storage);
  ByType[T.getAsOpaquePtr()] = Kept;
  return Kept;
}

void TypeHolds::collect(QualType T, HoldKind Via, bool Many, unsigned Depth,
                        Holds &Out) {
  if (Depth > MaxNesting || T.isNull())
    return;
  T = Context.getCanonicalType(T).getUnqualifiedType();
  if (const ArrayType *Array = Context.getAsArrayType(T))
    return collect(Array->getElementType(), Via, /*Many=*/true, Depth + 1, Out);
  if (const auto *Atomic = T->getAs<AtomicType>())
    return collect(Atomic->getValueType(), Via, Many, Depth + 1, Out);
  if (T->isVoidType()) { // shared_ptr<void>
    if (Via == HoldKind::Shared || Via == HoldKind::Unique)
      Out.push_back({nullptr, HoldKind::Erased, Many});
    return;
  }
  if (T->isPointerType() || T->isReferenceType()) {
    if (const CXXRecordDecl *Pointee =
            T->getPointeeType()->getAsCXXRecordDecl())
      Out.push_back({Pointee, HoldKind::Raw, Many});
    return;
  }
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    collectRecord(Record, Via, Many, Depth, Out);
}

void TypeHolds::collectRecord(const CXXRecordDecl *Record, HoldKind Via,
                              bool Many, unsigned Depth, Holds &Out) {
  if (const HandleModel *Model = modelOf(Record))
    return collectModelled(Record, *Model, Via, Many, Depth, Out);
  if (const RecognisedHandle *Handle = recognised(Record))
    return collect(Handle->Held, combine(Via, Handle->Kind), Many, Depth + 1,
                   Out);
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (Spec && collectElements(Spec, Via, Depth, Out))
    return;
  if (Record->isLambda()) {
    if (facts::strengthOf(Via) == facts::HoldStrength::Strong)
      Out.push_back({nullptr, HoldKind::Erased, Many});
  } else if (Names.isUserCode(Record)) {
    Out.push_back({Record, Via, Many});
  }
}

void TypeHolds::collectModelled(const CXXRecordDecl *Record,
                                const HandleModel &Model, HoldKind Via,
                                bool Many, unsigned Depth, Holds &Out) {
  if (Model.Kind == HandleKind::Erased) {
    if (facts::strengthOf(Via) == facts::HoldStrength::Strong)
      Out.push_back({nullptr, HoldKind::Erased, Many});
    return;
  }
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Spec)
    return;
  HoldKind Kind = combine(Via, kindOf(Model.Kind));
  Many |= Model.Kind == HandleKind::Container;
  auto Take = [&](const TemplateArgument &Argument) {
    if (Argument.getKind() == TemplateArgument::Type)
      collect(Argument.getAsType(), Kind, Many, Depth + 1, Out);
  };
  llvm::ArrayRef<TemplateArgument> Arguments =
      Spec->getTemplateArgs().asArray();
  for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
    if (!Model.Held.empty() && !llvm::is_contained(Model.Held, Index))
      continue;
    if (Argument.getKind() == TemplateArgument::Pack)
      llvm::for_each(Argument.pack_elements(), Take);
    else
      Take(Argument);
  }
}

/// A class, or a base of it, that keeps elements of type \p Element behind a
/// pointer and destroys them: a container of the user's own.
static bool keepsBehindPointer(const CXXRecordDecl *Record, QualType Element,
                               ASTContext &Context, unsigned Depth = 0) {
  if (!Record->hasDefinition() || Depth > 4)
    return false;
  for (const FieldDecl *Field : Record->fields()) {
    QualType T = Field->getType();
    if (T->isPointerType() &&
        Context.hasSameUnqualifiedType(T->getPointeeType(), Element))
      return true;
  }
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl())
      if (keepsBehindPointer(B, Element, Context, Depth + 1))
        return true;
  return false;
}

/// Containers no model knows: templates over an owning type that keep their
/// elements behind a pointer (llvm::SmallVector<std::shared_ptr<T>>).
bool TypeHolds::collectElements(const ClassTemplateSpecializationDecl *Record,
                                HoldKind Via, unsigned Depth, Holds &Out) {
  if (Record->getTemplateArgs().size() == 0 || !Record->hasDefinition())
    return false;
  const TemplateArgument &First = Record->getTemplateArgs()[0];
  if (First.getKind() != TemplateArgument::Type ||
      !First.getAsType()->isRecordType())
    return false;
  const CXXRecordDecl *Element = First.getAsType()->getAsCXXRecordDecl();
  bool OwnsByHandle =
      llvm::any_of(holdsOf(First.getAsType()), [](const TypeHold &H) {
        return H.Kind == HoldKind::Shared || H.Kind == HoldKind::Unique;
      });
  if (!OwnsByHandle || roleOf(Element) == TypeRole::Plain ||
      Record->getDefinition()->hasTrivialDestructor() ||
      !keepsBehindPointer(Record->getDefinition(), First.getAsType(), Context))
    return false;
  collect(First.getAsType(), Via, /*Many=*/true, Depth + 1, Out);
  return true;
}

TypeRole TypeHolds::roleOf(const CXXRecordDecl *Record) {
  if (const HandleModel *Model = modelOf(Record)) {
    switch (Model->Kind) {
    case HandleKind::Container:
      return TypeRole::Container;
    case HandleKind::Wrapper:
      return TypeRole::Wrapper;
    case HandleKind::Erased:
      return TypeRole::Erased;
    default:
      return TypeRole::Handle;
    }
  }
  return recognised(Record) ? TypeRole::Handle : TypeRole::Plain;
}

TypeRole TypeHolds::roleOf(QualType T) {
  T = Context.getCanonicalType(T.getNonReferenceType());
  if (T->isArrayType())
    return TypeRole::Container;
  if (T->isPointerType())
    return TypeRole::Handle;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record ? roleOf(Record) : TypeRole::Plain;
}

bool TypeHolds::keepsAlive(QualType T) {
  T = Context.getCanonicalType(T.getNonReferenceType());
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return false;
  if (roleOf(Record) != TypeRole::Handle)
    return true;
  return facts::strengthOf(handleKindOf(Record)) == facts::HoldStrength::Strong;
}

HoldKind TypeHolds::handleKindOf(const CXXRecordDecl *Record) {
  if (roleOf(Record) != TypeRole::Handle)
    return HoldKind::Part;
  if (const HandleModel *Model = modelOf(Record))
    return kindOf(Model->Kind);
  const RecognisedHandle *Handle = recognised(Record);
  return Handle ? Handle->Kind : HoldKind::Part;
}

bool TypeHolds::ownsSomething(const CXXRecordDecl *Record) {
  Record = Record->getDefinition();
  if (!Record || Record->isDependentContext())
    return false;
  auto [It, New] = Owns.try_emplace(Record, false); // false also ends recursion
  if (!New)
    return It->second;
  auto OwnsIt = [&](const TypeHold &H) {
    if (H.Kind == HoldKind::Part)
      return ownsSomething(H.Held);
    return H.Kind != HoldKind::Raw;
  };
  bool Result = Counted && Counted->owns(Record);
  Result |= llvm::any_of(Record->fields(), [&](const FieldDecl *F) {
    return llvm::any_of(holdsOf(F->getType()), OwnsIt);
  });
  if (!Result)
    Result = llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &B) {
      const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl();
      return Base && Names.isUserCode(Base) && ownsSomething(Base);
    });
  return Owns[Record] = Result;
}

bool TypeHolds::isRelevant(QualType T) {
  if (const CXXRecordDecl *Record =
          T.getNonReferenceType()->getAsCXXRecordDecl();
      Record && Record->isLambda())
    return llvm::any_of(Record->fields(), [&](const FieldDecl *Captured) {
      return isRelevant(Captured->getType());
    });
  if (Counted && Counted->isRelevant(T.getNonReferenceType()))
    return true;
  return llvm::any_of(holdsOf(T.getNonReferenceType()), [&](const TypeHold &H) {
    if (H.Kind == HoldKind::Erased || H.Kind == HoldKind::Shared ||
        H.Kind == HoldKind::Unique)
      return true;
    return H.Held && Names.isUserCode(H.Held) && ownsSomething(H.Held);
  });
}

} // namespace ouro::extract
