//===- Symbols.cpp --------------------------------------------------------===//
#include "checks/Extract/Symbols.h"
#include "checks/Extract/SourceMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/PrettyPrinter.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace ouro::extract {

Symbols::Symbols(ASTContext &Context, const SourceMap &Map)
    : Context(Context), Map(Map) {
  const SourceManager &SM = Context.getSourceManager();
  llvm::StringRef Extension = llvm::sys::path::extension(
      Map.fileOf(SM.getLocForStartOfFile(SM.getMainFileID())));
  MainIsHeader = Extension.starts_with(".h") || Extension.empty();
}

bool isLocalToUnit(const NamedDecl *D) {
  return D->isInAnonymousNamespace() ||
         D->getFormalLinkage() == Linkage::Internal;
}

/// What has no name shares its USR with its like in the same scope, and so does
/// all that is in it: the calls of two lambdas of one function.
static bool isInUnnamed(const NamedDecl *D) {
  const Decl *Each = D;
  while (Each) {
    const auto *Tag = dyn_cast<TagDecl>(Each);
    if (Tag && !Tag->getIdentifier() && !Tag->getTypedefNameForAnonDecl())
      return true;
    const DeclContext *Context = Each->getDeclContext();
    Each = Context ? cast<Decl>(Context) : nullptr;
  }
  return false;
}

SourcePos Symbols::placeOf(const NamedDecl *D) const {
  return Map.withoutRoot(Map.spanOf(D->getLocation()).Begin);
}

SymbolId Symbols::idOf(const NamedDecl *D) {
  D = cast<NamedDecl>(D->getCanonicalDecl());
  auto [It, New] = Ids.try_emplace(D);
  if (!New)
    return It->second;
  llvm::SmallString<256> Usr;
  if (index::generateUSRForDecl(D, Usr)) {
    // No USR (lambdas, some local types): the place is the identity.
    It->second = SymbolId::of("@" + toString(placeOf(D)));
  } else if (isLocalToUnit(D)) {
    It->second =
        SymbolId::of(Usr, Map.withoutRoot(Map.fileOf(D->getLocation())));
  } else {
    It->second = isInUnnamed(D) ? SymbolId::of(Usr, toString(placeOf(D)))
                                : SymbolId::of(Usr);
  }
  return It->second;
}

static void appendScope(const DeclContext *DC,
                        llvm::SmallVectorImpl<llvm::StringRef> &Parts) {
  for (; DC && !DC->isTranslationUnit(); DC = DC->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC)) {
      if (!NS->isInline() && NS->getIdentifier())
        Parts.push_back(NS->getName());
    } else if (const auto *Tag = dyn_cast<TagDecl>(DC)) {
      Parts.push_back(Tag->getIdentifier() ? Tag->getName() : "(anonymous)");
    }
  }
}

const std::string &Symbols::modelName(const NamedDecl *D) {
  D = cast<NamedDecl>(D->getCanonicalDecl());
  auto [It, New] = ModelNames.try_emplace(D);
  if (!New)
    return It->second;
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  appendScope(D->getDeclContext(), Parts);
  std::string Name;
  for (llvm::StringRef Part : llvm::reverse(Parts))
    (Name += Part) += "::";
  if (D->getDeclName().isIdentifier())
    Name += D->getName();
  else
    Name += D->getDeclName().getAsString();
  return It->second = std::move(Name);
}

/// "(anonymous struct)" is "(anonymous)" to older majors; names are identities.
static std::string withoutTagKinds(std::string Name) {
  for (llvm::StringRef Word : {" struct)", " class)", " union)", " enum)"})
    for (size_t At = Name.find(Word); At != std::string::npos;
         At = Name.find(Word, At))
      if (llvm::StringRef Before(Name.data(), At);
          Before.ends_with("(anonymous") || Before.ends_with("(unnamed"))
        Name.erase(At, Word.size() - 1);
      else
        At += Word.size();
  return Name;
}

std::string Symbols::displayName(const NamedDecl *D) const {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressUnwrittenScope = true;
  Policy.SuppressInlineNamespace = true;
  Policy.TerseOutput = true;
  Policy.AnonymousTagLocations = false; // names must not depend on lines
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  D->getNameForDiagnostic(OS, Policy, /*Qualified=*/true);
  return withoutTagKinds(std::move(Name));
}

std::string Symbols::fieldName(const FieldDecl *Field) {
  const RecordDecl *Record = Field->getParent();
  const NamedDecl *Named = Record;
  if (!Record->getIdentifier())
    Named = Record->getTypedefNameForAnonDecl(); // typedef struct {} Node;
  return (Named ? Named->getNameAsString() + "::" : "") +
         Field->getNameAsString();
}

bool Symbols::isUserCode(const Decl *D) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = D->getLocation();
  return Loc.isValid() && !SM.isInSystemHeader(SM.getFileLoc(Loc));
}

bool Symbols::isConfined(const Decl *D) const {
  const SourceManager &SM = Context.getSourceManager();
  const Decl *First = D->getCanonicalDecl();
  if (const auto *Record = dyn_cast<CXXRecordDecl>(First))
    if (const CXXRecordDecl *Pattern =
            Record->getTemplateInstantiationPattern())
      First = Pattern->getCanonicalDecl();
  return !MainIsHeader && SM.isInMainFile(SM.getFileLoc(First->getLocation()));
}

bool Symbols::isOpen(const FunctionDecl *F) const {
  if (F->isMain() || !isConfined(F))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method)
    return F->getFormalLinkage() == Linkage::External &&
           !F->isInAnonymousNamespace();
  return llvm::any_of(
      Method->overridden_methods(),
      [&](const CXXMethodDecl *Base) { return !isConfined(Base); });
}

bool Symbols::isWhole(const CXXRecordDecl *Class) {
  if (Class->hasFriends())
    return false;
  // Bodies of member templates are only there where they are used.
  return llvm::all_of(Class->decls(), [](const Decl *D) {
    if (isa<FunctionTemplateDecl>(D))
      return false;
    const auto *M = dyn_cast<CXXMethodDecl>(D);
    return !M || M->isImplicit() || M->isDeleted() || M->isDefaulted() ||
           M->isDefined();
  });
}

} // namespace ouro::extract
