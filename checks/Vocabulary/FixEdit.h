//===- FixEdit.h - One replacement of a fix ---------------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_FIXEDIT_H
#define OURO_CHECKS_VOCABULARY_FIXEDIT_H

#include "checks/Vocabulary/SourcePos.h"

namespace ouro {

/// One replacement of a fix: the text in `Where` becomes `Text`.
struct FixEdit {
  SourceSpan Where;
  std::string Text;

  auto operator<=>(const FixEdit &) const = default;
};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_FIXEDIT_H
