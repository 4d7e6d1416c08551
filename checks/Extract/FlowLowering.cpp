//===- FlowLowering.cpp - Blocks ------------------------------------------===//
#include "checks/Extract/FlowLowering.h"
#include "checks/Extract/CaptureUse.h"
#include "checks/Facts/FlowTidy.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

// Generated parsers and the like; every block costs the engine its states.
static constexpr unsigned MaxBlocks = 15000;

std::unique_ptr<CFG> FlowLowering::build() const {
  CFG::BuildOptions Options;
  Options.PruneTriviallyFalseEdges = true;
  Options.AddInitializers = true;
  Options.AddImplicitDtors = true; // also what cleanup attributes call
  Options.AddLifetime = true;
  Options.AddCXXNewAllocator = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  // What has an effect is an element of its own, so that operands are values.
  for (Stmt::StmtClass Class :
       {Stmt::CallExprClass, Stmt::CXXMemberCallExprClass,
        Stmt::CXXOperatorCallExprClass, Stmt::UserDefinedLiteralClass,
        Stmt::BinaryOperatorClass, Stmt::CompoundAssignOperatorClass,
        Stmt::UnaryOperatorClass, Stmt::CXXNewExprClass,
        Stmt::CXXDeleteExprClass, Stmt::CXXConstructExprClass,
        Stmt::CXXTemporaryObjectExprClass, Stmt::LambdaExprClass,
        Stmt::InitListExprClass, Stmt::CompoundLiteralExprClass,
        Stmt::ConditionalOperatorClass, Stmt::BinaryConditionalOperatorClass,
        Stmt::StmtExprClass, Stmt::CXXThrowExprClass, Stmt::AtomicExprClass})
    Options.setAlwaysAdd(Class);
  return CFG::buildCFG(&F, F.getBody(), &Calls.Context, Options);
}

/// Calls that return twice and jumps out of assembler break the order that the
/// graph shows; what waits in a coroutine is resumed or not by somebody else.
bool FlowLowering::isBeyondUs(const CFG &Cfg) const {
  if (Cfg.getNumBlockIDs() > MaxBlocks)
    return true;
  for (const CFGBlock *Block : Cfg)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
        if (const auto *Call = dyn_cast<CallExpr>(S->getStmt())) {
          const FunctionDecl *Callee = Call->getDirectCallee();
          if (Callee && (Callee->hasAttr<ReturnsTwiceAttr>() ||
                         (Callee->getBuiltinID() != 0 &&
                          Calls.Context.BuiltinInfo.isReturnsTwice(
                              Callee->getBuiltinID()))))
            return true;
        } else if (const auto *Asm = dyn_cast<GCCAsmStmt>(S->getStmt())) {
          if (Asm->isAsmGoto())
            return true;
        }
      }
  return false;
}

/// A guard that gets a variable by address releases what is in it when the
/// guard's own life ends, whatever is stored there in between.
void FlowLowering::exposeTo(const VarDecl &Guard, const Expr *Init) {
  if (!Graph.Variables[Values.variableOf(&Guard)].Managed)
    return;
  auto Expose = [this](const Expr *Given, bool ByReference) {
    const auto *Unary = dyn_cast<UnaryOperator>(plain(Given));
    if (Unary && Unary->getOpcode() == UO_AddrOf)
      Given = Unary->getSubExpr();
    else if (!ByReference)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(plain(Given)))
      if (const auto *D = dyn_cast<VarDecl>(Ref->getDecl()))
        Graph.Variables[Values.variableOf(D)].Exposed = true;
  };
  auto IsAlias = [](QualType Type) {
    return Type->isLValueReferenceType() &&
           !Type->getPointeeType().isConstQualified();
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init)) {
    const CXXConstructorDecl *Callee = Construct->getConstructor();
    for (auto [Index, Given] : llvm::enumerate(Construct->arguments()))
      Expose(Given, Index < Callee->getNumParams() &&
                        IsAlias(Callee->getParamDecl(Index)->getType()));
  } else if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    for (const Expr *Given : List->inits())
      if (Given)
        Expose(Given, Given->isLValue());
  }
}

static void addAll(const Stmt *S, llvm::DenseSet<const Stmt *> &Out) {
  Out.insert(S);
  for (const Stmt *Child : S->children())
    if (Child)
      addAll(Child, Out);
}

void FlowLowering::prepareStatement(const Stmt *S) {
  auto Await = [this](const Expr *Value, const Expr *Whole) {
    // The element is one of these, depending on what cleans up where.
    Awaited[Value->IgnoreParens()].push_back(Whole);
    if (const Expr *Core = plain(Value); Core != Value->IgnoreParens())
      Awaited[Core].push_back(Whole);
  };
  if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
    if (!Choice->getType()->isScalarType())
      return;
    Await(Choice->getTrueExpr(), Choice);
    Await(Choice->getFalseExpr(), Choice);
  } else if (const auto *Elvis = dyn_cast<BinaryConditionalOperator>(S)) {
    Await(Elvis->getCommon(), Elvis);
    Await(Elvis->getFalseExpr(), Elvis);
  } else if (const auto *Block = dyn_cast<StmtExpr>(S)) {
    if (const Expr *Last = valueIn(Block);
        Last && Last->getType()->isScalarType())
      Await(Last, Block);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && Variable->getInit()) {
        const Expr *Init = plain(Variable->getInit());
        if (isa<CXXConstructExpr>(Init) &&
            !Variable->getType()->isReferenceType())
          Constructed[Init] = FlowValues::address(
              FlowValues::variablePlace(Values.variableOf(Variable)));
        ReadLists.insert(Init);
        exposeTo(*Variable, Init);
      }
  } else if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(S)) {
    ReadLists.insert(plain(Literal->getInitializer()));
  } else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    if (const Expr *Init = New->getInitializer()) {
      ReadLists.insert(plain(Init));
      if (!New->isArray())
        Constructed[plain(Init)] = Values.valueOf(New);
    }
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (Calls.ignoresArguments(Call))
      for (const Expr *Argument : Call->arguments())
        addAll(Argument, Ignored);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (const Expr *Value = Return->getRetValue())
      ReadLists.insert(plain(Value));
  } else if (const auto *List = dyn_cast<InitListExpr>(S)) {
    for (const Expr *Init : List->inits())
      if (Init)
        ReadLists.insert(plain(Init));
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        if (const auto *D = dyn_cast<VarDecl>(Capture.getCapturedVar());
            D && !onlyLooksAt(Lambda, D, Calls))
          Graph.Variables[Values.variableOf(D)].Exposed = true;
  }
}

/// Finds out who needs the value of which element, and which conditions are
/// tested again.
void FlowLowering::prepare(const CFG &Cfg) {
  for (const CFGBlock *Block : Cfg) {
    for (const CFGElement &Element : *Block) {
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
        prepareStatement(S->getStmt());
      } else if (std::optional<CFGInitializer> I =
                     Element.getAs<CFGInitializer>()) {
        const CXXCtorInitializer *Init = I->getInitializer();
        ReadLists.insert(plain(Init->getInit()));
        FlowPlace This = FlowValues::variablePlace(Values.receiver());
        if (const FieldDecl *Field = Init->getAnyMember()) {
          This.Steps.push_back({FlowStep::Kind::Deref});
          Constructed[plain(Init->getInit())] =
              FlowValues::address(Values.memberOf(std::move(This), Field));
        } else {
          Constructed[plain(Init->getInit())] =
              FlowValues::load(std::move(This));
        }
      }
    }
    if (const Expr *Condition = lastCondition(*Block))
      Conditions.announce(Condition);
  }
}

/// Reverse post-order, and only what can be reached: ids for blocks.
void FlowLowering::numberBlocks(const CFG &Cfg) {
  struct Frame {
    const CFGBlock *Block;
    CFGBlock::const_succ_iterator Next;
  };
  Numbers.assign(Cfg.getNumBlockIDs(), NoIndex);
  std::vector<const CFGBlock *> Order;
  std::vector<bool> Seen(Cfg.getNumBlockIDs(), false);
  std::vector<Frame> Stack{{&Cfg.getEntry(), Cfg.getEntry().succ_begin()}};
  Seen[Cfg.getEntry().getBlockID()] = true;
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    if (Top.Next == Top.Block->succ_end()) {
      Order.push_back(Top.Block);
      Stack.pop_back();
      continue;
    }
    const CFGBlock *Next = *Top.Next++; // null: cannot be reached
    if (Next && !Seen[Next->getBlockID()]) {
      Seen[Next->getBlockID()] = true;
      Stack.push_back({Next, Next->succ_begin()});
    }
  }
  Graph.Blocks.resize(Order.size());
  for (auto [Index, Block] : llvm::enumerate(llvm::reverse(Order)))
    Numbers[Block->getBlockID()] = Index;
  for (const CFGBlock *Block : llvm::reverse(Order))
    lowerBlock(*Block);
}

/// Who gives back a handle by its number, as in `close(1)`, makes room for the
/// next one: it gets that number, by which others know it. What is acquired
/// from then on is theirs.
void FlowLowering::leaveNumbered() {
  std::vector<llvm::SmallDenseSet<unsigned, 2>> Left(Graph.Blocks.size());
  llvm::SmallVector<unsigned, 8> Todo;
  auto Leave = [&](unsigned Block, size_t From, unsigned Resource) {
    std::vector<FlowEffect> &Effects = Graph.Blocks[Block].Effects;
    Effects.erase(std::remove_if(Effects.begin() + From, Effects.end(),
                                 [&](const FlowEffect &Effect) {
                                   return Effect.Kind ==
                                              FlowEffectKind::Acquire &&
                                          Effect.Resource == Resource;
                                 }),
                  Effects.end());
    for (unsigned Next : Graph.Blocks[Block].Successors)
      if (Next != NoIndex && Left[Next].insert(Resource).second)
        Todo.push_back(Next);
  };
  // Later ones first: what is erased comes after them.
  for (auto [Block, Effect] : llvm::reverse(Placing))
    Leave(Block, Effect, Graph.Blocks[Block].Effects[Effect].Resource);
  while (!Todo.empty()) {
    unsigned Block = Todo.pop_back_val();
    for (unsigned Resource : Left[Block])
      Leave(Block, 0, Resource);
  }
}

FlowGraph FlowLowering::lower() {
  if (isa<CoroutineBodyStmt>(F.getBody()))
    return {};
  std::unique_ptr<CFG> Cfg = build();
  if (!Cfg || isBeyondUs(*Cfg))
    return {};
  prepare(*Cfg);
  numberBlocks(*Cfg);
  leaveNumbered();
  tidy(Graph);
  Graph.FailsWithZero =
      F.getReturnType()->isPointerType() || F.getReturnType()->isBooleanType();
  return std::move(Graph);
}

void FlowLowering::lowerBlock(const CFGBlock &B) {
  Current = Numbers[B.getBlockID()];
  Ended = Returned = Threw = false;
  for (const CFGElement &Element : B) {
    if (Ended)
      break;
    lowerElement(Element);
  }
  if (!Ended)
    lowerEnd(B);
}

void FlowLowering::lowerElement(const CFGElement &E) {
  switch (E.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall: {
    const Stmt *S = E.castAs<CFGStmt>().getStmt();
    lowerStatement(S);
    return assignAwaited(S);
  }
  case CFGElement::Initializer:
    return lowerInitialiser(E.castAs<CFGInitializer>().getInitializer());
  case CFGElement::NewAllocator:
    return lowerNew(E.castAs<CFGNewAllocator>().getAllocatorExpr());
  case CFGElement::CleanupFunction:
    return lowerCleanup(E.castAs<CFGCleanupFunction>());
  case CFGElement::DeleteDtor:
    return lowerDeleteDestructor(E.castAs<CFGDeleteDtor>());
  case CFGElement::LifetimeEnds: {
    // The value that is returned was read before.
    auto Ends = E.castAs<CFGLifetimeEnds>();
    const VarDecl *Variable = Ends.getVarDecl();
    if (Returned || Variable->getType()->isReferenceType())
      return;
    // The brace that closes the scope, or the jump out of it.
    const Stmt *By = Ends.getTriggerStmt();
    SourceLocation At = !By                     ? Variable->getLocation()
                        : isa<CompoundStmt>(By) ? By->getEndLoc()
                                                : By->getBeginLoc();
    append(FlowEffectKind::End, SourceRange(At)).Target =
        FlowValues::variablePlace(Values.variableOf(Variable));
    return;
  }
  default:
    // Destructors of variables, parts and temporaries: their fields are not
    // ours to judge (FlowVariable::Managed).
    return;
  }
}

/// Temporaries that wait for the value of \p S get it.
void FlowLowering::assignAwaited(const Stmt *S) {
  if (Ended)
    return;
  auto It = Awaited.find(S);
  if (It == Awaited.end())
    return;
  for (const Expr *Whole : It->second) {
    FlowOperand Value = valueOf(cast<Expr>(S));
    assign(FlowValues::variablePlace(Values.temporaryOf(Whole)),
           std::move(Value), S->getSourceRange());
  }
}

} // namespace ouro::extract
