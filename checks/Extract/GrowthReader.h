//===- GrowthReader.h - What limits the growth of a container ---*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GROWTHREADER_H
#define OURO_CHECKS_EXTRACT_GROWTHREADER_H

#include "checks/Extract/Symbols.h"
#include "checks/Facts/GlobalFact.h"
#include "checks/Vocabulary/HandleModel.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace ouro::extract {

/// The arguments of a call that adds to a container, by what they are.
struct Addition {
  llvm::SmallVector<const clang::Expr *, 4> Keys, Values;
};

/// Fields that refer to text.
using TextFields = llvm::SmallVector<const clang::FieldDecl *, 2>;

/// Judges what is added to containers. Stateless but for what it refers to.
class GrowthReader {
public:
  GrowthReader(const HandleModels &Models, Symbols &Names)
      : Models(Models), Names(Names) {}

  /// The type of the keys of \p Container; null if it has none.
  static clang::QualType keyTypeOf(const clang::CXXRecordDecl *Container);

  /// Splits \p Arguments of a call that adds to \p Container, which it is told
  /// by \p Global; `{key, value}` and what makes pairs is seen through.
  Addition split(const clang::CXXRecordDecl *Container,
                 llvm::ArrayRef<const clang::Expr *> Arguments,
                 const clang::ValueDecl *Global) const;

  /// \p Type is that of the keys, maybe null.
  facts::GrowthKey keyOf(const Addition &New, clang::QualType Type) const;
  facts::GrowthValue valueOf(const Addition &New) const;

  /// True if \p E has as many values as the text of the program spells out:
  /// literals, constants, types, addresses of functions, texts in tables, and
  /// objects made of those. If \p Texts is not null, texts that fields refer to
  /// do, too, and those fields are added to it.
  static bool isConstant(const clang::Expr *E, TextFields *Texts = nullptr);

  /// True if \p E depends on a parameter, or on a field of `this`; through the
  /// initialisers of local variables.
  static bool dependsOnCaller(const clang::Expr *E, unsigned Depth = 0);

private:
  /// True if values of \p Type are few: an enumeration, a character, what
  /// consists of such.
  bool isSmall(clang::QualType Type, unsigned Depth = 0) const;
  /// \p E without copies, moves and handles that are made of it.
  const clang::Expr *origin(const clang::Expr *E) const;
  bool isGiven(const clang::Expr *E, bool &Any) const;

  const HandleModels &Models;
  Symbols &Names;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GROWTHREADER_H
