//===- TracedTypes.cpp ----------------------------------------------------===//
#include "checks/Extract/TracedTypes.h"
#include "checks/Extract/AnnotationReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace ouro::extract {

/// Nesting deeper than this is a type computation, not a data structure.
static constexpr unsigned MaxNesting = 8;

std::optional<TracedHandle> TracedTypes::said(const Decl &D) {
  std::optional<TracedHandle> Handle;
  for (const Annotation &Said : readAnnotations(D, Map).Good) {
    if (Said.Kind == AnnotationKind::Traced && !Handle)
      Handle.emplace();
    if (Said.Kind == AnnotationKind::TracedBy)
      Handle = {Said.Arguments.front(), {}};
  }
  if (Handle && !Handle->By.empty())
    FunctionNames.insert(Handle->By);
  return Handle;
}

const TracedHandle *TracedTypes::handleOf(const CXXRecordDecl *Record) {
  Record = Record->getCanonicalDecl();
  auto [It, New] = Handles.try_emplace(Record);
  if (!New)
    return It->second.get();
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  const Decl *Author =
      Spec ? Spec->getSpecializedTemplate()->getTemplatedDecl() : Record;
  std::optional<TracedHandle> Handle = said(*Author);
  if (!Handle)
    return nullptr;
  if (Spec && Spec->getTemplateArgs().size() > 0)
    if (const TemplateArgument &First = Spec->getTemplateArgs()[0];
        First.getKind() == TemplateArgument::Type &&
        !First.getAsType()->isFunctionType())
      Handle->Held = First.getAsType();
  return (Handles[Record] = std::make_unique<TracedHandle>(*Handle)).get();
}

TracedTypes::Places TracedTypes::placesOf(const FieldDecl *Field) {
  if (Field->hasAttrs())
    if (std::optional<TracedHandle> Handle = said(*Field)) {
      Handle->Held = Field->getType()->getPointeeType();
      return {TracedPlace{std::move(Handle)}};
    }
  return placesOf(Field->getType());
}

TracedTypes::Places TracedTypes::placesOf(QualType T) {
  Places Out;
  collect(T, /*Direct=*/true, 0, Out);
  return Out;
}

void TracedTypes::collect(QualType T, bool Direct, unsigned Depth,
                          Places &Out) {
  if (T.isNull() || T->isDependentType() || Depth > MaxNesting)
    return;
  T = T.getCanonicalType();
  if (const auto *Array = dyn_cast<ArrayType>(T.getTypePtr()))
    return collect(Array->getElementType(), false, Depth + 1, Out);
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    collectRecord(Record, Direct, Depth, Out);
}

void TracedTypes::collectRecord(const CXXRecordDecl *Record, bool Direct,
                                unsigned Depth, Places &Out) {
  if (const TracedHandle *Handle = handleOf(Record)) {
    Out.push_back({*Handle, nullptr, Direct});
    return;
  }
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (const HandleModel *Model = Types.modelOf(Record)) {
    if (!Spec || (Model->Kind != HandleKind::Container &&
                  Model->Kind != HandleKind::Wrapper &&
                  Model->Kind != HandleKind::Unique))
      return;
    for (auto [Index, Argument] :
         llvm::enumerate(Spec->getTemplateArgs().asArray())) {
      if (!Model->Held.empty() && !llvm::is_contained(Model->Held, Index))
        continue;
      if (Argument.getKind() == TemplateArgument::Pack) {
        for (const TemplateArgument &Element : Argument.pack_elements())
          if (Element.getKind() == TemplateArgument::Type)
            collect(Element.getAsType(), false, Depth + 1, Out);
      } else if (Argument.getKind() == TemplateArgument::Type) {
        collect(Argument.getAsType(), false, Depth + 1, Out);
      }
    }
    return;
  }
  if (Record->isLambda() || Types.roleOf(Record) != TypeRole::Plain)
    return;
  // Of a library's classes only those are looked into that the user's types
  // went into.
  if (!Names.isUserCode(Record) && !hasTracedArgument(Record, Depth))
    return;
  if (hasPlaces(Record))
    Out.push_back({std::nullopt, Record, Direct});
}

bool TracedTypes::hasTracedArgument(const CXXRecordDecl *Record,
                                    unsigned Depth) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Spec)
    return false;
  auto HasPlace = [&](const TemplateArgument &Argument) {
    Places Found;
    if (Argument.getKind() == TemplateArgument::Type)
      collect(Argument.getAsType(), false, Depth + 1, Found);
    return !Found.empty();
  };
  return llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const auto &A) {
    return A.getKind() == TemplateArgument::Pack
               ? llvm::any_of(A.pack_elements(), HasPlace)
               : HasPlace(A);
  });
}

bool TracedTypes::hasPlaces(const CXXRecordDecl *Record) {
  Record = Record->getDefinition();
  if (!Record || Record->isDependentContext() || Record->isInvalidDecl())
    return false;
  auto [It, New] = Has.try_emplace(Record, false); // false also ends recursion
  if (!New)
    return It->second;
  bool Result = llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
    return !placesOf(Field).empty();
  });
  Result |= llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Spec) {
    const CXXRecordDecl *Base = Spec.getType()->getAsCXXRecordDecl();
    return Base && !handleOf(Base) && hasPlaces(Base);
  });
  return Has[Record] = Result;
}

} // namespace ouro::extract
