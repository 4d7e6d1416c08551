//===- GlobalExtractor.cpp ------------------------------------------------===//
#include "checks/Extract/GlobalExtractor.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

namespace {

/// The objects that bodies make, by class: those with static storage, and how
/// many others.
class Makers : public RecursiveASTVisitor<Makers> {
public:
  Makers(const HandleModels &Models, Symbols &Names)
      : Models(Models), Names(Names) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitVarDecl(VarDecl *Variable) {
    if (!Variable->hasGlobalStorage()) {
      note(Variable->getType());
    } else if (const Expr *Init = Variable->getInit()) {
      Init = stripped(Init);
      Static.insert(Init);
      if (const auto *New = dyn_cast<CXXNewExpr>(Init))
        Static.insert(New->getConstructExpr());
    }
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *E) {
    if (!Static.contains(E))
      note(E->getAllocatedType());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    if (!Static.contains(E))
      Constructed.insert(E->getConstructor()->getParent()->getCanonicalDecl());
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) {
    if (const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl())
      Constructed.insert(Class->getCanonicalDecl());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    const TemplateArgumentList *Arguments =
        Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
    if (!Arguments || Arguments->size() == 0 ||
        Arguments->get(0).getKind() != TemplateArgument::Type)
      return true;
    const CallModel *Model = Models.findFunction(Names.modelName(Callee));
    if (Model && Model->Effect == CallEffect::Make)
      note(Arguments->get(0).getAsType());
    return true;
  }

  llvm::DenseSet<const CXXRecordDecl *> Made;        ///< at run time
  llvm::DenseSet<const CXXRecordDecl *> Constructed; ///< not as a static

private:
  void note(QualType T) {
    if (const CXXRecordDecl *Class = T->getAsCXXRecordDecl()) {
      Made.insert(Class->getCanonicalDecl());
      Constructed.insert(Class->getCanonicalDecl());
    }
  }

  const HandleModels &Models;
  Symbols &Names;
  llvm::DenseSet<const Expr *> Static;
};

} // namespace

/// The class of the container that \p T is; \p ByPointer: that it points to.
static const CXXRecordDecl *containerOf(QualType T, bool ByPointer,
                                        TypeHolds &Types) {
  if (T->isPointerType() != ByPointer)
    return nullptr;
  if (ByPointer)
    T = T->getPointeeType();
  const CXXRecordDecl *Class =
      T.isConstQualified() ? nullptr : T->getAsCXXRecordDecl();
  const HandleModel *Model = Class ? Types.modelOf(Class) : nullptr;
  bool Grows = Model && Model->Kind == HandleKind::Container &&
               llvm::any_of(Model->Members, [](const auto &Member) {
                 return Member.getValue() == MemberEffect::Store;
               });
  return Grows ? Class : nullptr;
}

static bool isNew(const Expr *Init) {
  return Init && isa<CXXNewExpr>(stripped(Init));
}

/// True if what \p Variable names is defined elsewhere.
static bool isDeclared(const VarDecl *Variable) {
  return Variable->isThisDeclarationADefinition() == VarDecl::DeclarationOnly;
}

/// True if the TU does something to \p Global.
static bool saysAnything(const GlobalFact &Global) {
  return !Global.Growths.empty() || Global.Shrinks || Global.Escapes;
}

void GlobalExtractor::add(llvm::ArrayRef<const FunctionDecl *> Functions,
                          llvm::ArrayRef<const VarDecl *> Variables,
                          std::vector<const VarDecl *> Statics,
                          llvm::ArrayRef<const RecordDecl *> Records,
                          const OutsideMentions &Mentions) {
  // Of one variable the definition tells most.
  llvm::stable_sort(Statics, [](const VarDecl *L, const VarDecl *R) {
    return isDeclared(L) < isDeclared(R);
  });
  std::vector<const FunctionDecl *> Running;
  for (const FunctionDecl *F : Functions)
    if (mayRun(F, Names))
      Running.push_back(F);
  for (const FunctionDecl *F : Running)
    for (const Decl *D : F->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && Variable->isStaticLocal())
        Statics.push_back(Variable);
  for (const VarDecl *Variable : Statics)
    if (!Variable->isConstexpr() &&
        (Variable->hasInit() || isDeclared(Variable)))
      addVariable(Variable);
  dropShared(Functions, Variables, Records);
  if (!Globals.empty())
    GlobalUses(Models, Map, Names, Types, Globals).read(Running, Variables);
  for (WatchedGlobal &Global : Globals)
    if (Global.Fact.Where.isValid() || saysAnything(Global.Fact))
      Facts.Globals.push_back(std::move(Global.Fact));
  // What other variables may refer to has no list or array to itself.
  for (const VarDecl *Variable : Variables)
    forEachMention(Variable->getInit(), [&](const Mention &M) {
      return Shown.insert(M.Named), true;
    });
  addLists(Running, Statics, Mentions);
  addArrays(Running, Statics);
  if (!ForLinking && Facts.Globals.empty())
    return;
  addEndings(Functions);
  for (const FunctionDecl *F : Functions)
    if (F->isMain())
      addServed(F);
}

void GlobalExtractor::addLists(llvm::ArrayRef<const FunctionDecl *> Functions,
                               llvm::ArrayRef<const VarDecl *> Statics,
                               const OutsideMentions &Mentions) {
  std::vector<ListHead> Heads;
  for (const VarDecl *Variable : Statics) {
    if (!mayHeadList(Variable, Names) ||
        Shown.contains(Variable->getCanonicalDecl()))
      continue;
    const auto *Canonical = cast<VarDecl>(Variable->getCanonicalDecl());
    if (llvm::any_of(Heads, [&](const ListHead &Head) {
          return Head.Variable == Canonical;
        }))
      continue;
    Heads.push_back({Canonical, factOf(Variable, Variable)});
    Heads.back().Fact.Closed = isClosed(Variable);
  }
  if (Heads.empty() && !ForLinking)
    return;
  GlobalLists Lists(Map, Names, Heads);
  Lists.read(Functions, Mentions, /*All=*/ForLinking);
  for (ListHead &Head : Heads)
    if (!Head.Fact.Growths.empty() || (ForLinking && saysAnything(Head.Fact)))
      Facts.Globals.push_back(std::move(Head.Fact));
  if (ForLinking)
    Facts.Relinked = Lists.relinked();
}

void GlobalExtractor::addArrays(llvm::ArrayRef<const FunctionDecl *> Functions,
                                llvm::ArrayRef<const VarDecl *> Statics) {
  GlobalArrays Arrays(GrowthReader(Models, Names), Resources, Map, Names);
  for (const VarDecl *Variable : Statics)
    if (isClosed(Variable) && !Shown.contains(Variable->getCanonicalDecl()))
      Arrays.consider(Variable);
  for (GrownArray &Array : Arrays.read(Functions)) {
    GlobalFact Fact = factOf(Array.Variable, Array.Variable);
    Fact.Closed = true;
    Fact.Growths = std::move(Array.Growths);
    Facts.Globals.push_back(std::move(Fact));
  }
}

GlobalFact GlobalExtractor::factOf(const ValueDecl *D,
                                   const VarDecl *Variable) {
  GlobalFact Fact;
  Fact.Id = Names.idOf(D);
  Fact.Name = Names.displayName(D);
  Fact.PerThread = Variable->getTLSKind() != VarDecl::TLS_None;
  if (D != Variable || !isDeclared(Variable))
    Fact.Where = Map.spanOf(D->getLocation());
  if (Variable->isStaticLocal())
    Fact.Kind = GlobalKind::Local;
  if (D != Variable)
    Fact.Kind = GlobalKind::Member;
  return Fact;
}

void GlobalExtractor::addVariable(const VarDecl *Variable) {
  QualType T = Variable->getType();
  if (T->isDependentType() || (T.isConstQualified() && !T->isPointerType()))
    return;
  // A pointer that is set once, to a container that nobody ever deletes.
  bool ByPointer = T->isPointerType() && isNew(Variable->getInit());
  if (containerOf(T, ByPointer, Types))
    return watch(Variable, Variable);
  addFields(Variable);
}

void GlobalExtractor::watch(const ValueDecl *D, const VarDecl *Variable) {
  WatchedGlobal New;
  New.Declared = cast<ValueDecl>(D->getCanonicalDecl());
  if (llvm::any_of(Globals, [&](const WatchedGlobal &Known) {
        return Known.Declared == New.Declared;
      }))
    return;
  QualType T = D->getType();
  New.ByPointer = T->isPointerType();
  New.Container = containerOf(T, New.ByPointer, Types);
  if (const auto *Field = dyn_cast<FieldDecl>(D))
    New.Owner = cast<CXXRecordDecl>(Field->getParent());
  New.Fact = factOf(D, Variable);
  New.Fact.Closed = New.Owner || isClosed(Variable);
  const HandleModel *Model = Types.modelOf(New.Container);
  if (const auto *Spec =
          dyn_cast<ClassTemplateSpecializationDecl>(New.Container)) {
    unsigned Last = Model->Held.empty() ? 0 : Model->Held.back();
    if (Last < Spec->getTemplateArgs().size())
      if (const TemplateArgument &Held = Spec->getTemplateArgs()[Last];
          Held.getKind() == TemplateArgument::Type)
        if (const CXXRecordDecl *Class = Held.getAsType()->getAsCXXRecordDecl())
          New.Fact.Weak = Types.handleKindOf(Class) == HoldKind::Weak;
  }
  Globals.push_back(std::move(New));
}

/// Everything that can be done to members of \p Class with access \p As is in
/// this TU.
bool GlobalExtractor::isHidden(const CXXRecordDecl *Class, AccessSpecifier As) {
  return Names.isConfined(Class) ||
         (As == AS_private && Symbols::isWhole(Class));
}

bool GlobalExtractor::isClosed(const VarDecl *Variable) {
  // The body is all there is, whoever else has it.
  if (Variable->isStaticLocal())
    return true;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Variable->getDeclContext()))
    return isHidden(Class, Variable->getAccess());
  return Names.isConfined(Variable) && !Variable->isExternallyVisible();
}

/// The containers in an object of which there is one, for ever.
void GlobalExtractor::addFields(const VarDecl *Variable) {
  QualType T = Variable->getType();
  if (T->isPointerType() && isNew(Variable->getInit()))
    T = T->getPointeeType();
  const CXXRecordDecl *Class =
      T.isConstQualified() ? nullptr : T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || !Names.isUserCode(Class) ||
      Class->getDescribedClassTemplate() ||
      isa<ClassTemplateSpecializationDecl>(Class) || Types.modelOf(Class))
    return;
  Class = Class->getDefinition();
  // Others could make more of them.
  bool Sole = Names.isConfined(Class) ||
              (Symbols::isWhole(Class) && Class->hasUserDeclaredConstructor() &&
               llvm::all_of(Class->ctors(), [](const CXXConstructorDecl *Ctor) {
                 return Ctor->getAccess() == AS_private || Ctor->isDeleted() ||
                        Ctor->isImplicit();
               }));
  if (!Sole)
    return;
  for (const FieldDecl *Field : Class->fields())
    if (containerOf(Field->getType(), false, Types) &&
        isHidden(Class, Field->getAccess()))
      watch(Field, Variable);
}

/// Forgets fields of classes that have other objects, too: those end.
void GlobalExtractor::dropShared(llvm::ArrayRef<const FunctionDecl *> Functions,
                                 llvm::ArrayRef<const VarDecl *> Variables,
                                 llvm::ArrayRef<const RecordDecl *> Records) {
  if (llvm::none_of(Globals, [](const WatchedGlobal &G) { return G.Owner; }))
    return;
  Makers All(Models, Names);
  for (const VarDecl *Variable : Variables)
    All.TraverseDecl(const_cast<VarDecl *>(Variable));
  for (const FunctionDecl *F : Functions)
    All.TraverseDecl(const_cast<FunctionDecl *>(F));
  auto NotePart = [&](QualType T) {
    if (const CXXRecordDecl *Class =
            T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
      All.Constructed.insert(Class->getCanonicalDecl());
  };
  for (const RecordDecl *Record : Records) {
    for (const FieldDecl *Field : Record->fields())
      NotePart(Field->getType());
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      for (const CXXBaseSpecifier &Base : Class->bases())
        NotePart(Base.getType());
  }
  llvm::erase_if(Globals, [&](const WatchedGlobal &G) {
    return G.Owner && All.Constructed.contains(G.Owner->getCanonicalDecl());
  });
}

/// Which objects that register themselves are made at run time.
void GlobalExtractor::addEndings(
    llvm::ArrayRef<const FunctionDecl *> Functions) {
  bool Any = llvm::any_of(Facts.Globals, [](const GlobalFact &Global) {
    return llvm::any_of(Global.Growths, [](const GrowthFact &Growth) {
      return Growth.Value == GrowthValue::Self;
    });
  });
  if (!Any)
    return;
  Makers All(Models, Names);
  for (const FunctionDecl *F : Functions)
    All.TraverseDecl(const_cast<FunctionDecl *>(F));
  llvm::DenseSet<SymbolId> Ends;
  for (const FunctionDecl *F : Functions)
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F);
        Ctor && All.Made.contains(Ctor->getParent()->getCanonicalDecl()))
      Ends.insert(Names.idOf(Ctor));
  for (GlobalFact &Global : Facts.Globals)
    for (GrowthFact &Growth : Global.Growths)
      Growth.Ends =
          Growth.Value == GrowthValue::Self && Ends.contains(Growth.Function);
}

} // namespace ouro::extract
