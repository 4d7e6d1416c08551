//===- BodyText.cpp -------------------------------------------------------===//
#include "checks/Extract/BodyText.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

BodyText::BodyText(const FunctionDecl &F, const ASTContext &Context,
                   const SourceMap &Map)
    : Context(Context), SM(Context.getSourceManager()), Map(Map),
      Outermost(dyn_cast<CompoundStmt>(F.getBody())) {
  if (!Outermost || F.getTemplateInstantiationPattern() ||
      !Outermost->getLBracLoc().isFileID() ||
      !Outermost->getRBracLoc().isFileID() ||
      SM.getFileID(Outermost->getLBracLoc()) !=
          SM.getFileID(Outermost->getRBracLoc()) ||
      !SM.getFileEntryRefForID(SM.getFileID(Outermost->getLBracLoc())) ||
      hasDirective())
    return;
  Editable = true;
  llvm::append_range(Declared, F.parameters());
  visit(Outermost, nullptr, true);
}

void BodyText::visit(const Stmt *S, const Stmt *Around, bool Own) {
  if (!S)
    return;
  if (Own) {
    All.push_back(S);
    Parents[S] = Around;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D)) {
        Declared.push_back(Variable);
        if (Own)
          Declarations[Variable] = Declaration;
      }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    llvm::append_range(Declared, Lambda->getCallOperator()->parameters());
    for (const Expr *Init : Lambda->capture_inits())
      visit(Init, S, Own);
    return visit(Lambda->getBody(), S, false);
  }
  if (const auto *Handler = dyn_cast<CXXCatchStmt>(S))
    if (const VarDecl *Caught = Handler->getExceptionDecl())
      Declared.push_back(Caught);
  for (const Stmt *Child : S->children())
    visit(Child, S, Own);
}

/// A line of the body begins with '#'.
bool BodyText::hasDirective() const {
  FileID File = SM.getFileID(Outermost->getLBracLoc());
  llvm::StringRef Text =
      SM.getBufferData(File).slice(SM.getFileOffset(Outermost->getLBracLoc()),
                                   SM.getFileOffset(Outermost->getRBracLoc()));
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    if (Line.ltrim().starts_with("#"))
      return true;
    Text = Rest;
  }
  return false;
}

bool BodyText::hasJumps() const {
  return llvm::any_of(All, [](const Stmt *S) { return isa<LabelStmt>(S); });
}

const CompoundStmt *BodyText::compoundOf(const Stmt *S) const {
  const Stmt *Outer = around(S);
  while (isa_and_nonnull<SwitchCase, LabelStmt, AttributedStmt>(Outer))
    Outer = around(Outer);
  return dyn_cast_or_null<CompoundStmt>(Outer);
}

bool BodyText::isWithin(const Stmt *S, const Stmt *Whole) const {
  while (S && S != Whole)
    S = around(S);
  return S != nullptr;
}

const VarDecl *BodyText::variableAt(const SourceSpan &Where) const {
  for (const VarDecl *Variable : Declared)
    if (Map.spanOf(Variable->getLocation()) == Where)
      return Variable;
  return nullptr;
}

const DeclStmt *BodyText::declarationOf(const VarDecl *Variable) const {
  return Declarations.lookup(Variable);
}

unsigned BodyText::countOf(llvm::StringRef Name) const {
  return llvm::count_if(Declared, [&](const VarDecl *Variable) {
    return Variable->getIdentifier() && Variable->getName() == Name;
  });
}

FixEdit BodyText::replace(SourceLocation Loc, unsigned Length,
                          std::string Text) const {
  auto [File, At] = SM.getDecomposedLoc(Loc);
  return {Map.spanOf(File, At, At + Length), std::move(Text)};
}

std::optional<Token> BodyText::tokenAfter(SourceLocation Loc) const {
  return Lexer::findNextToken(Loc, SM, Context.getLangOpts());
}

llvm::StringRef BodyText::indentOf(SourceLocation Loc) const {
  return Lexer::getIndentationForLine(Loc, SM);
}

bool BodyText::isFirstOnLine(SourceLocation Loc) const {
  return SM.getSpellingColumnNumber(Loc) == indentOf(Loc).size() + 1;
}

/// How the lines around \p Loc end.
std::string BodyText::newLine(SourceLocation Loc) const {
  auto [File, At] = SM.getDecomposedLoc(Loc);
  llvm::StringRef Rest = SM.getBufferData(File).substr(At);
  size_t End = Rest.find('\n');
  return End != llvm::StringRef::npos && Rest.take_front(End).ends_with("\r")
             ? "\r\n"
             : "\n";
}

/// Behind what the only statement of a branch or a loop hangs on: its `)` or
/// `else`.
SourceLocation BodyText::headOf(const Stmt *Alone) const {
  const Stmt *Outer = around(Alone);
  SourceLocation Head;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Outer))
    Head = If->getElse() == Alone ? If->getElseLoc() : If->getRParenLoc();
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Outer))
    Head = For->getRParenLoc();
  else if (const auto *While = dyn_cast_or_null<WhileStmt>(Outer))
    Head = While->getRParenLoc();
  if (Head.isInvalid() || !Head.isFileID())
    return {};
  return Lexer::getLocForEndOfToken(Head, 0, SM, Context.getLangOpts());
}

std::vector<FixEdit> BodyText::insertBefore(const Stmt *S,
                                            llvm::StringRef Text) const {
  SourceLocation Begin = S->getBeginLoc();
  if (!Begin.isFileID())
    return {};
  bool OwnLine = isFirstOnLine(Begin);
  std::string Gap = OwnLine ? newLine(Begin) + indentOf(Begin).str() : " ";
  std::vector<FixEdit> Edits{replace(Begin, 0, (Text + Gap).str())};
  if (compoundOf(S))
    return Edits;
  SourceLocation Head = headOf(S);
  SourceLocation Last = SM.getExpansionRange(S->getEndLoc()).getEnd();
  std::optional<Token> Semicolon = tokenAfter(Last);
  if (Head.isInvalid() || !Semicolon || Semicolon->isNot(tok::semi) ||
      SM.getFileID(Head) != SM.getFileID(Begin) ||
      SM.getFileID(Semicolon->getLocation()) != SM.getFileID(Begin))
    return {};
  SourceLocation End = Semicolon->getEndLoc();
  auto [File, At] = SM.getDecomposedLoc(End);
  llvm::StringRef Rest = SM.getBufferData(File).substr(At).take_until(
      [](char C) { return C == '\n' || C == '\r'; });
  if (OwnLine && Rest.ltrim().starts_with("//"))
    End = End.getLocWithOffset(Rest.size());
  Edits.push_back(replace(Head, 0, " {"));
  Edits.push_back(replace(
      End, 0,
      OwnLine ? newLine(End) + indentOf(around(S)->getBeginLoc()).str() + "}"
              : " }"));
  return Edits;
}

std::vector<FixEdit> BodyText::append(const CompoundStmt *Block,
                                      llvm::StringRef Text) const {
  SourceLocation Brace = Block->getRBracLoc();
  if (!Brace.isFileID() || Block->body_empty())
    return {};
  if (!isFirstOnLine(Brace))
    return {replace(Brace, 0, (Text + " ").str())};
  SourceLocation Last = SM.getFileLoc(Block->body_back()->getBeginLoc());
  SourceLocation Line = Brace.getLocWithOffset(-int(indentOf(Brace).size()));
  return {replace(Line, 0, (indentOf(Last) + Text + newLine(Last)).str())};
}

} // namespace ouro::extract
