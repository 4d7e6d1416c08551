//===- GrowthReader.cpp ---------------------------------------------------===//
#include "checks/Extract/GrowthReader.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// The type that \p Record calls \p Name, as containers of the standard do.
static QualType memberType(const CXXRecordDecl *Record, llvm::StringRef Name) {
  ASTContext &Context = Record->getASTContext();
  for (const NamedDecl *D : Record->lookup(&Context.Idents.get(Name)))
    if (const auto *Type = dyn_cast<TypedefNameDecl>(D))
      return Type->getUnderlyingType().getCanonicalType();
  return {};
}

QualType GrowthReader::keyTypeOf(const CXXRecordDecl *Container) {
  return memberType(Container, "key_type");
}

/// An iterator that says where: it adds nothing.
static bool isPosition(const Expr *E, const ValueDecl *Global) {
  return isa<CXXMemberCallExpr>(E) && !forEachMention(E, [&](const Mention &M) {
           return M.Named != Global;
         });
}

Addition GrowthReader::split(const CXXRecordDecl *Container,
                             llvm::ArrayRef<const Expr *> Arguments,
                             const ValueDecl *Global) const {
  Addition New;
  llvm::SmallVector<const Expr *, 4> Given;
  for (const Expr *E : Arguments)
    if (!isa<CXXDefaultArgExpr>(E) && !isPosition(stripped(E), Global))
      Given.push_back(stripped(E));
  if (keyTypeOf(Container).isNull()) {
    New.Values = Given;
    return New;
  }
  if (memberType(Container, "mapped_type").isNull()) {
    New.Keys = Given;
    return New;
  }
  // `{key, value}`, a pair, or a call that makes one.
  for (unsigned Depth = 0; Given.size() == 1 && Depth < 4; ++Depth) {
    const Expr *Only = stripped(Given.front());
    llvm::ArrayRef<Expr *> Parts;
    if (const auto *List = dyn_cast<InitListExpr>(Only))
      Parts = List->inits();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Only))
      Parts = {const_cast<CXXConstructExpr *>(Construct)->getArgs(),
               Construct->getNumArgs()};
    else if (const auto *Call = dyn_cast<CallExpr>(Only);
             Call && Call->getNumArgs() == 2)
      Parts = {const_cast<CallExpr *>(Call)->getArgs(), 2};
    if (Parts.empty() || Parts.size() > 2)
      break;
    Given.assign(Parts.begin(), Parts.end());
  }
  if (Given.empty())
    return New;
  New.Keys.push_back(Given.front());
  New.Values.append(Given.begin() + 1, Given.end());
  return New;
}

bool GrowthReader::isSmall(QualType Type, unsigned Depth) const {
  if (Type.isNull() || Depth > 4)
    return false;
  Type = Type.getCanonicalType();
  if (Type->isEnumeralType() || Type->isBooleanType() ||
      Type->isAnyCharacterType())
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  auto IsSmall = [&](QualType T) { return isSmall(T, Depth + 1); };
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
    const HandleModel *Model = Models.findType(
        Names.modelName(Spec->getSpecializedTemplate()->getTemplatedDecl()));
    if (!Model || Model->Kind != HandleKind::Wrapper)
      return false;
    for (const TemplateArgument &Of : Spec->getTemplateArgs().asArray()) {
      llvm::ArrayRef<TemplateArgument> Parts = Of;
      if (Of.getKind() == TemplateArgument::Pack)
        Parts = Of.pack_elements();
      for (const TemplateArgument &Part : Parts)
        if (Part.getKind() != TemplateArgument::Type ||
            !IsSmall(Part.getAsType()))
          return false;
    }
    return true;
  }
  return Record->getNumBases() == 0 && !Record->field_empty() &&
         llvm::all_of(Record->fields(), [&](const FieldDecl *Field) {
           return IsSmall(Field->getType());
         });
}

/// A pointer to characters that are not to be changed.
static bool isText(QualType T) {
  return T->isPointerType() && T->getPointeeType().isConstQualified() &&
         T->getPointeeType()->isAnyCharacterType();
}

/// True if \p E is a part of a constant, or a text in a table.
static bool isInTable(const Expr *E) {
  bool IsFixed = E->getType().isConstQualified();
  bool IsPart = false;
  for (;; IsPart = true) {
    const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E);
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (Subscript && isText(E->getType()))
      IsFixed = true;
    if (!Subscript && (!Member || Member->isArrow()))
      break;
    E = stripped(Subscript ? Subscript->getBase() : Member->getBase());
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Table = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return IsPart && IsFixed && Table && Table->hasGlobalStorage() &&
         !Table->getType()->isPointerType();
}

bool GrowthReader::isConstant(const Expr *E, TextFields *Texts) {
  E = stripped(E);
  auto IsConstant = [&](const Expr *Part) { return isConstant(Part, Texts); };
  if (isa<StringLiteral, IntegerLiteral, CharacterLiteral, FloatingLiteral,
          CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CXXTypeidExpr,
          UnaryExprOrTypeTraitExpr, PredefinedExpr>(E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return !Variable ? isa<EnumConstantDecl, FunctionDecl>(Ref->getDecl())
                     : Variable->hasGlobalStorage() &&
                           Variable->getType().isConstQualified();
  }
  if (isInTable(E))
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (Texts && Field && isText(E->getType()))
      Texts->push_back(Field->getCanonicalDecl());
    return Texts && Field && isText(E->getType());
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(E))
    return IsConstant(Operator->getSubExpr());
  if (const auto *Operator = dyn_cast<BinaryOperator>(E))
    return IsConstant(Operator->getLHS()) && IsConstant(Operator->getRHS());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return IsConstant(Choice->getTrueExpr()) &&
           IsConstant(Choice->getFalseExpr());
  if (isa<CXXDefaultArgExpr>(E))
    return IsConstant(cast<CXXDefaultArgExpr>(E)->getExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return llvm::all_of(Construct->arguments(), IsConstant);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), IsConstant);
  return false;
}

bool GrowthReader::dependsOnCaller(const Expr *E, unsigned Depth) {
  return !forEachMention(E, [&](const Mention &M) {
    if (isa<ParmVarDecl>(M.Named))
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(M.Naming))
      return !isa<FieldDecl>(M.Named) ||
             !isa<CXXThisExpr>(stripped(Member->getBase()));
    const auto *Variable = dyn_cast<VarDecl>(M.Named);
    if (!Variable || Variable->hasGlobalStorage() || !Variable->hasInit())
      return true;
    return Depth > 6 || !dependsOnCaller(Variable->getInit(), Depth + 1);
  });
}

GrowthKey GrowthReader::keyOf(const Addition &New, QualType Type) const {
  if (Type.isNull())
    return GrowthKey::None;
  if (isSmall(Type) ||
      (!New.Keys.empty() &&
       llvm::all_of(New.Keys, [](const Expr *E) { return isConstant(E); })))
    return GrowthKey::Fixed;
  // What depends on a type has one value per type.
  for (const Expr *Key : New.Keys)
    if (isa<CXXTypeidExpr>(stripped(Key)))
      return GrowthKey::Fixed;
  return llvm::any_of(New.Keys,
                      [](const Expr *E) { return dependsOnCaller(E); })
             ? GrowthKey::Given
             : GrowthKey::Other;
}

const Expr *GrowthReader::origin(const Expr *E) const {
  for (;;) {
    E = stripped(E);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
        Construct && Construct->getNumArgs() >= 1 &&
        (Construct->getNumArgs() == 1 ||
         isa<CXXDefaultArgExpr>(Construct->getArg(1)))) {
      E = Construct->getArg(0);
      continue;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const CallModel *Model =
        Callee ? Models.findFunction(Names.modelName(Callee)) : nullptr;
    if (!Model || Model->Effect != CallEffect::Same ||
        Model->Argument >= Call->getNumArgs())
      return E;
    E = Call->getArg(Model->Argument);
  }
}

/// True if \p E consists of parameters and constants; \p Any if of any
/// parameter.
bool GrowthReader::isGiven(const Expr *E, bool &Any) const {
  E = origin(E);
  if (isConstant(E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    bool IsParameter = isa<ParmVarDecl>(Ref->getDecl());
    Any |= IsParameter;
    return IsParameter;
  }
  auto IsPartGiven = [&](const Expr *Part) { return isGiven(Part, Any); };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return llvm::all_of(Construct->arguments(), IsPartGiven);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), IsPartGiven);
  return false;
}

GrowthValue GrowthReader::valueOf(const Addition &New) const {
  bool Any = false;
  bool All =
      llvm::all_of(New.Values, [&](const Expr *E) { return isGiven(E, Any); });
  for (const Expr *E : llvm::concat<const Expr *const>(New.Keys, New.Values))
    if (isa<CXXThisExpr>(origin(E)))
      return GrowthValue::Self;
  return All && Any ? GrowthValue::Given : GrowthValue::Made;
}

} // namespace ouro::extract
