//===- Relays.cpp ---------------------------------------------------------===//
#include "checks/Extract/Relays.h"
#include "checks/Extract/FlowCalls.h"
#include "checks/Facts/CallGraph.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

bool Relays::mayBe(const VarDecl *D) {
  QualType Type = D->getType();
  return D->isFileVarDecl() && !D->isStaticDataMember() &&
         (Type->isPointerType() || Type->isIntegerType()) &&
         !Type.isConstQualified() && !Type.isVolatileQualified() &&
         isLocalToUnit(D);
}

void Relays::addWrite(const VarDecl *D, const FunctionDecl *In) {
  Known &Variable = Variables[keyOf(D)];
  ++Variable.Writes;
  Variable.ManyWriters |= !In || (Variable.Writer && Variable.Writer != In);
  Variable.Writer = In;
}

/// Judges what was seen of one variable.
class Relays::Judge {
public:
  Judge(const Relays &Seen, const FlowFacts &Facts,
        llvm::ArrayRef<const FunctionDecl *> Functions)
      : Seen(Seen), Facts(Facts) {
    for (auto [Index, F] : llvm::enumerate(Functions))
      Indices.try_emplace(F, Index);
  }

  bool isRelay(const VarDecl *D, const Known &Variable) const;

private:
  bool isReader(const FunctionDecl *F, const Known &Variable) const;
  FunctionSet readersOf(const Known &Variable) const;
  bool isRecursive(const FunctionDecl *F) const;
  bool calls(unsigned Caller, SymbolId Callee) const {
    return llvm::binary_search(Facts.Functions[Caller].Calls, Callee);
  }
  SymbolId idOf(const FunctionDecl *F) const {
    return Facts.Functions[Indices.at(F)].Id;
  }

  const Relays &Seen;
  const FlowFacts &Facts;
  llvm::DenseMap<const FunctionDecl *, unsigned> Indices;
};

/// Before or after main, or by a name that other files know.
static bool runsByItself(const FunctionDecl *F) {
  return F->hasAttr<ConstructorAttr>() || F->hasAttr<DestructorAttr>() ||
         F->hasAttr<UsedAttr>();
}

/// Nobody but who names \p F can call it, and it only looks.
bool Relays::Judge::isReader(const FunctionDecl *F,
                             const Known &Variable) const {
  return F && Indices.contains(F) && !Variable.Users.contains(F) &&
         !isa<CXXMethodDecl>(F) && isLocalToUnit(F) && !runsByItself(F) &&
         Seen.Names.lookup(F->getCanonicalDecl()) == 0;
}

/// All that read \p Variable, themselves or by those they call, without the
/// writer; empty if it cannot be a relay.
Relays::FunctionSet Relays::Judge::readersOf(const Known &Variable) const {
  FunctionSet Readers = Variable.Readers;
  Readers.remove(Variable.Writer);
  for (size_t I = 0; I < Readers.size(); ++I) {
    if (!isReader(Readers[I], Variable))
      return {};
    for (auto [Caller, Index] : Indices)
      if (Caller != Variable.Writer && calls(Index, idOf(Readers[I])))
        Readers.insert(Caller);
  }
  return Readers;
}

bool Relays::Judge::isRecursive(const FunctionDecl *F) const {
  unsigned Own = Indices.at(F);
  llvm::BitVector Above(Facts.Functions.size());
  Above.set(Own);
  addCallers(Facts, Above);
  return llvm::any_of(Above.set_bits(), [&](unsigned Index) {
    return calls(Own, Facts.Functions[Index].Id);
  });
}

/// True if \p S names \p Relay or one of its readers, or may jump.
static bool touches(const Stmt *S, const VarDecl *Relay, const auto &Readers) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const Decl *D = Ref->getDecl()->getCanonicalDecl();
    return D == Relay || llvm::any_of(Readers, [D](const FunctionDecl *Reader) {
             return Reader->getCanonicalDecl() == D;
           });
  }
  return isa<GotoStmt, IndirectGotoStmt, AsmStmt>(S) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) {
           return touches(Child, Relay, Readers);
         });
}

/// The assignment that \p S begins with: `x = f();`, `if ((x = f()) == 0)`.
static const BinaryOperator *assignmentIn(const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    S = If->getInit() || If->getConditionVariable() ? nullptr : If->getCond();
  for (const auto *E = dyn_cast_or_null<Expr>(S); E;) {
    E = plain(E);
    if (const auto *Not = dyn_cast<UnaryOperator>(E)) {
      E = Not->getOpcode() == UO_LNot ? Not->getSubExpr() : nullptr;
      continue;
    }
    const auto *Binary = dyn_cast<BinaryOperator>(E);
    if (!Binary || Binary->getOpcode() == BO_Assign)
      return Binary;
    E = Binary->isComparisonOp() ? Binary->getLHS() : nullptr;
  }
  return nullptr;
}

/// True if \p Writer sets \p Relay before it or a reader can look at it.
static bool writesFirst(const FunctionDecl *Writer, const VarDecl *Relay,
                        const auto &Readers) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Writer->getBody());
  if (!Body)
    return false;
  for (const Stmt *S : Body->body()) {
    const BinaryOperator *Assign = assignmentIn(S);
    const auto *Target =
        Assign ? dyn_cast<DeclRefExpr>(plain(Assign->getLHS())) : nullptr;
    if (Target && Target->getDecl()->getCanonicalDecl() == Relay)
      return !touches(Assign->getRHS(), Relay, Readers);
    if (touches(S, Relay, Readers))
      return false;
  }
  return false;
}

bool Relays::Judge::isRelay(const VarDecl *D, const Known &Variable) const {
  const FunctionDecl *Writer = Variable.Writer;
  if (Variable.Mentions != Variable.Writes || Variable.ManyWriters || !Writer ||
      !Indices.contains(Writer))
    return false;
  // What nobody reads is kept for its own sake: a lock file, a library.
  FunctionSet Readers = readersOf(Variable);
  return !Readers.empty() && writesFirst(Writer, D, Readers) &&
         !isRecursive(Writer);
}

llvm::DenseMap<const VarDecl *, const FunctionDecl *>
Relays::find(const FlowFacts &Facts,
             llvm::ArrayRef<const FunctionDecl *> Functions) const {
  llvm::DenseMap<const VarDecl *, const FunctionDecl *> Out;
  Judge Judge(*this, Facts, Functions);
  for (const auto &[D, Variable] : Variables)
    if (Judge.isRelay(D, Variable))
      Out.try_emplace(D, Variable.Writer->getCanonicalDecl());
  return Out;
}

} // namespace ouro::extract
