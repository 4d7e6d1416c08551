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

void GlobalExtractor::add(llvm::ArrayRef<const FunctionDecl *> Functions,
                          llvm::ArrayRef<const VarDecl *> Variables,
                          std::vector<const VarDecl *> Statics,
                          llvm::ArrayRef<const RecordDecl *> Records,
                          const OutsideMentions &Mentions) {
  for (const FunctionDecl *F : Functions)
    for (const Decl *D : F->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && Variable->isStaticLocal())
        Statics.push_back(Variable);
  for (const VarDecl *Variable : Statics)
    if (Variable->hasInit() && !Variable->isConstexpr())
      addVariable(Variable);
  dropShared(Functions, Variables, Records);
  if (!Globals.empty())
    GlobalUses(Models, Map, Names, Types, Globals).read(Functions, Variables);
  for (WatchedGlobal &Global : Globals)
    Facts.Globals.push_back(std::move(Global.Fact));
  addLists(Functions, Statics, Mentions);
  if (Facts.Globals.empty())
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
    if (!mayHeadList(Variable, Names))
      continue;
    Heads.push_back({cast<VarDecl>(Variable->getCanonicalDecl()),
                     factOf(Variable, Variable)});
    Heads.back().Fact.Closed = isClosed(Variable);
  }
  if (Heads.empty())
    return;
  GlobalLists(Map, Names, Heads).read(Functions, Mentions);
  for (ListHead &Head : Heads)
    if (!Head.Fact.Growths.empty())
      Facts.Globals.push_back(std::move(Head.Fact));
}

GlobalFact GlobalExtractor::factOf(const ValueDecl *D,
                                   const VarDecl *Variable) {
  GlobalFact Fact;
  Fact.Id = Names.idOf(D);
  Fact.Name = Names.displayName(D);
  Fact.PerThread = Variable->getTLSKind() != VarDecl::TLS_None;
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
  bool ByPointer =
      T->isPointerType() && isa<CXXNewExpr>(stripped(Variable->getInit()));
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
  if (T->isPointerType() && isa<CXXNewExpr>(stripped(Variable->getInit())))
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

/// What main does again and again. Loops over its arguments are about how the
/// program is set up.
void GlobalExtractor::addServed(const FunctionDecl *Main) {
  auto IsSetup = [&](const Stmt *Loop) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
        Range && GrowthReader::dependsOnCaller(Range->getRangeInit()))
      return true;
    return !forEachMention(
        Loop, [](const Mention &M) { return !isa<ParmVarDecl>(M.Named); });
  };
  forEachMention(Main->getBody(), [&](const Mention &M) {
    const auto *F = dyn_cast<FunctionDecl>(M.Named);
    if (F && Names.isUserCode(F) && llvm::any_of(M.Around, [&](const Stmt *S) {
          return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S) &&
                 !IsSetup(S);
        }))
      Facts.Served.push_back(Names.idOf(F));
    return true;
  });
  llvm::sort(Facts.Served);
  Facts.Served.erase(llvm::unique(Facts.Served), Facts.Served.end());
}

} // namespace ouro::extract
