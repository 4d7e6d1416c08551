//===- TextSetters.h - Which fields have constant texts ---------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TEXTSETTERS_H
#define OURO_CHECKS_EXTRACT_TEXTSETTERS_H

#include "checks/Extract/GrowthReader.h"
#include "llvm/ADT/DenseSet.h"

namespace ouro::extract {

/// Tells fields that only ever refer to texts that the program spells out from
/// others. Others are those of classes that other TUs can name, too.
class TextSetters {
public:
  explicit TextSetters(const Symbols &Names) : Names(Names) {}

  /// \p Fields will be asked for.
  void ask(const TextFields &Fields);

  /// Cost: a visit per expression; nothing if no field is asked for.
  void read(llvm::ArrayRef<const clang::FunctionDecl *> Functions,
            llvm::ArrayRef<const clang::VarDecl *> Variables);

  bool isVaried(const clang::FieldDecl *Field) const {
    return Varied.contains(Field);
  }

private:
  const Symbols &Names;
  llvm::DenseSet<const clang::FieldDecl *> Asked, Varied;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TEXTSETTERS_H
