//===- HoldExtractor.cpp --------------------------------------------------===//
#include "checks/Extract/HoldExtractor.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using ouro::facts::HoldFact;
using ouro::facts::HoldKind;
using ouro::facts::RecordFact;

namespace ouro::extract {

/// A base like enable_shared_from_this<T>: from it the class hands out strong
/// handles to itself. Known by shape: a class template over the class itself
/// that keeps a weak handle to it.
static bool isSelfSharingBase(const CXXRecordDecl *Record,
                              const CXXRecordDecl *Base, TypeHolds &Types) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Base);
  if (!Spec || !Spec->hasDefinition())
    return false;
  for (const FieldDecl *Field : Spec->getDefinition()->fields())
    for (const TypeHold &Hold : Types.holdsOf(Field->getType()))
      if (Hold.Kind == HoldKind::Weak && Hold.Held &&
          Hold.Held->getCanonicalDecl() == Record->getCanonicalDecl())
        return true;
  return false;
}

/// Whether a member function with an unseen body has the form of a teardown.
static bool mayBeTornDownElsewhere(const CXXRecordDecl *Record) {
  return llvm::any_of(Record->methods(), [](const CXXMethodDecl *Method) {
    if (Method->isStatic() || Method->isConst() || Method->isPureVirtual() ||
        Method->isImplicit() ||
        isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
        Method->getOverloadedOperator() ||
        Method->getMinRequiredArguments() != 0 ||
        !Method->getReturnType()->isVoidType())
      return false;
    const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
    return !Method->isDefined() && !(Pattern && Pattern->isDefined());
  });
}

/// The first assignment that the author declared and left to the compiler.
static const CXXMethodDecl *defaultedAssignment(const CXXRecordDecl *Record) {
  auto It = llvm::find_if(Record->methods(), [](const CXXMethodDecl *Method) {
    return Method->isExplicitlyDefaulted() && !Method->isDeleted() &&
           (Method->isMoveAssignmentOperator() ||
            Method->isCopyAssignmentOperator());
  });
  return It == Record->method_end() ? nullptr : *It;
}

bool HoldExtractor::inheritsOwner(const CXXRecordDecl *Record) {
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Spec) {
    const CXXRecordDecl *Base = Spec.getType()->getAsCXXRecordDecl();
    // A polymorphic base is kept even if it owns nothing: someone may hold it
    // and reach this class.
    return Base && Base->hasDefinition() && Names.isUserCode(Base) &&
           (Types.ownsSomething(Base) || Base->isPolymorphic());
  });
}

void HoldExtractor::addRecord(const RecordDecl *Record) {
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
    addClass(Class);
  else
    addStruct(Record);
}

void HoldExtractor::addKeptByCalls() {
  for (const KeptByCall &Kept : Counted.keptByCalls()) {
    HoldFact Hold;
    Hold.Holder = Names.idOf(Kept.Holder);
    Hold.Held = Names.idOf(Kept.Hold.Held);
    Hold.HeldName = Names.displayName(Kept.Hold.Held);
    Hold.Field = Kept.Field;
    Hold.Name = Kept.Name;
    Hold.Kind = Kept.Hold.Kind;
    Hold.Where = Kept.Hold.Where;
    Facts.Holds.push_back(std::move(Hold));
  }
}

/// C: a struct holds what its teardown releases.
void HoldExtractor::addStruct(const RecordDecl *Record) {
  if (Record->isInvalidDecl() || !(Counted.owns(Record) || Record->hasAttrs()))
    return;
  RecordFact Fact;
  Fact.Id = Names.idOf(Record);
  Fact.Name = Names.displayName(Record);
  Fact.Where = Map.spanOf(Record->getLocation());
  Fact.Complete = true;
  Fact.Confined = Names.isConfined(Record);
  Fact.MayBeTornDownElsewhere = Counted.mayBeTornDownElsewhere(Record);
  annotateRecord(Record, Fact);
  for (const FieldDecl *Field : Record->fields())
    addCounted(Fact.Id, Field);
  Facts.Records.push_back(std::move(Fact));
}

/// Where the class is written; it may be instantiated explicitly elsewhere, in
/// several files.
static SourceLocation writtenAt(const CXXRecordDecl *Record) {
  const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern();
  return (Pattern ? Pattern : Record)->getLocation();
}

void HoldExtractor::addClass(const CXXRecordDecl *Record) {
  Record = Record->getDefinition();
  if (!Record || Record->isDependentContext() || Record->isLambda() ||
      Record->isInvalidDecl() || !Names.isUserCode(Record) ||
      Types.roleOf(Record) != TypeRole::Plain || !Done.insert(Record).second)
    return;
  if (!Types.ownsSomething(Record) && !Record->hasAttrs() &&
      !(Record->isPolymorphic() && Record->getNumBases() &&
        inheritsOwner(Record)))
    return;

  RecordFact Fact;
  Fact.Id = Names.idOf(Record);
  Fact.Name = Names.displayName(Record);
  Fact.Where = Map.spanOf(writtenAt(Record));
  Fact.Complete = true;
  Fact.Polymorphic = Record->isPolymorphic();
  Fact.Confined = Names.isConfined(Record);
  Fact.MayBeTornDownElsewhere = mayBeTornDownElsewhere(Record);
  if (const CXXMethodDecl *Assignment = defaultedAssignment(Record))
    Fact.DefaultedAssignment = Map.spanOf(Assignment->getSourceRange());
  for (const CXXBaseSpecifier &Spec : Record->bases()) {
    const CXXRecordDecl *Base = Spec.getType()->getAsCXXRecordDecl();
    if (!Base || !Base->hasDefinition())
      continue;
    if (isSelfSharingBase(Record, Base, Types))
      Fact.Shareable = true;
    else if (Names.isUserCode(Base))
      Fact.Bases.push_back(
          {Names.idOf(Base), Map.spanOf(Spec.getSourceRange())});
  }
  annotateRecord(Record, Fact);
  for (const FieldDecl *Field : Record->fields())
    addField(Fact.Id, Field);
  Facts.Records.push_back(std::move(Fact));
}

HoldFact HoldExtractor::holdBy(SymbolId Holder, const FieldDecl *Field) {
  HoldFact Hold;
  Hold.Holder = Holder;
  Hold.Field = Names.idOf(Field);
  Hold.Name = Symbols::fieldName(Field);
  Hold.Fixed = Field->getType().isConstQualified();
  Hold.Where = Map.spanOf(Field->getLocation());
  return Hold;
}

/// True if counts kept by hand say what \p Field holds.
bool HoldExtractor::addCounted(SymbolId Holder, const FieldDecl *Field) {
  llvm::ArrayRef<CountedHold> Holds = Counted.holdsOf(Field);
  for (const CountedHold &Found : Holds) {
    HoldFact Hold = holdBy(Holder, Field);
    Hold.Held = Names.idOf(Found.Held);
    Hold.HeldName = Names.displayName(Found.Held);
    Hold.Kind = Found.Kind;
    Hold.Many = Found.Many;
    if (Found.Where.isValid())
      Hold.Where = Found.Where;
    annotateField(Field, Hold);
    Facts.Holds.push_back(std::move(Hold));
  }
  return !Holds.empty();
}

void HoldExtractor::addField(SymbolId Holder, const FieldDecl *Field) {
  if (Field->isInvalidDecl() || addCounted(Holder, Field))
    return;
  for (const TypeHold &Found : Types.holdsOf(Field->getType())) {
    // What owns nothing itself cannot be on a ring, unless it is not known yet.
    bool Leads = !Found.Held || !Found.Held->hasDefinition() ||
                 !Names.isUserCode(Found.Held) ||
                 Types.ownsSomething(Found.Held) || Found.Held->isPolymorphic();
    if (!Field->hasAttrs() && (!Leads || Found.Kind == HoldKind::Raw))
      continue;
    HoldFact Hold = holdBy(Holder, Field);
    Hold.Held = Found.Held ? Names.idOf(Found.Held) : SymbolId();
    Hold.HeldName = Found.Held ? Names.displayName(Found.Held) : std::string();
    Hold.Kind = Found.Kind;
    Hold.Many = Found.Many;
    annotateField(Field, Hold);
    Facts.Holds.push_back(std::move(Hold));
  }
}

} // namespace ouro::extract
