//===- TraceExtractor.cpp -------------------------------------------------===//
#include "checks/Extract/TraceExtractor.h"
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/TraceFix.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

static const CXXRecordDecl *recordOf(const CXXBaseSpecifier &Spec) {
  const CXXRecordDecl *Base = Spec.getType()->getAsCXXRecordDecl();
  return Base ? Base->getDefinition() : nullptr;
}

static bool says(const Decl &D, AnnotationKind Kind, const SourceMap &Map) {
  return D.hasAttrs() && llvm::any_of(readAnnotations(D, Map).Good,
                                      [&](const Annotation &Said) {
                                        return Said.Kind == Kind;
                                      });
}

/// A collector comes as one argument that the function can change: what only
/// has the name of such a function may be about something else.
static bool takesCollector(const CXXMethodDecl *Method) {
  if (Method->isStatic() || Method->getNumParams() != 1)
    return false;
  QualType T = Method->getParamDecl(0)->getType();
  if (!T->isReferenceType() && !T->isPointerType())
    return T->isDependentType();
  T = T->getPointeeType();
  return !T.isConstQualified() && (T->isDependentType() || T->isRecordType());
}

/// The author says so, there or where it is first declared.
static bool isSaidToTrace(const CXXMethodDecl *Method, const SourceMap &Map) {
  return says(*Method, AnnotationKind::Traces, Map) ||
         llvm::any_of(Method->overridden_methods(),
                      [&](const CXXMethodDecl *Above) {
                        return isSaidToTrace(Above, Map);
                      });
}

bool TraceExtractor::isTracer(const CXXMethodDecl *Method) {
  return isSaidToTrace(Method, Map) ||
         (Method->getDeclName().isIdentifier() &&
          Traced.functionNames().contains(Method->getName()) &&
          takesCollector(Method));
}

/// A name alone says nothing of a class that has no traced references.
bool TraceExtractor::isCollected(const CXXRecordDecl *Record) {
  return says(*Record, AnnotationKind::CycleCollected, Map) ||
         llvm::any_of(tracersOf(Record), [&](const CXXMethodDecl *Method) {
           return isSaidToTrace(Method, Map) || Traced.hasPlaces(Record);
         });
}

/// The functions of \p Record for a collector, inherited ones if it has none.
const TraceExtractor::Methods &
TraceExtractor::tracersOf(const CXXRecordDecl *Record) {
  auto [It, New] = Tracers.try_emplace(Record);
  if (!New)
    return It->second;
  Methods Found;
  forEachMethod(Record, [&](const CXXMethodDecl *Method) {
    if (isTracer(Method))
      Found.push_back(Method);
  });
  if (Found.empty())
    for (const CXXBaseSpecifier &Spec : Record->bases())
      if (const CXXRecordDecl *Base = recordOf(Spec))
        llvm::append_range(Found, Methods(tracersOf(Base)));
  return Tracers[Record] = std::move(Found);
}

void TraceExtractor::addRecords(
    llvm::ArrayRef<const RecordDecl *> Records,
    llvm::ArrayRef<const ClassTemplatePartialSpecializationDecl *> Partial) {
  llvm::SmallVector<const CXXRecordDecl *> Found;
  // All first: which functions report is known when all handles are.
  for (const RecordDecl *Any : Records)
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Any);
        Record && !Record->isLambda() && !Traced.handleOf(Record))
      if (Traced.hasPlaces(Record))
        Found.push_back(Record->getDefinition());
  auto Cover = [&](const ClassTemplateSpecializationDecl *Spec) {
    if (!says(*Spec->getSpecializedTemplate()->getTemplatedDecl(),
              AnnotationKind::Traces, Map))
      return;
    const TemplateArgument &Of = Spec->getTemplateArgs()[0];
    if (Of.getKind() != TemplateArgument::Type)
      return;
    if (const CXXRecordDecl *Record = Of.getAsType()->getAsCXXRecordDecl())
      cover(Record);
    if (const auto *Written =
            Of.getAsType()->getAs<TemplateSpecializationType>())
      if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
              Written->getTemplateName().getAsTemplateDecl()))
        CoveredTemplates.insert(Template->getCanonicalDecl());
  };
  for (const RecordDecl *Any : Records)
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Any))
      Cover(Spec);
  llvm::for_each(Partial, Cover);
  llvm::DenseSet<SymbolId> Collected;
  for (const RecordDecl *Any : Records)
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Any))
      if (isCollected(Record))
        Collected.insert(Names.idOf(Record));
  for (RecordFact &Record : Facts.Records)
    Record.Collected = Collected.contains(Record.Id);
  for (const CXXRecordDecl *Record : Found) {
    const Methods Own = tracersOf(Record);
    if (Own.empty())
      continue;
    TraceReading Told = readTrace(Record, Own);
    addDuties(Record, {}, Record, Own, Told);
  }
  for (const CXXRecordDecl *Record : Found)
    if (tracersOf(Record).empty())
      addOrphan(Record);
}

TraceFact TraceExtractor::factOf(const CXXRecordDecl *Owner) {
  TraceFact Fact;
  Fact.Holder = Names.idOf(Owner);
  Fact.HolderName = Names.displayName(Owner);
  Fact.Confined = Names.isConfined(Owner);
  return Fact;
}

static TraceState stateOf(bool IsTold, const TraceReading &Told) {
  if (IsTold)
    return TraceState::Reported;
  return Told.Opaque ? TraceState::Opaque : TraceState::Missing;
}

/// Somebody else answers for the references in \p Record.
void TraceExtractor::cover(const CXXRecordDecl *Record) {
  Record = Record->getDefinition();
  if (!Record || !Covered.insert(Record).second)
    return;
  for (const FieldDecl *Field : Record->fields())
    for (const TracedPlace &Place : Traced.placesOf(Field))
      if (Place.Part)
        cover(Place.Part);
  for (const CXXBaseSpecifier &Spec : Record->bases())
    if (const CXXRecordDecl *Base = recordOf(Spec))
      cover(Base);
}

/// What is told of \p Record, at the end of \p Prefix in \p Owner.
void TraceExtractor::addDuties(const CXXRecordDecl *Record, FieldPath Prefix,
                               const CXXRecordDecl *Owner, const Methods &Of,
                               const TraceReading &Told) {
  constexpr unsigned MaxNesting = 4;
  Covered.insert(Record);
  for (const CXXBaseSpecifier &Spec : Record->bases()) {
    const CXXRecordDecl *Base = recordOf(Spec);
    if (!Base || Traced.handleOf(Base) || !Traced.hasPlaces(Base))
      continue;
    if (tracersOf(Base).empty())
      addDuties(Base, Prefix, Owner, Of, Told);
    else if (Of.front()->getParent()->getCanonicalDecl() ==
             Owner->getCanonicalDecl())
      addBase(Owner, Spec, Of.front(), Told);
  }
  for (const FieldDecl *Field : Record->fields()) {
    TracedTypes::Places Places = Traced.placesOf(Field);
    if (Places.empty())
      continue;
    FieldPath Path = Prefix;
    Path.push_back(Field);
    // One report is enough for all that a field has.
    const TracedPlace *First = Places.begin();
    for (const TracedPlace &Place : Places) {
      if (Place.Part && tracersOf(Place.Part).empty())
        cover(Place.Part);
      if (Place.Handle && !Place.Handle->Held.isNull())
        First = &Place;
    }
    if (First->Part && First->Direct && tracersOf(First->Part).empty() &&
        Path.size() < MaxNesting)
      addDuties(First->Part, Path, Owner, Of, Told);
    else
      addDuty(Owner, Path, *First, Of.front(), Told);
  }
}

static std::string nameOf(const FieldPath &Path) {
  std::string Name = Symbols::fieldName(Path.front());
  for (const FieldDecl *Field : llvm::ArrayRef(Path).drop_front())
    if (Field->getIdentifier())
      Name += "." + Field->getNameAsString();
  return Name;
}

void TraceExtractor::addDuty(const CXXRecordDecl *Owner, const FieldPath &Path,
                             const TracedPlace &Place,
                             const CXXMethodDecl *Tracer,
                             const TraceReading &Told) {
  TraceFact Fact = factOf(Owner);
  Fact.State = stateOf(Told.mentions(Path), Told);
  Fact.Field = Names.idOf(Path.front());
  Fact.Name = nameOf(Path);
  Fact.Where = Map.spanOf(Path.front()->getLocation());
  Fact.Tracer = Names.modelName(Tracer);
  Fact.TracerWhere = Map.spanOf(Tracer->getLocation());
  Fact.Erased = Place.Handle && Place.Handle->Held.isNull();
  const CXXRecordDecl *Held = Place.Part;
  if (Place.Handle && !Fact.Erased)
    Held = Place.Handle->Held->getAsCXXRecordDecl();
  if (Held)
    Fact.Held = Names.displayName(Held);
  if (Fact.State == TraceState::Missing)
    Fact.Fix = reportField(Owner, Tracer, Path, Map);
  Facts.Traces.push_back(std::move(Fact));
}

/// True if the function of \p Base runs, or the deriving class's own one
/// mentions a field of it.
bool TraceExtractor::baseIsTold(const CXXRecordDecl *Base,
                                const TraceReading &Told) {
  for (const CXXMethodDecl *Tracer : tracersOf(Base))
    if (Told.Read.contains(patternOf(Tracer)))
      return true;
  if (llvm::any_of(Base->fields(), [&](const FieldDecl *Field) {
        return Told.mentions({Field});
      }))
    return true;
  return llvm::any_of(Base->bases(), [&](const CXXBaseSpecifier &Spec) {
    const CXXRecordDecl *Above = recordOf(Spec);
    return Above && baseIsTold(Above, Told);
  });
}

void TraceExtractor::addBase(const CXXRecordDecl *Owner,
                             const CXXBaseSpecifier &Spec,
                             const CXXMethodDecl *Tracer,
                             const TraceReading &Told) {
  const CXXRecordDecl *Base = recordOf(Spec);
  TraceFact Fact = factOf(Owner);
  Fact.State = stateOf(Told.Whole || baseIsTold(Base, Told), Told);
  Fact.IsBase = true;
  Fact.Name = Names.displayName(Base);
  Fact.Where = Map.spanOf(Spec.getSourceRange());
  Fact.Tracer = Names.modelName(Tracer);
  Fact.TracerWhere = Map.spanOf(Tracer->getLocation());
  if (Fact.State == TraceState::Missing)
    Fact.Fix = reportBase(Owner, Tracer, Spec, Map);
  Facts.Traces.push_back(std::move(Fact));
}

/// False if no object of \p Record is ever destroyed here: then there is none.
static bool isMade(const CXXRecordDecl *Record) {
  const CXXDestructorDecl *End = Record->getDestructor();
  return Record->hasTrivialDestructor() || (End && End->isUsed());
}

void TraceExtractor::addOrphan(const CXXRecordDecl *Record) {
  if (Covered.contains(Record) || Record->isUnion() || !isMade(Record) ||
      says(*Record, AnnotationKind::CycleCollected, Map))
    return;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    if (CoveredTemplates.contains(
            Spec->getSpecializedTemplate()->getCanonicalDecl()))
      return;
  for (const FieldDecl *Field : Record->fields())
    for (const TracedPlace &Place : Traced.placesOf(Field)) {
      if (!Place.Handle || Place.Handle->By.empty() ||
          Place.Handle->Held.isNull())
        continue;
      TraceFact Fact = factOf(Record);
      Fact.State = TraceState::Orphan;
      Fact.Field = Names.idOf(Field);
      Fact.Name = Symbols::fieldName(Field);
      Fact.Where = Map.spanOf(Field->getLocation());
      if (const CXXRecordDecl *Held = Place.Handle->Held->getAsCXXRecordDecl())
        Fact.Held = Names.displayName(Held);
      Facts.Traces.push_back(std::move(Fact));
      break;
    }
}

void TraceExtractor::addVariable(const VarDecl *Variable, TraceState State,
                                 bool Exposed) {
  for (const TracedPlace &Place : Traced.placesOf(Variable->getType())) {
    if (Place.Handle ? Place.Handle->By.empty() || Place.Handle->Held.isNull()
                     : State == TraceState::Local)
      continue;
    TraceFact Fact;
    Fact.State = State;
    Fact.Name = Variable->getNameAsString();
    Fact.Where = Map.spanOf(Variable->getLocation());
    Fact.Exposed = Exposed;
    Fact.Spelled = !Variable->getType()->getContainedDeducedType();
    const CXXRecordDecl *Held =
        Place.Part ? nullptr : Place.Handle->Held->getAsCXXRecordDecl();
    if (Held)
      Fact.Held = Names.displayName(Held);
    if (Place.Part) {
      Fact.Holder = Names.idOf(Place.Part);
      Fact.HolderName = Names.displayName(Place.Part);
    }
    Facts.Traces.push_back(std::move(Fact));
    return;
  }
}

void TraceExtractor::addVariables(llvm::ArrayRef<const VarDecl *> Variables) {
  for (const VarDecl *Variable : Variables)
    if (!Variable->getType()->isReferenceType() && !Variable->isInvalidDecl())
      addVariable(Variable, TraceState::Static);
}

} // namespace ouro::extract
