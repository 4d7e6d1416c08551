//===- WeakField.cpp ------------------------------------------------------===//
#include "checks/Extract/WeakField.h"
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/FieldUses.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/HandleOwner.h"
#include "checks/Extract/WeakHandle.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace ouro::extract {

namespace {

class Rewriter {
public:
  Rewriter(const FieldUses &Uses, BodyContext &C)
      : Uses(Uses), Field(Uses.Field), C(C) {}

  std::vector<FixEdit> run();

private:
  bool declaration();
  bool initialiser(const CXXCtorInitializer *Init);
  bool mention(const MemberExpr *M);
  const IfStmt *guardOf(const MemberExpr *M) const;
  const std::string *nameOfGuardAround(const MemberExpr *M) const;
  bool mentionBelowGuard(const MemberExpr *M, const std::string &Name);
  bool assignment(const CXXOperatorCallExpr *Assign, const MemberExpr *M);
  bool call(const CXXOperatorCallExpr *Arrow, const MemberExpr *M);
  bool hasOtherOwner(const Expr *Value);
  std::string nameFor(const FunctionDecl *F) const;

  /// The closest node around \p S that a reader would write.
  template <class Node> const Stmt *around(const Node *S) const;
  /// The call if \p Object is what a method is called on.
  const CXXMemberCallExpr *callOn(const Expr *Object) const {
    const auto *Member = dyn_cast_or_null<MemberExpr>(around(Object));
    return Member ? dyn_cast_or_null<CXXMemberCallExpr>(around(Member))
                  : nullptr;
  }
  /// The function that \p S stands in.
  const FunctionDecl *functionAround(const Stmt *S) const;
  SourceLocation endOf(SourceLocation Token) const {
    return Lexer::getLocForEndOfToken(Token, 0, SM, C.Context.getLangOpts());
  }
  bool replace(SourceLocation Begin, SourceLocation End, std::string Text);
  bool insert(SourceLocation At, std::string Text) {
    return replace(At, At, std::move(Text));
  }

  const FieldUses &Uses;
  const FieldDecl *Field;
  BodyContext &C;
  const SourceManager &SM = C.Context.getSourceManager();
  std::optional<WeakHandle> Weak;
  /// What `if (field)` calls the locked handle.
  llvm::DenseMap<const IfStmt *, std::string> Guards;
  std::vector<FixEdit> Edits;
};

} // namespace

template <class Node> const Stmt *Rewriter::around(const Node *S) const {
  DynTypedNodeList Parents = C.Context.getParents(*S);
  while (Parents.size() == 1) {
    const auto *Parent = Parents[0].template get<Stmt>();
    if (!Parent || !isa<ImplicitCastExpr, ParenExpr, FullExpr,
                        MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Parent))
      return Parent;
    Parents = C.Context.getParents(*Parent);
  }
  return nullptr;
}

const FunctionDecl *Rewriter::functionAround(const Stmt *S) const {
  DynTypedNodeList Parents = C.Context.getParents(*S);
  while (Parents.size() == 1) {
    if (const auto *F = Parents[0].get<FunctionDecl>())
      return F;
    Parents = C.Context.getParents(Parents[0]);
  }
  return nullptr;
}

bool Rewriter::replace(SourceLocation Begin, SourceLocation End,
                       std::string Text) {
  if (Begin.isInvalid() || End.isInvalid() || Begin.isMacroID() ||
      End.isMacroID() || !SM.isWrittenInSameFile(Begin, End))
    return false;
  auto [File, From] = SM.getDecomposedLoc(Begin);
  Edits.push_back(
      {C.Map.spanOf(File, From, SM.getFileOffset(End)), std::move(Text)});
  return true;
}

/// `std::shared_ptr<T> name [= nullptr];`, alone on its declaration.
bool Rewriter::declaration() {
  for (const Decl *Other : Field->getParent()->decls())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return false;
  TypeLoc Written =
      Field->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
  auto Special = Written.getAsAdjusted<TemplateSpecializationTypeLoc>();
  if (!Special)
    return false;
  SourceLocation Name = Special.getTemplateNameLoc();
  llvm::StringRef Text = Weak->Name;
  if (!replace(Name, endOf(Name), Text.rsplit("::").second.str()))
    return false;
  const Expr *Init = Field->getInClassInitializer();
  if (!Init || Init->getSourceRange().isInvalid())
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  if (!isEmptyValue(Init))
    return isa<CXXConstructExpr>(Init->IgnoreImplicit()) &&
           cast<CXXConstructExpr>(Init->IgnoreImplicit())->getNumArgs() == 0;
  return replace(endOf(Field->getLocation()), endOf(Init->getEndLoc()), "");
}

/// True if \p Value does not hold the only handle to what it refers to. What a
/// caller gave, it had.
bool Rewriter::hasOtherOwner(const Expr *Value) {
  const Expr *From = copiedFrom(Value);
  if (const auto *Call = dyn_cast<CallExpr>(From)) {
    const CallModel *Model = modelOfCall(Call, C);
    if (Model && Model->Effect == CallEffect::Same &&
        Model->Argument < Call->getNumArgs())
      From = copiedFrom(Call->getArg(Model->Argument));
  }
  if (const auto *Name = dyn_cast<DeclRefExpr>(From);
      Name && isa<ParmVarDecl>(Name->getDecl()))
    return true;
  return otherOwnerOf(Value, C) == OtherOwner::Seen;
}

bool Rewriter::initialiser(const CXXCtorInitializer *Init) {
  const Expr *Value = Init->getInit();
  if (const auto *List = dyn_cast<InitListExpr>(Value))
    Value = List->getNumInits() == 1 ? List->getInit(0) : nullptr;
  const Expr *Copied = Value ? copiedFrom(Value) : nullptr;
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Copied)) {
    if (Made->getNumArgs() == 0)
      return true; // name()
    if (Made->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Made->getArg(1)))
      return false;
    Copied = copiedFrom(Made->getArg(0));
  }
  if (!Copied)
    return Init->getLParenLoc().isValid();
  if (isEmptyValue(Copied))
    return replace(Copied->getBeginLoc(), endOf(Copied->getEndLoc()), "");
  const CXXRecordDecl *Class = Copied->getType()->getAsCXXRecordDecl();
  return Class && C.Types.handleKindOf(Class) == facts::HoldKind::Shared &&
         hasOtherOwner(Copied);
}

bool Rewriter::assignment(const CXXOperatorCallExpr *Assign,
                          const MemberExpr *M) {
  if (!isa_and_nonnull<CompoundStmt>(around(Assign)))
    return false;
  const Expr *Value = Assign->getArg(1);
  if (isEmptyValue(Value))
    return replace(endOf(M->getEndLoc()), endOf(Assign->getEndLoc()),
                   ".reset()");
  const CXXRecordDecl *Class =
      copiedFrom(Value)->getType()->getAsCXXRecordDecl();
  return Class && C.Types.handleKindOf(Class) == facts::HoldKind::Shared &&
         hasOtherOwner(Value);
}

/// What the locked handle is called in \p F: the field's name without the
/// decoration that fields have, else "locked"; empty if the function knows such
/// a name.
std::string Rewriter::nameFor(const FunctionDecl *F) const {
  llvm::StringRef Name = Field->getName();
  if (!Name.consume_front("m_"))
    Name = Name.trim('_');
  if (Name.empty() || Name == Field->getName())
    Name = "locked";
  llvm::StringRef Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(F->getSourceRange()),
                           SM, C.Context.getLangOpts());
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos;
       At = Text.find(Name, At + 1)) {
    auto IsWord = [&](size_t I) {
      return I < Text.size() && isAsciiIdentifierContinue(Text[I]);
    };
    if (!(At && IsWord(At - 1)) && !IsWord(At + Name.size()))
      return "";
  }
  return Name.str();
}

/// `name_->call(...);` as a statement.
bool Rewriter::call(const CXXOperatorCallExpr *Arrow, const MemberExpr *M) {
  const CXXMemberCallExpr *Call = callOn(Arrow);
  const FunctionDecl *F = Call ? functionAround(Call) : nullptr;
  if (!F || !Call->getType()->isVoidType() ||
      !isa_and_nonnull<CompoundStmt>(around(Call)) ||
      Call->getBeginLoc() != M->getBeginLoc())
    return false;
  std::string Name = nameFor(F);
  if (Name.empty())
    return false;
  SourceLocation End = endOf(M->getEndLoc());
  llvm::StringRef Written =
      Lexer::getSourceText(CharSourceRange::getCharRange(M->getBeginLoc(), End),
                           SM, C.Context.getLangOpts());
  return replace(M->getBeginLoc(), End,
                 "if (auto " + Name + " = " + Written.str() + '.' + Weak->Lock +
                     "()) " + Name);
}

/// The statement if \p M is all that it asks: `if (name_) ...`.
const IfStmt *Rewriter::guardOf(const MemberExpr *M) const {
  const CXXMemberCallExpr *Call = callOn(M);
  if (!Call || !isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) ||
      !isa<CXXThisExpr>(M->getBase()))
    return nullptr;
  const auto *If = dyn_cast_or_null<IfStmt>(around(Call));
  return If && If->getCond()->IgnoreImplicit()->IgnoreParens() == Call &&
                 !If->getInit() && !If->getConditionVariable()
             ? If
             : nullptr;
}

/// Null if \p M does not stand where a guard is known to be true.
const std::string *Rewriter::nameOfGuardAround(const MemberExpr *M) const {
  if (!isa<CXXThisExpr>(M->getBase()))
    return nullptr;
  const Stmt *From = M;
  DynTypedNodeList Parents = C.Context.getParents(*M);
  while (Parents.size() == 1) {
    const auto *S = Parents[0].get<Stmt>();
    if (!S || isa<LambdaExpr>(S))
      return nullptr;
    if (const auto *If = dyn_cast<IfStmt>(S); If && If->getThen() == From)
      if (auto Known = Guards.find(If); Known != Guards.end())
        return &Known->second;
    From = S;
    Parents = C.Context.getParents(*S);
  }
  return nullptr;
}

/// `if (name_) name_->call();` becomes
/// `if (auto name = name_.lock()) name->call();`.
bool Rewriter::mentionBelowGuard(const MemberExpr *M, const std::string &Name) {
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(around(M));
  bool Assigned = Operator && Operator->getOperator() == OO_Equal &&
                  copiedFrom(Operator->getArg(0)) == M;
  const CXXMemberCallExpr *Call = callOn(M);
  bool Read = Operator ? !Assigned
              : Call   ? Call->getMethodDecl()->isConst()
                       : isa_and_nonnull<CXXConstructExpr>(around(M));
  return Read && replace(M->getBeginLoc(), endOf(M->getEndLoc()), Name);
}

bool Rewriter::mention(const MemberExpr *M) {
  if (auto Guard = Guards.find(guardOf(M)); Guard != Guards.end())
    return insert(M->getBeginLoc(), "auto " + Guard->second + " = ") &&
           insert(endOf(M->getEndLoc()), '.' + Weak->Lock + "()");
  if (const std::string *Name = nameOfGuardAround(M))
    return mentionBelowGuard(M, *Name);
  const Stmt *By = around(M);
  auto Lock = [&] {
    return insert(endOf(M->getEndLoc()), '.' + Weak->Lock + "()");
  };
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(By)) {
    switch (Operator->getOperator()) {
    case OO_Equal:
      return copiedFrom(Operator->getArg(0)) == M ? assignment(Operator, M)
                                                  : Lock();
    case OO_Arrow:
      return call(Operator, M);
    case OO_EqualEqual:
    case OO_ExclaimEqual:
      return Lock();
    default:
      return false;
    }
  }
  if (const CXXMemberCallExpr *Call = callOn(M)) {
    if (isa<CXXConversionDecl>(Call->getMethodDecl()))
      return Lock();
    // What both handles can do, and means the same.
    return Call->getNumArgs() == 0 && Call->getType()->isVoidType();
  }
  // A copy: an argument, a result, a variable, a capture.
  if (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(By))
    return Copy->getConstructor()->isCopyConstructor() && Lock();
  return false;
}

std::vector<FixEdit> Rewriter::run() {
  const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent());
  const CXXRecordDecl *Handle = Field->getType()->getAsCXXRecordDecl();
  if (!Record || !Handle || Record->isDependentContext() ||
      isa<ClassTemplateSpecializationDecl>(Record) ||
      !C.Names.isConfined(Record) ||
      C.Types.handleKindOf(Handle) != facts::HoldKind::Shared)
    return {};
  Weak = weakHandleFor(Handle, C);
  if (!Weak || !declaration())
    return {};
  for (const CXXCtorInitializer *Init : Uses.Initialisers)
    if (!initialiser(Init))
      return {};
  for (const MemberExpr *M : Uses.Mentions)
    if (const IfStmt *If = guardOf(M))
      if (std::string Name = nameFor(functionAround(If)); !Name.empty())
        Guards.try_emplace(If, std::move(Name));
  for (const MemberExpr *M : Uses.Mentions)
    if (!mention(M))
      return {};
  return std::move(Edits);
}

std::vector<FixEdit> weakenField(ASTContext &Context,
                                 const HandleModels &Models, SymbolId Field,
                                 FileName SourceRoot) {
  SourceMap Map(Context.getSourceManager(), Context.getLangOpts(), SourceRoot);
  Symbols Names(Context, Map);
  TypeHolds Types(Context, Models, Map, Names);
  CountedStructs Counted(Models, Map, Names);
  BodyContext C{Context, Models, Map, Names, Types, Counted};
  const TranslationUnitDecl *TU = Context.getTranslationUnitDecl();
  FieldUses Uses(Field, Names);
  if (!Uses.find(TU) || !Uses.collect(TU))
    return {};
  return Rewriter(Uses, C).run();
}

} // namespace ouro::extract
