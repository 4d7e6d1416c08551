//===- FlowValues.h - Places and values of expressions ----------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWVALUES_H
#define OURO_CHECKS_EXTRACT_FLOWVALUES_H

#include "checks/Extract/FlowCalls.h"
#include "checks/Extract/LocalAliases.h"
#include "checks/Facts/FlowGraph.h"
#include "clang/AST/ExprCXX.h"

namespace ouro::extract {

/// Turns expressions into places and values; makes the variables and fields of
/// the graph when they are first named. Nothing here has effects: calls and
/// assignments inside an expression have been lowered before, as statements of
/// their own.
class FlowValues {
public:
  using MaybePlace = std::optional<facts::FlowPlace>;

  FlowValues(FlowCalls &Calls, const clang::FunctionDecl &F,
             facts::FlowGraph &Graph);

  /// Where the lvalue \p E is, or the record that \p E computes; nothing if we
  /// cannot tell.
  MaybePlace placeOf(const clang::Expr *E);

  /// What \p E computes: of an lvalue what is in it, of a reference what it
  /// refers to.
  facts::FlowOperand valueOf(const clang::Expr *E);

  /// As valueOf(), but for a parameter of type \p Type: references take the
  /// address, and `&p->field` stays a place.
  facts::FlowOperand argumentOf(const clang::Expr *E, clang::QualType Type);

  /// The function that the callee \p E of a call means.
  facts::FlowOperand functionOf(const clang::Expr *E);

  /// What the pointer \p E points to.
  MaybePlace pointeeOf(const clang::Expr *E);
  static MaybePlace pointeeOf(const facts::FlowOperand &Pointer);

  /// The address of \p Place; interior pointers are the pointer itself.
  static facts::FlowOperand addressOf(facts::FlowPlace Place);

  unsigned variableOf(const clang::VarDecl *D);
  /// The temporary that belongs to the expression \p Key.
  unsigned temporaryOf(const clang::Expr *Key, bool Managed = false);
  /// The structure that the function returns.
  unsigned returned();
  unsigned receiver() const { return Receiver; }
  unsigned fieldOf(const clang::FieldDecl *D);
  /// The result of a call or `new`.
  unsigned resultOf(const clang::Expr *E);
  unsigned newResult() { return Results++; }

  /// The place of a field; an anonymous union's fields are its record's.
  facts::FlowPlace memberOf(facts::FlowPlace Record,
                            const clang::FieldDecl *Field);
  static facts::FlowPlace elementOf(facts::FlowPlace Array,
                                    std::optional<int64_t> Index);

  static facts::FlowPlace variablePlace(unsigned Variable);
  static facts::FlowPlace resultPlace(unsigned Result);
  static facts::FlowOperand constant(int64_t Value);
  static facts::FlowOperand load(facts::FlowPlace Place);
  static facts::FlowOperand address(facts::FlowPlace Place);
  static facts::FlowOperand unknown();
  static facts::FlowOperand interior(facts::FlowOperand Pointer);

  /// A value of which only the sign is known.
  static facts::FlowOperand signs(SignSet Signs);

  /// True if \p E reads the code of the last error (`errno`), and nothing in
  /// the function sets it to 0: whoever keeps or negates it has seen an error.
  bool isLastError(const clang::Expr *E);

  /// True if \p E is an operator whose value a temporary holds.
  static bool hasTemporary(const clang::Expr *E);

private:
  MaybePlace placeOfReference(const clang::DeclRefExpr *E);
  MaybePlace placeOfMember(const clang::MemberExpr *E);
  MaybePlace placeOfElement(const clang::ArraySubscriptExpr *E);
  MaybePlace placeOfCall(const clang::CallExpr *E);
  facts::FlowOperand valueOfPlace(const clang::Expr *E);
  facts::FlowOperand valueOfUnary(const clang::UnaryOperator *E);
  facts::FlowOperand negated(const clang::Expr *E);
  facts::FlowOperand beforeCounting(const clang::UnaryOperator *E);
  facts::FlowOperand valueOfBinary(const clang::BinaryOperator *E);
  facts::FlowOperand valueOfCall(const clang::CallExpr *E);
  facts::FlowOperand valueOfNew(const clang::CXXNewExpr *E);
  bool refersToLastError(const clang::Expr *E);
  bool clearsLastError(const clang::Stmt *S);
  /// The field that \p Pointer, `&p->field` or another name of that, leads to;
  /// null if it is something else.
  const clang::Expr *fieldBehind(const clang::Expr *Pointer);
  facts::FlowOperand outside(const void *Key, llvm::StringRef Name);
  /// The address of a function.
  facts::FlowOperand outside(const clang::FunctionDecl *D);

  FlowCalls &Calls;
  const clang::FunctionDecl &F;
  facts::FlowGraph &Graph;
  LocalAliases Aliases;
  unsigned Receiver = facts::NoIndex;
  unsigned Returned = facts::NoIndex;
  unsigned Results = 0;
  std::optional<bool> ClearsLastError;              ///< if asked
  llvm::DenseMap<const void *, unsigned> Variables; ///< declaration or key
  llvm::DenseMap<const clang::FieldDecl *, unsigned> Fields;
  llvm::DenseMap<const clang::Expr *, unsigned> ResultOf;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWVALUES_H
