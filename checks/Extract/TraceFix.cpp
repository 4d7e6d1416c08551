//===- TraceFix.cpp -------------------------------------------------------===//
#include "checks/Extract/TraceFix.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace ouro::extract {

namespace {

/// The body of one function for a collector, as it can be edited.
class Body {
public:
  Body(const CXXRecordDecl *Owner, const CXXMethodDecl *Tracer,
       const SourceMap &Map)
      : Context(Owner->getASTContext()), SM(Map.sourceManager()), Map(Map) {
    const FunctionDecl *F = definitionOf(Tracer);
    if (!F || F->getNumParams() != 1 || !F->getParamDecl(0)->getIdentifier() ||
        Tracer->getParent()->getCanonicalDecl() != Owner->getCanonicalDecl())
      return;
    Statements = dyn_cast<CompoundStmt>(F->getBody());
    Collector = F->getParamDecl(0);
    if (Statements && Statements->getBeginLoc().isMacroID())
      Statements = nullptr;
    Dependent = patternOf(F)->getDeclContext()->isDependentContext();
  }

  bool isEditable() const { return Statements; }
  bool isDependent() const { return Dependent; }
  llvm::StringRef collector() const { return Collector->getName(); }

  /// The last statement that passes nothing but fields to the collector.
  const CallExpr *lastReport() const {
    for (const Stmt *S : llvm::reverse(Statements->body()))
      if (const auto *Call = dyn_cast<CallExpr>(withoutCleanups(S));
          Call && !Call->getBeginLoc().isMacroID() && isReport(Call))
        return Call;
    return nullptr;
  }

  static llvm::ArrayRef<const Expr *> argumentsOf(const CallExpr *Call) {
    llvm::ArrayRef<const Expr *> All(Call->getArgs(), Call->getNumArgs());
    return isa<CXXOperatorCallExpr>(Call) ? All.drop_front() : All;
  }

  std::vector<FixEdit> insert(SourceLocation Loc, std::string Text) const {
    if (Loc.isInvalid() || Loc.isMacroID())
      return {};
    auto [File, At] = SM.getDecomposedLoc(Loc);
    return {{Map.spanOf(File, At, At), std::move(Text)}};
  }

  SourceLocation behind(SourceLocation Token) const {
    return Lexer::getLocForEndOfToken(Token, 0, SM, Context.getLangOpts());
  }

  std::string text(SourceLocation Begin, SourceLocation LastToken) const {
    return Lexer::getSourceText(
               CharSourceRange::getTokenRange(Begin, LastToken), SM,
               Context.getLangOpts())
        .str();
  }

  /// \p Statement behind \p Last, or as the only one: on a line of its own if
  /// those that are there stand so.
  std::vector<FixEdit> append(const Stmt *Last, std::string Statement) const {
    if (!Last)
      return insert(behind(Statements->getLBracLoc()), " " + Statement + " ");
    std::optional<Token> Semicolon =
        Lexer::findNextToken(Last->getEndLoc(), SM, Context.getLangOpts());
    if (!Semicolon || Semicolon->isNot(tok::semi))
      return {};
    bool OwnLine = SM.getSpellingLineNumber(Last->getBeginLoc()) !=
                   SM.getSpellingLineNumber(Statements->getLBracLoc());
    std::string Gap =
        OwnLine
            ? "\n" + Lexer::getIndentationForLine(Last->getBeginLoc(), SM).str()
            : " ";
    return insert(behind(Semicolon->getLocation()), Gap + Statement);
  }

  const Stmt *lastStatement() const {
    return Statements->body_empty() ? nullptr : Statements->body_back();
  }

private:
  static const Stmt *withoutCleanups(const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    return E ? E->IgnoreImplicit() : S;
  }

  bool isCollector(const Expr *E) const {
    const auto *Name = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Name && Name->getDecl() == Collector;
  }

  static bool isField(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
      return Member->isImplicitAccess() ||
             isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
    const auto *Member = dyn_cast<MemberExpr>(E);
    return Member && isa<FieldDecl>(Member->getMemberDecl()) &&
           (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
            isField(Member->getBase()));
  }

  bool isReport(const CallExpr *Call) const {
    llvm::ArrayRef<const Expr *> Arguments = argumentsOf(Call);
    if (Arguments.empty() || !llvm::all_of(Arguments, isField))
      return false;
    if (isa<CXXOperatorCallExpr>(Call))
      return isCollector(Call->getArg(0));
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Callee))
      return isCollector(Member->getBase());
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      return !Member->isImplicitAccess() && isCollector(Member->getBase());
    return isCollector(Callee);
  }

  const ASTContext &Context;
  const SourceManager &SM;
  const SourceMap &Map;
  const CompoundStmt *Statements = nullptr;
  const ParmVarDecl *Collector = nullptr;
  bool Dependent = false;
};

} // namespace

/// How \p Owner's functions name the end of \p Path; empty if they may not.
static std::string spellingOf(const CXXRecordDecl *Owner, const FieldPath &Path,
                              bool Dependent) {
  const auto *First = cast<CXXRecordDecl>(Path.front()->getParent());
  bool Own = First->getCanonicalDecl() == Owner->getCanonicalDecl();
  std::string Text = !Own && Dependent ? "this->" : "";
  for (const FieldDecl *Field : Path) {
    bool Reachable =
        Field->getAccess() == AS_public ||
        (Field == Path.front() && (Own || Field->getAccess() == AS_protected));
    if (!Reachable || !Field->getIdentifier())
      return "";
    Text += (Field == Path.front() ? "" : ".") + Field->getNameAsString();
  }
  return Text;
}

std::vector<FixEdit> reportField(const CXXRecordDecl *Owner,
                                 const CXXMethodDecl *Tracer,
                                 const FieldPath &Path, const SourceMap &Map) {
  Body In(Owner, Tracer, Map);
  if (!In.isEditable())
    return {};
  std::string Name = spellingOf(Owner, Path, In.isDependent());
  const CallExpr *Report = In.lastReport();
  if (Name.empty() || !Report)
    return {};
  llvm::ArrayRef<const Expr *> Arguments = Body::argumentsOf(Report);
  if (Arguments.size() > 1)
    return In.insert(In.behind(Arguments.back()->getEndLoc()), ", " + Name);
  // As the call is written, up to its argument.
  SourceLocation Begin = Report->getBeginLoc();
  std::string Call = In.text(Begin, Arguments.front()->getBeginLoc());
  std::string Given = In.text(Arguments.front()->getBeginLoc(),
                              Arguments.front()->getBeginLoc());
  if (Given.empty() || !llvm::StringRef(Call).ends_with(Given))
    return {};
  Call.resize(Call.size() - Given.size());
  return In.append(Report, Call + Name + ");");
}

std::vector<FixEdit> reportBase(const CXXRecordDecl *Owner,
                                const CXXMethodDecl *Tracer,
                                const CXXBaseSpecifier &Base,
                                const SourceMap &Map) {
  Body In(Owner, Tracer, Map);
  const TypeSourceInfo *Written = Base.getTypeSourceInfo();
  if (!In.isEditable() || !Written ||
      Written->getTypeLoc().getBeginLoc().isMacroID())
    return {};
  SourceRange Range = Written->getTypeLoc().getSourceRange();
  std::string Name = In.text(Range.getBegin(), Range.getEnd());
  if (Name.empty() || !Tracer->getDeclName().isIdentifier())
    return {};
  std::string Call =
      (Name + "::" + Tracer->getName() + "(" + In.collector() + ");").str();
  const Stmt *Last = In.lastStatement();
  if (Last && !isa<Expr>(Last))
    return {};
  return In.append(Last, Call);
}

} // namespace ouro::extract
