//===- TypeObjects.cpp - Types that describe themselves to a collector ----===//
#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/FunctionReader.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

/// What the initialiser \p List of a struct says about the member \p Name; null
/// if it says nothing, or null.
static const Expr *valueOf(const InitListExpr &List, llvm::StringRef Name) {
  const RecordDecl *Record = List.getType()->getAsRecordDecl();
  unsigned Index = 0;
  for (const FieldDecl *Field : Record->fields()) {
    if (Index >= List.getNumInits())
      return nullptr;
    const Expr *Value = List.getInit(Index++);
    if (Field->getName() == Name)
      return !Value || isEmptyValue(Value) ? nullptr : Value;
  }
  return nullptr;
}

/// The struct in `sizeof(Struct)` or `sizeof *p`.
static const RecordDecl *structOfSize(const Expr *E) {
  const auto *Size =
      E ? dyn_cast<UnaryExprOrTypeTraitExpr>(stripped(E)) : nullptr;
  if (!Size || Size->getKind() != UETT_SizeOf)
    return nullptr;
  const RecordDecl *Record = Size->getTypeOfArgument()->getAsRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

static bool hasBit(const Expr *Flags, unsigned Bit, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!Flags)
    return false;
  // Flags that nobody can tell here may have the bit.
  return !Flags->EvaluateAsInt(Result, Context) ||
         (Result.Val.getInt().getZExtValue() >> Bit & 1);
}

/// What \p E is, calls that only add a reference to it left out.
const Expr *CountedStructs::retained(const Expr *E) const {
  for (;;) {
    E = stripped(E);
    const auto *Call = dyn_cast<CallExpr>(E);
    const CallModel *Model = Call ? modelOf(Call->getDirectCallee()) : nullptr;
    if (!Model || Model->Effect != CallEffect::Retain ||
        Model->Argument >= Call->getNumArgs())
      return E;
    E = Call->getArg(Model->Argument);
  }
}

/// Fields of \p Record that the teardown releases and that some function fills
/// with an object that may refer to others.
void CountedStructs::addOpenFields(const RecordDecl *Record,
                                   llvm::StringRef Held,
                                   UncollectedFact &Out) const {
  for (const FieldDecl *Field : Record->fields()) {
    bool Counted = llvm::any_of(holdsOf(Field), [&](const CountedHold &H) {
      return H.Kind == HoldKind::Shared && Names.modelName(H.Held) == Held;
    });
    const FieldStore *Found = nullptr;
    bool Checked = false;
    for (auto &[F, Use] : Uses)
      for (const FieldStore &Store : Use.Stores) {
        if (!Counted || Store.Target.Fields.empty() ||
            Store.Target.Fields.back() != Field || isEmptyValue(Store.Value))
          continue;
        const Expr *Value = retained(Store.Value);
        const auto *Call = dyn_cast<CallExpr>(Value);
        const CallModel *Model =
            Call ? modelOf(Call->getDirectCallee()) : nullptr;
        if (Model && Model->Effect == CallEffect::Leaf)
          continue;
        const auto *Ref = dyn_cast<DeclRefExpr>(Value);
        bool Looked = llvm::any_of(Use.Passes, [&](const PointerPass &Pass) {
          const CallModel *By = modelOf(Pass.Callee);
          return Ref && Pass.What.Root == Ref->getDecl() &&
                 Pass.What.Fields.empty() && By &&
                 By->Effect == CallEffect::Inspect;
        });
        if (Found && (!Checked || Looked))
          continue;
        Found = &Store;
        Checked = Looked;
      }
    if (Found)
      Out.Fields.push_back({Symbols::fieldName(Field),
                            Field->getType()
                                ->getPointeeType()
                                .getUnqualifiedType()
                                .getAsString(),
                            Map.spanOf(Field->getLocation()),
                            Map.spanOf(Found->Whole->getSourceRange()),
                            Checked});
  }
}

std::vector<UncollectedFact> CountedStructs::uncollectedTypes(
    llvm::ArrayRef<const VarDecl *> Variables) const {
  std::vector<UncollectedFact> Found;
  for (const VarDecl *Variable : Variables) {
    const RecordDecl *Type = Variable->getType()->getAsRecordDecl();
    const auto *List = dyn_cast_or_null<InitListExpr>(Variable->getInit());
    const TypeObjectModel *Model =
        Type && List ? Models.findTypeObject(Names.modelName(Type)) : nullptr;
    if (!Model)
      continue;
    if (const InitListExpr *Semantic = List->getSemanticForm())
      List = Semantic;
    const RecordDecl *Record = structOfSize(valueOf(*List, Model->Size));
    // A base may bring the collector's functions along.
    bool HasBase = valueOf(*List, Model->Base);
    for (auto &[F, Use] : Uses)
      HasBase |= llvm::any_of(Use.Stores, [&](const FieldStore &Store) {
        return Store.Target.Root && Store.Target.Fields.size() == 1 &&
               Store.Target.Root->getCanonicalDecl() ==
                   Variable->getCanonicalDecl() &&
               Store.Target.Fields.back()->getName() == Model->Base;
      });
    if (!Record || HasBase || valueOf(*List, Model->Traverse) ||
        hasBit(valueOf(*List, Model->Flags), Model->CollectedBit,
               Variable->getASTContext()))
      continue;
    UncollectedFact Fact;
    Fact.TypeObject = Variable->getNameAsString();
    Fact.Record = Names.displayName(Record);
    Fact.Flag = Model->CollectedFlag;
    Fact.Traverse = Model->Traverse;
    Fact.Clear = Model->Clear;
    Fact.Where = Map.spanOf(Variable->getLocation());
    addOpenFields(Record, Model->Held, Fact);
    if (!Fact.Fields.empty())
      Found.push_back(std::move(Fact));
  }
  return Found;
}

} // namespace ouro::extract
