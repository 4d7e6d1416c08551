//===- Places.cpp - What expressions refer to -----------------------------===//
#include "checks/Extract/BareExpr.h"
#include "checks/Extract/FunctionReader.h"
#include "checks/Extract/PointerUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace ouro::facts;

namespace ouro::extract {

const Expr *stripped(const Expr *E) {
  while (!isBare(E)) {
    const Expr *Inner = E->IgnoreParenCasts();
    if (const auto *Full = dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Inner))
      Inner = Default->getExpr();
    else if (const auto *Argument = dyn_cast<CXXDefaultArgExpr>(Inner))
      Inner = Argument->getExpr();
    if (Inner == E)
      break;
    E = Inner;
  }
  return E;
}

bool isEmptyValue(const Expr *E) {
  E = stripped(E);
  // std::nullopt, std::monostate: an object without state holds nothing.
  if (const auto *Record = E->getType()->getAsCXXRecordDecl();
      Record && Record->hasDefinition() && Record->isEmpty() &&
      !Record->isLambda())
    return true;
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXScalarValueInitExpr,
          ImplicitValueInitExpr>(E))
    return true;
  if (const auto *Zero = dyn_cast<IntegerLiteral>(E))
    return Zero->getValue() == 0;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() == 0)
      return true;
    const Expr *First = Construct->getArg(0);
    return isa<CXXDefaultArgExpr>(First) || isEmptyValue(First);
  }
  return false;
}

const RecordDecl *recordOf(QualType T, TypeHolds &Types) {
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    if (Types.roleOf(Record) == TypeRole::Plain)
      return Record;
  for (const TypeHold &Hold : Types.holdsOf(T))
    if (Hold.Held)
      return Hold.Held;
  // C: a struct, or what a pointer leads to.
  const RecordDecl *Struct = structBehind(T);
  return isa_and_nonnull<CXXRecordDecl>(Struct) ? nullptr : Struct;
}

const CXXRecordDecl *receiverClass(const CXXMemberCallExpr *E) {
  QualType T = E->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record ? Record : E->getMethodDecl()->getParent();
}

unsigned FunctionReader::objectFor(const void *Key, ObjectKind Kind, QualType T,
                                   llvm::StringRef Name, SourceRange Range) {
  auto [It, New] = Objects.try_emplace(Key, Fact.Objects.size());
  if (!New)
    return It->second;
  ObjectFact Object;
  Object.Kind = Kind;
  if (const RecordDecl *Record = T.isNull() ? nullptr : recordOf(T, C.Types))
    Object.Type = C.Names.idOf(Record);
  Object.Name = Name.str();
  Object.Where = C.Map.spanOf(Range);
  Fact.Objects.push_back(std::move(Object));
  return It->second;
}

Place FunctionReader::made(const Expr *E, ObjectKind Kind) {
  // `new T(args)` and its constructor call are the same object.
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    if (const Expr *Init = New->getInitializer();
        Init && isa<CXXConstructExpr, InitListExpr>(stripped(Init)))
      E = stripped(Init);
  return {objectFor(E, Kind, E->getType(), "", E->getSourceRange()), {}};
}

FunctionReader::MaybePlace FunctionReader::elementOf(MaybePlace Container) {
  if (Container &&
      (Container->Path.empty() || Container->Path.back() != ElementStep))
    Container->Path.push_back(ElementStep);
  return Container;
}

const CallModel *FunctionReader::modelOf(const FunctionDecl *F) {
  return F && F->getDeclName().isIdentifier()
             ? C.Models.findFunction(C.Names.modelName(F))
             : nullptr;
}

FunctionReader::MaybePlace
FunctionReader::placeOfVariable(const VarDecl *Variable) {
  ObjectKind Kind =
      Variable->hasGlobalStorage() ? ObjectKind::Global : ObjectKind::Local;
  QualType T = Variable->getType();
  unsigned Object = objectFor(Variable->getCanonicalDecl(), Kind, T,
                              Variable->getName(), Variable->getLocation());
  TypeRole Role = C.Types.roleOf(T);
  Fact.Objects[Object].Owned =
      Kind == ObjectKind::Local && !T->isReferenceType() &&
      Role != TypeRole::Handle && Role != TypeRole::Erased;
  return Place{Object, {}};
}

FunctionReader::MaybePlace
FunctionReader::placeOfReference(const DeclRefExpr *E) {
  if (const auto *Variable = dyn_cast<VarDecl>(E->getDecl()))
    return placeOfVariable(Variable);
  if (const auto *Binding = dyn_cast<BindingDecl>(E->getDecl())) {
    if (const VarDecl *Holder = Binding->getHoldingVar())
      return Holder->getInit() ? placeOf(Holder->getInit()) : std::nullopt;
    return Binding->getBinding() ? placeOf(Binding->getBinding())
                                 : std::nullopt;
  }
  return std::nullopt;
}

FunctionReader::MaybePlace FunctionReader::placeOfMember(const MemberExpr *E) {
  if (const auto *Variable = dyn_cast<VarDecl>(E->getMemberDecl()))
    return placeOfVariable(Variable);
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  MaybePlace Base = Field ? placeOf(E->getBase()) : std::nullopt;
  if (!Base)
    return std::nullopt;
  const auto *Parent = dyn_cast<CXXRecordDecl>(Field->getParent());
  // pair::second and the like are seen through.
  if (!C.Names.isUserCode(Field) ||
      (Parent && C.Types.roleOf(Parent) != TypeRole::Plain))
    return Base;
  Base->Path.push_back(C.Names.idOf(Field));
  return Base;
}

FunctionReader::MaybePlace
FunctionReader::placeOfOperator(const CXXOperatorCallExpr *E) {
  const Expr *First = E->getArg(0);
  TypeRole Role = C.Types.roleOf(First->getType());
  switch (E->getOperator()) {
  case OO_Subscript:
    return Role == TypeRole::Container ? elementOf(placeOf(First))
                                       : placeOf(First);
  case OO_Arrow:
  case OO_Star:
  case OO_Equal:
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_Plus:
  case OO_Minus: {
    const CXXRecordDecl *Record = First->getType()->getAsCXXRecordDecl();
    // Handles, and iterators of libraries: both stand for what they refer to.
    if (Role != TypeRole::Plain || (Record && !C.Names.isUserCode(Record)))
      return placeOf(First);
    return made(E, ObjectKind::Result);
  }
  default:
    return E->getDirectCallee() && C.Names.isUserCode(E->getDirectCallee())
               ? MaybePlace(made(E, ObjectKind::Result))
               : std::nullopt;
  }
}

FunctionReader::MaybePlace
FunctionReader::placeOfMemberCall(const CXXMemberCallExpr *E) {
  const CXXMethodDecl *Method = E->getMethodDecl();
  const Expr *Receiver = E->getImplicitObjectArgument();
  if (!Method || !Receiver)
    return std::nullopt;
  if (const CallModel *Model = modelOf(Method))
    if (Model->Effect == CallEffect::Self ||
        Model->Effect == CallEffect::WeakSelf)
      return placeOf(Receiver);
  switch (C.Types.roleOf(receiverClass(E))) {
  case TypeRole::Container:
    return elementOf(placeOf(Receiver));
  case TypeRole::Handle:
  case TypeRole::Wrapper:
  case TypeRole::Erased:
    return placeOf(Receiver);
  case TypeRole::Plain:
    break;
  }
  if (C.Names.isUserCode(Method))
    return made(E, ObjectKind::Result);
  return placeOf(Receiver); // iterators and adaptors of libraries
}

FunctionReader::MaybePlace FunctionReader::placeOfCall(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee)
    return std::nullopt;
  if (const CallModel *Model = modelOf(Callee)) {
    switch (Model->Effect) {
    case CallEffect::Same:
    case CallEffect::Retain:
    case CallEffect::Take:
      return Model->Argument < E->getNumArgs()
                 ? placeOf(E->getArg(Model->Argument))
                 : std::nullopt;
    case CallEffect::Make:
      return made(E, ObjectKind::Fresh);
    case CallEffect::Bind:
      return made(E, ObjectKind::Closure);
    default:
      return std::nullopt;
    }
  }
  // A retain function, or a checked cast: seen through like a plain one.
  if (std::optional<unsigned> Index = C.Counted.returnedArgument(Callee);
      Index && *Index < E->getNumArgs() &&
      (C.Counted.isRelevant(E->getType()) ||
       C.Counted.isRelevant(stripped(E->getArg(*Index))->getType())))
    return placeOf(E->getArg(*Index));
  if (C.Names.isUserCode(Callee))
    return made(E, ObjectKind::Result);
  return std::nullopt;
}

FunctionReader::MaybePlace
FunctionReader::placeOfConstruct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Ctor = E->getConstructor();
  if (Ctor->isCopyOrMoveConstructor() && E->getNumArgs() >= 1)
    return placeOf(E->getArg(0));
  if (C.Types.roleOf(E->getType()) == TypeRole::Plain)
    return C.Names.isUserCode(Ctor) ? MaybePlace(made(E, ObjectKind::Fresh))
                                    : std::nullopt;
  // A pointer hidden in std::any leads nowhere that matters.
  if (C.Types.roleOf(E->getType()) == TypeRole::Erased && E->getNumArgs() > 0 &&
      !C.Types.keepsAlive(E->getArg(0)->getType()))
    return std::nullopt;
  for (const Expr *Argument : E->arguments())
    if (MaybePlace P = placeOf(Argument))
      return P;
  return std::nullopt;
}

/// make_pair, make_tuple and their like: the result holds the arguments.
bool FunctionReader::composesArguments(const CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(E) ||
      C.Names.isUserCode(Callee))
    return false;
  const CallModel *Model = modelOf(Callee);
  return !Model || Model->Effect == CallEffect::Bind;
}

void FunctionReader::valuesOf(const Expr *E, std::vector<Place> &Out) {
  E = stripped(E);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    valuesOf(Choice->getTrueExpr(), Out);
    return valuesOf(Choice->getFalseExpr(), Out);
  }
  llvm::ArrayRef<const Expr *> Parts;
  TypeRole Role = C.Types.roleOf(E->getType());
  bool Composite = Role == TypeRole::Container || Role == TypeRole::Wrapper;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return valuesOf(List->getSubExpr(), Out);
  if (const auto *List = dyn_cast<InitListExpr>(E);
      List && (Composite || !E->getType()->isRecordType()))
    Parts = List->inits();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
           Construct && Composite)
    Parts = llvm::ArrayRef<const Expr *>(Construct->getArgs(),
                                         Construct->getNumArgs());
  else if (const auto *Call = dyn_cast<CallExpr>(E);
           Call && Composite && composesArguments(Call))
    Parts = llvm::ArrayRef<const Expr *>(
        Call->getArgs(), Call->getNumArgs()); // make_pair, make_tuple
  if (!Parts.empty()) {
    for (const Expr *Part : Parts)
      valuesOf(Part, Out);
    return;
  }
  if (!isEmptyValue(E))
    if (MaybePlace P = placeOf(E))
      Out.push_back(std::move(*P));
}

FunctionReader::MaybePlace FunctionReader::placeOf(const Expr *E) {
  E = stripped(E);
  switch (E->getStmtClass()) {
  case Stmt::CXXThisExprClass:
    return Place{0, {}}; // readParameters() puts the receiver first
  case Stmt::DeclRefExprClass:
    return placeOfReference(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return placeOfMember(cast<MemberExpr>(E));
  case Stmt::UnaryOperatorClass:
    return placeOf(cast<UnaryOperator>(E)->getSubExpr());
  case Stmt::ArraySubscriptExprClass:
    return elementOf(placeOf(cast<ArraySubscriptExpr>(E)->getBase()));
  case Stmt::BinaryOperatorClass: {
    const auto *Binary = cast<BinaryOperator>(E);
    return placeOf(Binary->getOpcode() == BO_Comma ? Binary->getRHS()
                                                   : Binary->getLHS());
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = cast<ConditionalOperator>(E);
    MaybePlace P = placeOf(Choice->getTrueExpr());
    return P ? P : placeOf(Choice->getFalseExpr());
  }
  case Stmt::CXXOperatorCallExprClass:
    return placeOfOperator(cast<CXXOperatorCallExpr>(E));
  case Stmt::CXXMemberCallExprClass:
    return placeOfMemberCall(cast<CXXMemberCallExpr>(E));
  case Stmt::CallExprClass:
    return placeOfCall(cast<CallExpr>(E));
  case Stmt::CXXNewExprClass:
    return made(E, ObjectKind::Fresh);
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return placeOfConstruct(cast<CXXConstructExpr>(E));
  case Stmt::LambdaExprClass:
    return made(E, ObjectKind::Closure);
  case Stmt::InitListExprClass: {
    const auto *List = cast<InitListExpr>(E);
    if (C.Types.roleOf(E->getType()) == TypeRole::Plain &&
        E->getType()->isRecordType())
      return made(E, ObjectKind::Fresh);
    return List->getNumInits() == 1 ? placeOf(List->getInit(0)) : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

} // namespace ouro::extract
