//===- AnnotationReader.cpp -----------------------------------------------===//
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/SourceMap.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclObjC.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"

namespace ouro::extract {

using namespace clang;
using llvm::StringRef;

// What foreign attributes that name no resource kind speak of.
static constexpr const char *AnyKind = "any";

static std::optional<AnnotationPlace> placeOf(const Decl &D) {
  if (isa<FieldDecl>(D))
    return AnnotationPlace::Field;
  if (isa<ParmVarDecl>(D))
    return AnnotationPlace::Parameter;
  if (isa<VarDecl>(D))
    return AnnotationPlace::Variable;
  if (isa<FunctionDecl, FunctionTemplateDecl, ObjCMethodDecl>(D))
    return AnnotationPlace::Function;
  if (isa<RecordDecl, ClassTemplateDecl>(D))
    return AnnotationPlace::Type;
  return std::nullopt;
}

/// The type of what \p D declares; of a function, its result's.
static QualType typeOf(const Decl &D) {
  if (const auto *F = dyn_cast<FunctionDecl>(&D))
    return F->getReturnType();
  if (const auto *Method = dyn_cast<ObjCMethodDecl>(&D))
    return Method->getReturnType();
  if (const auto *Value = dyn_cast<ValueDecl>(&D))
    return Value->getType();
  return QualType();
}

/// GSL's owner<T> is an alias of T, so it is visible as sugar only.
static bool isGslOwner(QualType Type) {
  if (Type.isNull())
    return false;
  const auto *Spec = Type->getAs<TemplateSpecializationType>();
  if (!Spec || !Spec->isTypeAlias())
    return false;
  const TemplateDecl *Template = Spec->getTemplateName().getAsTemplateDecl();
  if (!Template || !Template->getIdentifier() ||
      !Template->getName().equals_insensitive("owner"))
    return false;
  const auto *Space =
      dyn_cast<NamespaceDecl>(Template->getDeclContext()->getRedeclContext());
  return Space && Space->getIdentifier() && Space->getName() == "gsl";
}

/// The function in malloc(function), if this clang keeps it.
template <class Attribute>
static const FunctionDecl *deallocatorOf(const Attribute &A) {
  if constexpr (requires { A.getDeallocator(); })
    if (const Expr *E = A.getDeallocator())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
        return dyn_cast<FunctionDecl>(Ref->getDecl());
  return nullptr;
}

namespace {

class AttributeReader {
public:
  AttributeReader(const Decl &D, const SourceMap &Map)
      : D(D), Map(Map), Place(placeOf(D)) {}

  ReadAnnotations Out;

  /// Reads the attributes of \p From, which is D or says something about it.
  void readFrom(const Decl &From);
  void readType();

private:
  const Decl &D;
  const SourceMap &Map;
  std::optional<AnnotationPlace> Place;

  void readOurs(const AnnotateAttr &A, bool Report);
  void readForeign(const Attr &A);
  void readOwnership(const OwnershipAttr &A);
  void add(Annotation New, bool Report);
  std::string objection(const Annotation &New) const;

  void addForeign(const Attr &A, AnnotationKind Kind,
                  std::vector<std::string> Arguments,
                  std::optional<unsigned> Parameter = std::nullopt) {
    add({Kind, std::move(Arguments), Map.spanOf(A.getRange()), true, Parameter},
        false);
  }
  void addAcquired(const Attr &A, StringRef Kind,
                   StringRef Success = "!= NULL") {
    addForeign(A, AnnotationKind::Acquires, {Kind.str(), Success.str()});
  }
};

} // namespace

static bool isAboutResources(AnnotationKind Kind) {
  switch (rowOf(Kind).Arguments) {
  case AnnotationArguments::Resource:
  case AnnotationArguments::ResourceSuccess:
  case AnnotationArguments::ResourceMaybeSuccess:
    return true;
  case AnnotationArguments::None:
  case AnnotationArguments::Reason:
  case AnnotationArguments::Function:
    return false;
  }
  return false;
}

/// What is wrong with \p New at this declaration, given what it says already.
std::string AttributeReader::objection(const Annotation &New) const {
  if (std::string Text = misplacement(New.Kind, Place); !Text.empty())
    return Text;
  StringRef Macro = rowOf(New.Kind).Macro;
  QualType Type = typeOf(D);
  bool Refers = !isAboutResources(New.Kind) &&
                New.Kind != AnnotationKind::Bounded &&
                New.Kind != AnnotationKind::LivesForever;
  // An array refers to what its elements refer to.
  if (Refers && !Type.isNull() && !isa<RecordDecl>(D))
    if (const clang::Type *Element = Type->getBaseElementTypeUnsafe();
        Element->isArithmeticType() || Element->isEnumeralType())
      return ("'" + Macro + "' means nothing on a value of type '" +
              Type.getAsString() + "', which refers to no object")
          .str();
  if (New.Kind == AnnotationKind::Acquires &&
      Place == AnnotationPlace::Function && Type->isVoidType() &&
      New.Arguments[1] != "always")
    return ("'" + Macro + "' compares the result with '" + New.Arguments[1] +
            "', but the function returns nothing; write 'always'")
        .str();
  for (const Annotation &Old : Out.Good) {
    if (Old.Foreign || !contradict(Old.Kind, New.Kind))
      continue;
    if (isAboutResources(New.Kind) && Old.Arguments[0] != New.Arguments[0])
      continue;
    return ("'" + Macro + "' contradicts '" + rowOf(Old.Kind).Macro +
            "' on the same declaration")
        .str();
  }
  return "";
}

void AttributeReader::add(Annotation New, bool Report) {
  auto SameWords = [&New](const Annotation &Old) {
    return Old.Kind == New.Kind && Old.Arguments == New.Arguments &&
           Old.Parameter == New.Parameter;
  };
  if (llvm::any_of(Out.Good, SameWords))
    return; // a redeclaration repeats it
  if (!New.Foreign)
    if (std::string Text = objection(New); !Text.empty()) {
      if (Report)
        Out.Problems.push_back({std::move(Text), New.Where});
      return;
    }
  Out.Good.push_back(std::move(New));
}

void AttributeReader::readOurs(const AnnotateAttr &A, bool Report) {
  std::optional<ParsedAnnotation> Parsed = parseAnnotation(A.getAnnotation());
  if (!Parsed)
    return;
  SourceSpan Where = Map.spanOf(A.getRange());
  if (Parsed->Kind && A.args_size() != 0) {
    Parsed->Kind.reset();
    Parsed->Problem =
        ("'" + A.getAnnotation() + "' has arguments beside its text; write " +
         "annotations with the macros of ouro/annotations.h")
            .str();
  }
  if (Parsed->Kind)
    add({*Parsed->Kind, std::move(Parsed->Arguments), Where, false,
         std::nullopt},
        Report);
  else if (Report)
    Out.Problems.push_back({std::move(Parsed->Problem), Where});
}

void AttributeReader::readOwnership(const OwnershipAttr &A) {
  std::string Kind = A.getModule() ? A.getModule()->getName().str() : AnyKind;
  if (A.isReturns())
    return addAcquired(A, Kind);
  for (const ParamIdx &Index : A.args())
    if (Index.isValid())
      addForeign(
          A, A.isTakes() ? AnnotationKind::Releases : AnnotationKind::Consumes,
          {Kind}, Index.getASTIndex());
}

void AttributeReader::readForeign(const Attr &A) {
  using enum AnnotationKind;
  switch (A.getKind()) {
  case attr::Restrict:
    if (const FunctionDecl *Free = deallocatorOf(cast<RestrictAttr>(A)))
      addAcquired(A, Free->getName());
    return;
  case attr::Ownership:
    return readOwnership(cast<OwnershipAttr>(A));
  case attr::AcquireHandle: {
    const auto *F = dyn_cast_or_null<FunctionDecl>(D.getDeclContext());
    bool HasStatus =
        isa<ParmVarDecl>(D) && F && F->getReturnType()->isIntegerType();
    return addAcquired(A, cast<AcquireHandleAttr>(A).getHandleType(),
                       HasStatus ? "== 0" : "always");
  }
  case attr::ReleaseHandle:
    return addForeign(A, Releases,
                      {cast<ReleaseHandleAttr>(A).getHandleType().str()});
  case attr::UseHandle:
    return addForeign(A, Borrows,
                      {cast<UseHandleAttr>(A).getHandleType().str()});
  case attr::Owner:
    return addForeign(A, Strong, {});
  case attr::Pointer:
    return addForeign(A, Weak, {});
  case attr::LifetimeBound:
  case attr::NoEscape:
    return addForeign(A, Borrows, {AnyKind});
  case attr::Cleanup:
    if (const FunctionDecl *F = cast<CleanupAttr>(A).getFunctionDecl())
      addForeign(A, Releases, {F->getNameAsString()});
    return;
  case attr::NSReturnsRetained:
    return addAcquired(A, "objc");
  case attr::CFReturnsRetained:
    return addAcquired(A, "cf");
  case attr::OSReturnsRetained:
    return addAcquired(A, "os");
  case attr::NSConsumed:
  case attr::NSConsumesSelf:
    return addForeign(A, Consumes, {"objc"});
  case attr::CFConsumed:
    return addForeign(A, Consumes, {"cf"});
  case attr::OSConsumed:
  case attr::OSConsumesThis:
    return addForeign(A, Consumes, {"os"});
  default:
    return;
  }
}

void AttributeReader::readFrom(const Decl &From) {
  if (!From.hasAttrs())
    return;
  for (const Attr *A : From.attrs()) {
    if (A->isImplicit()) // clang's guesses about std; our models know better
      continue;
    // What is inherited has been reported where it stands.
    bool Report = &From == &D && !cast<Attr>(A)->isInherited();
    if (const auto *Ours = dyn_cast<AnnotateAttr>(A))
      readOurs(*Ours, Report);
    else
      readForeign(*A);
  }
}

void AttributeReader::readType() {
  if (!isGslOwner(typeOf(D)))
    return;
  SourceSpan Where = Map.spanOf(D.getLocation());
  if (Place == AnnotationPlace::Function)
    add({AnnotationKind::Acquires,
         {"new", "!= NULL"},
         Where,
         true,
         std::nullopt},
        false);
  else if (Place == AnnotationPlace::Parameter)
    add({AnnotationKind::Consumes, {"new"}, Where, true, std::nullopt}, false);
  else
    add({AnnotationKind::Strong, {}, Where, true, std::nullopt}, false);
}

/// A declaration that also speaks for \p D: clang hands attributes down to
/// later declarations only, and never those of parameters.
template <class Callable>
static void eachOtherSource(const Decl &D, Callable Use) {
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&D)) {
    const auto *F = dyn_cast_or_null<FunctionDecl>(D.getDeclContext());
    if (!F || F->getMostRecentDecl() == F->getFirstDecl())
      return;
    unsigned Index = Parameter->getFunctionScopeIndex();
    for (const FunctionDecl *Other : F->redecls())
      if (Other != F && Index < Other->getNumParams())
        Use(*Other->getParamDecl(Index));
  } else if (const auto *Tag = dyn_cast<RecordDecl>(&D)) {
    if (const RecordDecl *Definition = Tag->getDefinition();
        Definition && Definition != Tag)
      Use(*Definition);
    // A specialization gets its pattern's attributes when it is completed.
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Tag);
    if (Spec && !Spec->isExplicitSpecialization() && !Spec->hasDefinition()) {
      const CXXRecordDecl *Pattern =
          Spec->getSpecializedTemplate()->getTemplatedDecl();
      Use(Pattern->hasDefinition() ? *Pattern->getDefinition() : *Pattern);
    }
  } else if (isa<FunctionDecl, VarDecl>(D)) {
    if (const Decl *Latest = D.getMostRecentDecl(); Latest != &D)
      Use(*Latest);
  } else if (const auto *Template = dyn_cast<TemplateDecl>(&D)) {
    if (const NamedDecl *Pattern = Template->getTemplatedDecl())
      Use(*Pattern);
  }
}

ReadAnnotations readAnnotations(const Decl &D, const SourceMap &Map) {
  AttributeReader Reader(D, Map);
  Reader.readFrom(D);
  eachOtherSource(D, [&Reader](const Decl &Other) { Reader.readFrom(Other); });
  if (isa<DeclaratorDecl>(D))
    Reader.readType();
  return std::move(Reader.Out);
}

} // namespace ouro::extract
