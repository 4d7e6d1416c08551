//===- LambdaText.cpp -----------------------------------------------------===//
#include "checks/Extract/LambdaText.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace ouro::extract {

std::optional<LambdaText> LambdaText::of(const LambdaExpr *Lambda,
                                         const ASTContext &Context,
                                         const SourceMap &Map) {
  LambdaText Text(Context, Map);
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = Lambda->getBeginLoc();
  if (!Begin.isFileID())
    return std::nullopt;
  Text.File = SM.getFileID(Begin);
  if (!SM.getFileEntryRefForID(Text.File))
    return std::nullopt; // nothing that can be written
  bool Invalid = false;
  Text.Buffer = SM.getBufferData(Text.File, &Invalid);
  if (Invalid || !Text.lex(Lambda))
    return std::nullopt;
  return Text;
}

std::optional<unsigned> LambdaText::offsetOf(SourceLocation Loc) const {
  if (!Loc.isFileID())
    return std::nullopt;
  auto [In, Offset] = Context->getSourceManager().getDecomposedLoc(Loc);
  return In == File ? std::optional<unsigned>(Offset) : std::nullopt;
}

bool LambdaText::lex(const LambdaExpr *Lambda) {
  const CompoundStmt *Body = Lambda->getCompoundStmtBody();
  auto Begin = offsetOf(Lambda->getIntroducerRange().getBegin());
  auto Bracket = offsetOf(Lambda->getIntroducerRange().getEnd());
  auto Open = offsetOf(Body->getLBracLoc());
  auto Close = offsetOf(Body->getRBracLoc());
  if (!Begin || !Bracket || !Open || !Close)
    return false;
  IntroducerEnd = *Bracket + 1;
  BodyBegin = *Open;
  Lexer Raw(Context->getSourceManager().getLocForStartOfFile(File),
            Context->getLangOpts(), Buffer.begin(), Buffer.begin() + *Begin,
            Buffer.end());
  for (Token T; !Raw.LexFromRawLexer(T) || !T.is(tok::eof);) {
    auto [In, Offset] =
        Context->getSourceManager().getDecomposedLoc(T.getLocation());
    if (T.is(tok::eof) || Offset > *Close)
      break;
    if (T.is(tok::hash) && T.isAtStartOfLine())
      return false; // what is edited may not be all there is
    if (Offset > BodyBegin && !FirstStatement)
      FirstStatement = Offset;
    Pieces.push_back({T.getKind(), Offset, Offset + T.getLength()});
  }
  return true;
}

bool LambdaText::knows(llvm::StringRef Name) const {
  auto Known = Context->Idents.find(Name);
  if (Known != Context->Idents.end() && Known->second->hadMacroDefinition())
    return true;
  return llvm::any_of(Pieces, [&](const Piece &P) {
    return P.Kind == tok::raw_identifier && text(P.Begin, P.End) == Name;
  });
}

bool LambdaText::isInSignature(llvm::StringRef Name) const {
  return llvm::any_of(Pieces, [&](const Piece &P) {
    return P.Begin >= IntroducerEnd && P.Begin < BodyBegin &&
           text(P.Begin, P.End) == Name;
  });
}

/// True if the token at \p Index ends a capture.
bool LambdaText::isSeparator(size_t Index) const {
  return Index < Pieces.size() && (Pieces[Index].Kind == tok::comma ||
                                   Pieces[Index].Begin + 1 == IntroducerEnd);
}

std::optional<LambdaText::Written>
LambdaText::capture(SourceLocation Name) const {
  auto Offset = offsetOf(Name);
  size_t First = llvm::find_if(Pieces,
                               [&](const Piece &P) {
                                 return Offset && P.Begin == *Offset;
                               }) -
                 Pieces.begin();
  size_t Next = First + 1;
  if (Next >= Pieces.size() || Pieces[First].Kind != tok::raw_identifier)
    return std::nullopt;
  Written W{Pieces[First].Begin, Pieces[First].End, 0, 0};
  if (isSeparator(Next))
    return W;
  // Template arguments are not told from comparisons here: only brackets nest,
  // and the caller knows where the value should end.
  bool Assigned = Pieces[Next].Kind == tok::equal;
  unsigned Depth = 0;
  size_t I = Assigned ? Next + 1 : Next;
  for (; I < Pieces.size(); ++I) {
    tok::TokenKind Kind = Pieces[I].Kind;
    if (Depth == 0 && I > Next && isSeparator(I))
      break;
    if (Kind == tok::l_paren || Kind == tok::l_brace || Kind == tok::l_square)
      ++Depth;
    if (Kind == tok::r_paren || Kind == tok::r_brace || Kind == tok::r_square)
      --Depth;
  }
  if (I >= Pieces.size() || I < Next + 2)
    return std::nullopt;
  W.End = Pieces[I - 1].End;
  W.ValueBegin = Pieces[Next + 1].Begin;
  W.ValueEnd = Assigned ? W.End : Pieces[I - 1].Begin;
  return W;
}

FixEdit LambdaText::replace(unsigned Begin, unsigned End,
                            std::string Text) const {
  return {Map->spanOf(File, Begin, End), std::move(Text)};
}

/// The blanks that the line with \p Offset starts with.
llvm::StringRef LambdaText::indentAt(unsigned Offset) const {
  size_t Line = Buffer.rfind('\n', Offset) + 1; // npos + 1 is 0
  return Buffer.substr(Line).take_while(
      [](char C) { return C == ' ' || C == '\t'; });
}

FixEdit LambdaText::prepend(llvm::ArrayRef<std::string> Statements) const {
  unsigned At = BodyBegin + 1;
  llvm::StringRef Line =
      Buffer.substr(At).take_until([](char C) { return C == '\n'; });
  llvm::StringRef Rest = Line.ltrim();
  bool OwnLines = Rest.empty() || Rest.starts_with("//");
  std::string Separator = " ";
  if (OwnLines) {
    bool Carriage = Line.ends_with("\r");
    At += Line.size() - (Carriage ? 1 : 0);
    Separator = (Carriage ? "\r\n" : "\n") + indentAt(FirstStatement).str();
  }
  std::string Text;
  for (const std::string &Statement : Statements)
    Text += Separator + Statement;
  return replace(At, At, std::move(Text));
}

} // namespace ouro::extract
