//===- ReleaseFix.cpp -----------------------------------------------------===//
#include "checks/Extract/ReleaseFix.h"
#include "checks/Extract/BodyText.h"
#include "checks/Extract/VariableUse.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using ouro::facts::ReleaseMend;

namespace ouro::extract {

namespace {

class Mender {
public:
  Mender(FlowCalls &Calls, const FunctionDecl &F)
      : Calls(Calls), F(F), Text(F, Calls.Context, Calls.Map) {}

  std::vector<FixEdit> add(const ReleaseMend &Mend);
  std::vector<FixEdit> match(const ReleaseMend &Mend);
  std::vector<FixEdit> keep(const ReleaseMend &Mend);
  bool isEditable() const { return Text.isEditable(); }

private:
  bool isPlain(const Expr *E) const;
  bool isCaptured() const;
  std::string deletionOf(const ReleaseMend &Mend);
  bool isReleasedBy(const FunctionDecl *Candidate, unsigned Resource);
  const FunctionDecl *findIn(const DeclContext *Scope, llvm::StringRef Name,
                             unsigned Resource);
  std::string qualifierOf(const ReleaseMend &Mend) const;
  const DeclContext *scopeCalled(llvm::StringRef Qualifier) const;
  std::string nameOfRelease(const ReleaseMend &Mend);
  std::string releaseText(const ReleaseMend &Mend);
  const DeclRefExpr *onlyMention(const Stmt *In) const;
  const IfStmt *testAfter(const Stmt *S, const Stmt *&Next) const;
  std::string freshName() const;
  std::string declarationOf(llvm::StringRef Name) const;

  FlowCalls &Calls;
  const FunctionDecl &F;
  BodyText Text;
  const VarDecl *Variable = nullptr; ///< to be released
  bool RunsCode = false;             ///< its release runs the user's code
};

} // namespace

/// Evaluating \p E before or after the release makes no difference: it reads
/// nothing but numbers and plain locals that only this function can write.
bool Mender::isPlain(const Expr *E) const {
  E = E->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getType()->isScalarType() && isPlain(Cast->getSubExpr());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->isArithmeticOp() && isPlain(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return !Binary->isAssignmentOp() && isPlain(Binary->getLHS()) &&
           isPlain(Binary->getRHS());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isPlain(Choice->getCond()) && isPlain(Choice->getTrueExpr()) &&
           isPlain(Choice->getFalseExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (isa<EnumConstantDecl>(Ref->getDecl()))
      return true;
    const auto *Local = dyn_cast<VarDecl>(Ref->getDecl());
    return Local && Local != Variable && Local->hasLocalStorage() &&
           !RunsCode && Local->getType()->isScalarType() &&
           !Ref->refersToEnclosingVariableOrCapture();
  }
  return isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, StringLiteral,
             CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, GNUNullExpr,
             UnaryExprOrTypeTraitExpr>(E);
}

/// A closure has the variable, and may look at it after the release.
bool Mender::isCaptured() const {
  return !forEachUse(F.getBody(), Variable, [](const VariableUse &Use) {
    return !Use.Mention->refersToEnclosingVariableOrCapture();
  });
}

/// `delete p`, if the object's whole class is known to be destroyed by it.
std::string Mender::deletionOf(const ReleaseMend &Mend) {
  QualType Type = Variable->getType()->getPointeeType();
  const auto *New = Text.find<CXXNewExpr>(Mend.Site);
  bool Array = Mend.Resource == Calls.resource("new[]");
  bool Same = New && Calls.Context.hasSameUnqualifiedType(
                         New->getAllocatedType(), Type);
  if (const CXXRecordDecl *Class =
          Type.isNull() ? nullptr : Type->getAsCXXRecordDecl()) {
    const CXXDestructorDecl *Destructor =
        Class->hasDefinition() ? Class->getDestructor() : nullptr;
    if (Destructor &&
        (Destructor->isDeleted() || Destructor->getAccess() != AS_public))
      return "";
    RunsCode = Class->hasDefinition() && !Class->hasTrivialDestructor();
    Same |= !Array && Destructor && Destructor->isVirtual();
  }
  return Same ? (Array ? "delete[] " : "delete ") + Mend.Variable + ";" : "";
}

/// Giving \p Candidate the variable, and nothing else, releases it.
bool Mender::isReleasedBy(const FunctionDecl *Candidate, unsigned Resource) {
  if (Candidate->getNumParams() != 1 || Candidate->isVariadic() ||
      isa<CXXMethodDecl>(Candidate))
    return false;
  QualType Wanted = Candidate->getParamDecl(0)->getType(),
           Given = Variable->getType();
  bool Fits = Calls.Context.hasSameUnqualifiedType(Wanted, Given);
  if (Wanted->isVoidPointerType() && Given->isObjectPointerType())
    Fits |= !Given->getPointeeType().hasQualifiers();
  const CallMeaning &Meaning = Calls.meaningOf(Candidate);
  if (!Fits || Meaning.Effects.size() != 1)
    return false;
  const MeantEffect &Only = Meaning.Effects.front();
  return Only.Effect.What == ResourceEffect::Kind::Release &&
         Only.Resource == Resource && Only.Effect.Success.isAny() &&
         !Only.Effect.Given && Only.Effect.Slot.Index == 0 &&
         Only.Effect.Slot.Where == CallSlot::Kind::Argument;
}

/// A function of that name in \p Scope which does it, and which is declared
/// before the body.
const FunctionDecl *Mender::findIn(const DeclContext *Scope,
                                   llvm::StringRef Name, unsigned Resource) {
  auto Known = Calls.Context.Idents.find(Name);
  if (!Scope || Known == Calls.Context.Idents.end() ||
      Known->second->hadMacroDefinition())
    return nullptr;
  const SourceManager &SM = Calls.Context.getSourceManager();
  for (NamedDecl *Found : Scope->lookup(Known->second)) {
    const auto *Candidate = dyn_cast<FunctionDecl>(Found->getUnderlyingDecl());
    if (!Candidate || Found->getLocation().isInvalid() ||
        !SM.isBeforeInTranslationUnit(Found->getLocation(),
                                      F.getBody()->getBeginLoc()))
      continue;
    if (isReleasedBy(Candidate, Resource)) {
      RunsCode = Calls.Names.isUserCode(Candidate);
      return Candidate;
    }
  }
  return nullptr;
}

/// What stands before the name of the function that acquires it: "std::".
std::string Mender::qualifierOf(const ReleaseMend &Mend) const {
  const auto *Call = Text.find<CallExpr>(Mend.Site);
  const auto *Ref =
      Call ? dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts())
           : nullptr;
  if (!Ref || !Ref->hasQualifier() || !Ref->getBeginLoc().isFileID())
    return "";
  return Lexer::getSourceText(CharSourceRange::getTokenRange(
                                  Ref->getQualifierLoc().getSourceRange()),
                              Calls.Context.getSourceManager(),
                              Calls.Context.getLangOpts())
      .str();
}

/// "::" or "name::"; null if it is neither.
const DeclContext *Mender::scopeCalled(llvm::StringRef Qualifier) const {
  const TranslationUnitDecl *Global = Calls.Context.getTranslationUnitDecl();
  if (Qualifier.empty() || Qualifier == "::")
    return Global;
  if (!Qualifier.consume_back("::"))
    return nullptr;
  auto Known = Calls.Context.Idents.find(Qualifier);
  if (Known == Calls.Context.Idents.end())
    return nullptr;
  for (NamedDecl *Found : Global->lookup(Known->second))
    if (const auto *Scope = dyn_cast<NamespaceDecl>(Found))
      return Scope;
  return nullptr;
}

std::string Mender::nameOfRelease(const ReleaseMend &Mend) {
  const std::string &Name = Calls.Resources[Mend.Resource].Release;
  std::string Written = qualifierOf(Mend);
  if (!Written.empty() && findIn(scopeCalled(Written), Name, Mend.Resource))
    return Written + Name;
  if (!findIn(scopeCalled(""), Name, Mend.Resource))
    return "";
  // Members, and what a namespace has, come before the global function.
  if (!F.getDeclContext()->isTranslationUnit() || Text.countOf(Name) != 0)
    return Calls.Context.getLangOpts().CPlusPlus ? "::" + Name : "";
  return Name;
}

std::string Mender::releaseText(const ReleaseMend &Mend) {
  if (Mend.Resource == Calls.resource("new") ||
      Mend.Resource == Calls.resource("new[]"))
    return deletionOf(Mend); // null is no object
  std::string Name = nameOfRelease(Mend);
  if (Name.empty())
    return "";
  std::string Call = Name + "(" + Mend.Variable + ");";
  return Mend.MayBeNull ? "if (" + Mend.Variable + ") " + Call : Call;
}

std::vector<FixEdit> Mender::add(const ReleaseMend &Mend) {
  Variable = Text.variableAt(Mend.Declared);
  const DeclStmt *Declaration =
      Variable ? Text.declarationOf(Variable) : nullptr;
  const auto *Scope = dyn_cast_or_null<CompoundStmt>(
      Declaration ? Text.around(Declaration) : nullptr);
  QualType Result = F.getReturnType();
  if (!Scope || Text.countOf(Mend.Variable) != 1 || isCaptured() ||
      !(Result->isScalarType() || Result->isVoidType()))
    return {};
  std::string Release = releaseText(Mend);
  if (Release.empty())
    return {};
  std::vector<FixEdit> Edits;
  for (const SourceSpan &Place : Mend.Places) {
    std::vector<FixEdit> Here;
    if (const auto *Return = Text.find<ReturnStmt>(Place)) {
      const Expr *Value = Return->getRetValue();
      if (Text.isWithin(Return, Scope) && (!Value || isPlain(Value)))
        Here = Text.insertBefore(Return, Release);
    } else if (Result->isVoidType() && Scope == Text.outermost() &&
               Calls.Map.spanOf(Scope->getRBracLoc()) == Place) {
      Here = Text.append(Scope, Release);
    }
    if (Here.empty())
      return {};
    llvm::append_range(Edits, std::move(Here));
  }
  return Edits;
}

std::vector<FixEdit> Mender::match(const ReleaseMend &Mend) {
  const auto *New = Text.find<CXXNewExpr>(Mend.Site);
  const auto *Delete = Text.find<CXXDeleteExpr>(Mend.Places.front());
  if (!New || !Delete || New->isArray() == Delete->isArrayForm() ||
      !Delete->getBeginLoc().isFileID() ||
      Delete->getDestroyedType().isNull() ||
      !Calls.Context.hasSameUnqualifiedType(New->getAllocatedType(),
                                            Delete->getDestroyedType()))
    return {};
  SourceLocation Word = Delete->getBeginLoc();
  if (Delete->isGlobalDelete()) {
    std::optional<Token> Next = Text.tokenAfter(Word);
    if (!Next)
      return {};
    Word = Next->getLocation();
  }
  constexpr unsigned Length = sizeof("delete") - 1;
  SourceLocation Behind = Word.getLocWithOffset(Length);
  if (New->isArray())
    return {Text.replace(Behind, 0, "[]")};
  std::optional<Token> Open = Text.tokenAfter(Word);
  std::optional<Token> Close =
      Open ? Text.tokenAfter(Open->getLocation()) : std::nullopt;
  if (!Close || Open->isNot(tok::l_square) || Close->isNot(tok::r_square))
    return {};
  const SourceManager &SM = Calls.Context.getSourceManager();
  return {Text.replace(
      Behind, SM.getFileOffset(Close->getEndLoc()) - SM.getFileOffset(Behind),
      "")};
}

/// The only place in \p In that names the variable; null if there are more.
const DeclRefExpr *Mender::onlyMention(const Stmt *In) const {
  const DeclRefExpr *Only = nullptr;
  bool Once = forEachUse(In, Variable, [&](const VariableUse &Use) {
    bool First = !Only;
    Only = Use.Mention;
    return First;
  });
  return Once ? Only : nullptr;
}

/// The `if` without `else` that follows \p S, if its branch does not name the
/// variable; \p Next follows that.
const IfStmt *Mender::testAfter(const Stmt *S, const Stmt *&Next) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Text.around(S));
  if (!Block || isa_and_nonnull<SwitchStmt>(Text.around(Block)))
    return nullptr;
  auto At = llvm::find(Block->body(), S);
  if (Block->body_end() - At < 3)
    return nullptr;
  const auto *Test = dyn_cast<IfStmt>(At[1]);
  Next = At[2];
  if (!Test || Test->getElse() || Test->getInit() ||
      Test->getConditionVariable() || Test->isConstexpr() ||
      isa<LabelStmt, SwitchCase>(Next))
    return nullptr;
  const Expr *Condition = plain(Test->getCond());
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    Condition = plain(Not->getSubExpr());
  else if (const auto *Compare = dyn_cast<BinaryOperator>(Condition);
           Compare && Compare->getOpcode() == BO_EQ)
    Condition =
        plain(isa<DeclRefExpr>(plain(Compare->getLHS())) ? Compare->getLHS()
                                                         : Compare->getRHS());
  const auto *Mention = dyn_cast<DeclRefExpr>(Condition);
  bool Unnamed = forEachUse(Test->getThen(), Variable,
                            [](const VariableUse &) { return false; });
  return Mention && Unnamed && Mention == onlyMention(Test->getCond())
             ? Test
             : nullptr;
}

/// A name that nothing in the translation unit has.
std::string Mender::freshName() const {
  for (const char *Name : {"grown", "resized", "replacement"})
    if (Calls.Context.Idents.find(Name) == Calls.Context.Idents.end())
      return Name;
  return "";
}

std::string Mender::declarationOf(llvm::StringRef Name) const {
  QualType Type = Variable->getType().getUnqualifiedType();
  QualType Pointee = Type->getPointeeType();
  if (Pointee.isNull() || Pointee->isFunctionType() || Pointee->isArrayType())
    return "";
  std::string Written =
      Type.getAsString(PrintingPolicy(Calls.Context.getLangOpts()));
  return Written + (Written.back() == '*' ? "" : " ") + Name.str();
}

/// `p = realloc(p, n); if (!p) ...`
std::vector<FixEdit> Mender::keep(const ReleaseMend &Mend) {
  Variable = Text.variableAt(Mend.Declared);
  const auto *Assignment = Text.find<BinaryOperator>(Mend.Places.front());
  const Stmt *Next = nullptr;
  if (!Variable || !Assignment || Assignment->getOpcode() != BO_Assign ||
      Text.countOf(Mend.Variable) != 1 || isCaptured() || Text.hasJumps())
    return {};
  const auto *Target = dyn_cast<DeclRefExpr>(plain(Assignment->getLHS()));
  const IfStmt *Test = testAfter(Assignment, Next);
  std::string Name = freshName(), Release = releaseText(Mend);
  if (!Target || !Test || Name.empty() || Release.empty())
    return {};
  const DeclRefExpr *Tested = onlyMention(Test->getCond());
  const Stmt *Branch = Test->getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(Branch))
    Branch = Block->body_empty() ? nullptr : Block->body_front();
  std::string Declaration = declarationOf(Name);
  if (!Branch || Declaration.empty() || !Target->getLocation().isFileID() ||
      !Tested->getLocation().isFileID() || isa<LabelStmt>(Branch))
    return {};
  std::vector<FixEdit> Edits = Text.insertBefore(Branch, Release);
  std::vector<FixEdit> Taken =
      Text.insertBefore(Next, Mend.Variable + " = " + Name + ";");
  if (Edits.empty() || Taken.empty())
    return {};
  llvm::append_range(Edits, std::move(Taken));
  unsigned Length = Mend.Variable.size();
  Edits.push_back(Text.replace(Target->getLocation(), Length, Declaration));
  Edits.push_back(Text.replace(Tested->getLocation(), Length, Name));
  return Edits;
}

std::vector<FixEdit> mendRelease(FlowCalls &Calls, const FunctionDecl &F,
                                 const ReleaseMend &Mend) {
  Mender With(Calls, F);
  if (!With.isEditable())
    return {};
  std::vector<FixEdit> Edits;
  switch (Mend.What) {
  case ReleaseMend::Kind::Add:
    Edits = With.add(Mend);
    break;
  case ReleaseMend::Kind::Match:
    Edits = With.match(Mend);
    break;
  case ReleaseMend::Kind::Keep:
    Edits = With.keep(Mend);
    break;
  }
  llvm::sort(Edits);
  return Edits;
}

} // namespace ouro::extract
