//===- FlowCalls.cpp ------------------------------------------------------===//
#include "checks/Extract/FlowCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

FlowCalls::FlowCalls(ASTContext &Context, const ResourceModels &Models,
                     const SourceMap &Map, Symbols &Names)
    : Context(Context), Map(Map), Names(Names), Models(Models) {
  for (const ResourceKindModel &Kind : Models.kinds())
    resource(Kind.Kind);
  for (const ResourceKindModel &Kind : Models.kinds()) {
    unsigned Own = resource(Kind.Kind);
    for (const std::string &Other : Kind.Also)
      Resources[Own].Also.push_back(resource(Other));
    for (const std::string &Other : Kind.Frees)
      Resources[resource(Other)].Also.push_back(Own);
  }
  for (facts::ResourceFact &Resource : Resources) {
    llvm::sort(Resource.Also);
    Resource.Also.erase(llvm::unique(Resource.Also), Resource.Also.end());
  }
}

unsigned FlowCalls::resource(llvm::StringRef Kind) {
  auto [It, New] = ResourceIndex.try_emplace(Kind, Resources.size());
  if (!New)
    return It->second;
  facts::ResourceFact Fact;
  Fact.Kind = Kind.str();
  if (const ResourceKindModel *Model = Models.findKind(Kind)) {
    Fact.Noun = Model->Noun;
    Fact.Release = Model->Release;
    Fact.Valid = Model->Valid;
    Fact.Contains = Model->Contains;
    Fact.Counted = Model->Counted;
    Fact.Cwe = Model->Cwe;
    Fact.Minor = Model->Minor;
    Fact.Standard = Model->Standard;
    Fact.Paired = Model->Paired;
    Fact.Failure = Model->Failure;
  } else {
    // Only annotations speak of it: a handle of any type, so any value but the
    // witness of failure may be one.
    Fact.Noun = Kind.str();
    Fact.Valid = SignSet::any();
  }
  Resources.push_back(std::move(Fact));
  return It->second;
}

facts::FlowField FlowCalls::fieldFact(const FieldDecl *D) {
  D = D->getCanonicalDecl();
  // Captures have no names; a closure's fields are told apart by their order.
  if (D->getParent()->isLambda())
    return {SymbolId::of("capture " + std::to_string(D->getFieldIndex())),
            "capture"};
  // People know an unnamed struct or union by its first member.
  const FieldDecl *Named = D;
  while (Named->isAnonymousStructOrUnion() &&
         !Named->getType()->getAsRecordDecl()->field_empty())
    Named = *Named->getType()->getAsRecordDecl()->field_begin();
  // Unnamed fields are told apart by their types.
  const NamedDecl *Identity = D;
  if (Named != D)
    Identity = D->getType()->getAsRecordDecl();
  return {Names.idOf(Identity), Named->getNameAsString()};
}

std::string FlowCalls::nameOf(const FunctionDecl *F) {
  // Constructors and destructors are named after their class without template
  // arguments, which the declaration's name has.
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F)) {
    const CXXRecordDecl *Class = cast<CXXMethodDecl>(F)->getParent();
    std::string Scope = Names.modelName(Class);
    std::string Own = Class->getNameAsString();
    return Scope + (isa<CXXDestructorDecl>(F) ? "::~" : "::") + Own;
  }
  return Names.modelName(F);
}

void FlowCalls::readModel(const ResourceCallModel &Model,
                          CallMeaning &Meaning) {
  Meaning.Modelled = Meaning.Borrows = true;
  Meaning.NoReturn |= Model.NoReturn;
  Meaning.Pure |= Model.Pure;
  Meaning.LastError = Model.LastError;
  Meaning.Same = Model.Same;
  Meaning.Content = Model.Content;
  Meaning.Result = Model.Result;
  for (const ResourceEffect &Effect : Model.Effects)
    Meaning.Effects.push_back({Effect, Effect.Resource.empty()
                                           ? facts::NoIndex
                                           : resource(Effect.Resource)});
}

/// The signs of results that meet \p Success, as parseSuccess() gives it.
static SignSet signsOf(llvm::StringRef Success) {
  if (Success == "always" || Success.empty())
    return SignSet::any();
  auto [Operator, Value] = Success.split(' ');
  int64_t Number = Value == "true";
  if (Value != "NULL" && Value != "true" && Value != "false")
    Value.getAsInteger(0, Number);
  SignSet Signs = SignSet::none();
  // Failure codes: '!= -1' is meant as "not negative", as everywhere in POSIX.
  if (Operator == "==")
    return SignSet::of(Number);
  if (Operator == "!=")
    return ~SignSet::of(Number);
  // A sign is possible if some number of it meets the condition.
  for (int64_t Sample :
       {INT64_MIN, int64_t(-1), int64_t(0), int64_t(1), INT64_MAX}) {
    bool Meets = Operator == "<"    ? Sample < Number
                 : Operator == "<=" ? Sample <= Number
                 : Operator == ">"  ? Sample > Number
                                    : Sample >= Number;
    if (Meets)
      Signs = Signs | SignSet::of(Sample);
  }
  return Signs;
}

void FlowCalls::addAnnotation(const FunctionDecl *F, const Annotation &A,
                              std::optional<unsigned> Parameter,
                              CallMeaning &Meaning) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  bool HasReceiver = Method && Method->isInstance();
  MeantEffect New;
  ResourceEffect &Effect = New.Effect;
  CallSlot Given;
  Given.Where = Parameter ? CallSlot::Kind::Argument : CallSlot::Kind::Receiver;
  Given.Index = Parameter.value_or(0);
  switch (A.Kind) {
  case AnnotationKind::Acquires:
    Effect.What = ResourceEffect::Kind::Acquire;
    if (Parameter)
      Given.Where = CallSlot::Kind::Pointee;
    else if (!F->getReturnType()->isVoidType())
      Given.Where = CallSlot::Kind::Result;
    else if (!HasReceiver)
      return;
    break;
  case AnnotationKind::Releases:
    Effect.What = ResourceEffect::Kind::Release;
    break;
  case AnnotationKind::Consumes:
    Effect.What = ResourceEffect::Kind::Consume;
    break;
  case AnnotationKind::Borrows:
    if (Parameter && *Parameter < Meaning.Parameters.size())
      Meaning.Parameters[*Parameter] = Keeps::Nothing;
    return;
  default:
    return;
  }
  // On a free function, "releases" without a parameter means its only one.
  if (Given.Where == CallSlot::Kind::Receiver && !HasReceiver) {
    if (F->getNumParams() != 1)
      return;
    Given.Where = CallSlot::Kind::Argument;
  }
  Effect.Slot = Given;
  Effect.Resource = A.Arguments.empty() ? "any" : A.Arguments[0];
  if (A.Arguments.size() > 1)
    Effect.Success = signsOf(A.Arguments[1]);
  New.Resource = resource(Effect.Resource);
  Meaning.Effects.push_back(std::move(New));
}

void FlowCalls::readAnnotationsOf(const FunctionDecl *F, CallMeaning &Meaning) {
  auto HasSaid = [](const Decl *D) {
    for (const Decl *Other : D->redecls())
      if (Other->hasAttrs())
        return true;
    return false;
  };
  // Attributes are rare; sugar of gsl::owner is looked for in C++ only.
  bool Sugar = Context.getLangOpts().CPlusPlus && Names.isUserCode(F);
  if (Sugar || HasSaid(F))
    for (const Annotation &A : readAnnotations(*F, Map).Good)
      addAnnotation(F, A, A.Parameter, Meaning);
  for (const ParmVarDecl *Parameter : F->parameters()) {
    bool Said = Sugar;
    for (const FunctionDecl *Other : F->redecls())
      Said |=
          Parameter->getFunctionScopeIndex() < Other->getNumParams() &&
          Other->getParamDecl(Parameter->getFunctionScopeIndex())->hasAttrs();
    if (Said)
      for (const Annotation &A : readAnnotations(*Parameter, Map).Good)
        addAnnotation(F, A, Parameter->getFunctionScopeIndex(), Meaning);
  }
}

/// Functions that are only called like those of the library: `void malloc()`.
static bool canReturnAHandle(const FunctionDecl *F) {
  QualType Type = F->getReturnType();
  return !Type->isVoidType() && !Type->isAnyCharacterType() &&
         !Type->isBooleanType();
}

void FlowCalls::read(const FunctionDecl *F, CallMeaning &Meaning) {
  Meaning.Parameters.assign(F->getNumParams(), Keeps::Anything);
  Meaning.ModelName = nameOf(F);
  Meaning.NoReturn = F->isNoReturn();
  Meaning.Pure = F->hasAttr<PureAttr>() || F->hasAttr<ConstAttr>();
  const FunctionDecl *Body = nullptr;
  Meaning.HasBody = F->hasBody(Body) && Names.isUserCode(Body);
  switch (F->getBuiltinID()) {
  case Builtin::BImove:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIforward:
  case Builtin::BIas_const:
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
  case Builtin::BI__builtin_assume_aligned:
    Meaning.Same = 0;
    break;
  default:
    break;
  }
  // Constructors make objects that remember what they got.
  if (F->getBuiltinID() != 0)
    Meaning.Borrows = true;
  else if (!Meaning.HasBody && !isa<CXXConstructorDecl>(F))
    readSignature(F, Meaning);
  readAnnotationsOf(F, Meaning);
  if (!Meaning.Effects.empty())
    return; // the author knows better than any model
  // A static function may be called like one of a library without being it, and
  // so may any function that C++ mangles.
  bool Plain = Context.getLangOpts().CPlusPlus
                   ? F->getDeclContext()->isTranslationUnit()
                   : F->getFormalLinkage() == Linkage::Internal;
  const SourceManager &SM = Context.getSourceManager();
  if (!F->isExternC() && Meaning.HasBody && Plain &&
      SM.isInMainFile(SM.getExpansionLoc(F->getLocation())))
    return;
  const ResourceCallModel *Model = Models.findCall(Meaning.ModelName);
  if (!Model && F->getBuiltinID() != 0) {
    llvm::StringRef Name = Meaning.ModelName;
    if (Name.consume_front("__builtin_")) {
      // What fortified headers call in place of `strcpy`.
      if (Name.consume_front("__"))
        Name.consume_back("_chk");
      Model = Models.findCall(Name);
    }
  }
  bool AcquiresResult =
      Model && llvm::any_of(Model->Effects, [](const ResourceEffect &Effect) {
        return Effect.What == ResourceEffect::Kind::Acquire &&
               Effect.Slot.Where == CallSlot::Kind::Result;
      });
  if (Model && (!AcquiresResult || canReturnAHandle(F)))
    readModel(*Model, Meaning);
}

const CallMeaning &FlowCalls::meaningOf(const FunctionDecl *F) {
  if (!F)
    return Unknown;
  // Members of a class template's instantiations share what models say, but
  // not their bodies.
  auto [It, New] = Meanings.try_emplace(F->getCanonicalDecl());
  if (!New)
    return *It->second;
  auto Meaning = std::make_unique<CallMeaning>();
  CallMeaning &Result = *Meaning;
  It->second = std::move(Meaning);
  read(F, Result);
  return Result;
}

const CallMeaning &FlowCalls::meaningOfPointer(const ValueDecl *D) {
  if (!D)
    return Unknown;
  auto [It, New] = Meanings.try_emplace(D->getCanonicalDecl());
  if (!New)
    return *It->second;
  It->second = std::make_unique<CallMeaning>();
  CallMeaning &Meaning = *It->second;
  Meaning.ModelName = Names.modelName(D);
  if (const ResourceCallModel *Model = Models.findCall(Meaning.ModelName))
    readModel(*Model, Meaning);
  return Meaning;
}

/// True for the operators that the language or <new> declares.
static bool isPlainAllocation(const FunctionDecl *Operator) {
  return !Operator || Operator->isReplaceableGlobalAllocationFunction();
}

/// The operator delete that belongs to \p New, of a class, gives memory back.
/// That of a pool is empty, or there is none.
static bool isGivenBack(const CXXMethodDecl *New, ASTContext &Context) {
  OverloadedOperatorKind Kind = New->getOverloadedOperator() == OO_Array_New
                                    ? OO_Array_Delete
                                    : OO_Delete;
  auto IsEmpty = [](const NamedDecl *D) {
    const auto *Delete = dyn_cast<FunctionDecl>(D);
    // Of a template, only what is called has a body of its own.
    if (const FunctionDecl *Pattern =
            Delete ? Delete->getTemplateInstantiationPattern() : nullptr)
      Delete = Pattern;
    const auto *Body =
        Delete ? dyn_cast_or_null<CompoundStmt>(Delete->getBody()) : nullptr;
    return Body && Body->body_empty();
  };
  auto Found = New->getParent()->lookup(
      Context.DeclarationNames.getCXXOperatorName(Kind));
  return !Found.empty() && llvm::none_of(Found, IsEmpty);
}

bool FlowCalls::ignoresArguments(const CallExpr *E) const {
  unsigned Builtin = E->getBuiltinCallee();
  return Builtin != 0 && Context.BuiltinInfo.isUnevaluated(Builtin);
}

std::optional<unsigned> FlowCalls::resourceOf(const CXXNewExpr *E) {
  const FunctionDecl *Operator = E->getOperatorNew();
  // std::nothrow and alignment are arguments, too; real placement is not
  // replaceable. An operator of the class ends in its operator delete.
  const auto *OfClass = dyn_cast_or_null<CXXMethodDecl>(Operator);
  if (OfClass && !isGivenBack(OfClass, Context))
    return std::nullopt;
  if (OfClass ? E->getNumPlacementArgs() != 0 : !isPlainAllocation(Operator))
    return std::nullopt;
  return resource(E->isArray() ? "new[]" : "new");
}

unsigned FlowCalls::resourceOf(const CXXDeleteExpr *E) {
  return resource(E->isArrayForm() ? "new[]" : "new");
}

/// Through a value of type \p Type something can be changed.
static bool givesAccess(QualType Type) {
  QualType Pointee = Type->getPointeeType();
  if (!Pointee.isNull())
    return !Pointee.isConstQualified();
  return Type->isRecordType();
}

bool mayRegister(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Callee = E->getConstructor();
  for (auto [Index, Argument] : llvm::enumerate(E->arguments())) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    QualType Type = Index < Callee->getNumParams()
                        ? Callee->getParamDecl(Index)->getType()
                        : Argument->getType();
    const Expr *Value = plain(Argument);
    if (givesAccess(Type) && !isa<CXXNullPtrLiteralExpr, GNUNullExpr>(Value))
      return true;
  }
  return false;
}

} // namespace ouro::extract
