//===- ModelWords.h - The words of model files ------------------*- C++ -*-===//
#ifndef OURO_CHECKS_MODELS_MODELWORDS_H
#define OURO_CHECKS_MODELS_MODELWORDS_H

#include "checks/Vocabulary/HandleModel.h"
#include "llvm/ADT/StringRef.h"

namespace ouro {

template <class T> struct Word {
  llvm::StringRef Spelling;
  T Meaning;
};

inline constexpr Word<CallEffect> CallEffects[] = {
    {"same", CallEffect::Same},
    {"make", CallEffect::Make},
    {"take", CallEffect::Take},
    {"swap", CallEffect::Swap},
    {"break", CallEffect::Break},
    {"bind", CallEffect::Bind},
    {"self", CallEffect::Self},
    {"weakSelf", CallEffect::WeakSelf},
    {"drop", CallEffect::Drop},
    {"retain", CallEffect::Retain},
    {"release", CallEffect::Release},
    {"free", CallEffect::Free},
    {"clear", CallEffect::Clear},
    {"assign", CallEffect::Assign},
    {"insert", CallEffect::Insert},
    {"collect", CallEffect::Collect},
    {"releaseAll", CallEffect::ReleaseAll},
    {"register", CallEffect::Register},
    {"teardown", CallEffect::Teardown},
    {"leaf", CallEffect::Leaf},
    {"inspect", CallEffect::Inspect},
    {"attach", CallEffect::Attach},
    {"detach", CallEffect::Detach},
    {"adopt", CallEffect::Adopt},
};

/// A qualified name as the checks look it up: components joined by "::", no
/// template arguments, spaces or leading "::".
inline bool isLookupName(llvm::StringRef Name) {
  while (true) {
    auto [Head, Tail] = Name.split("::");
    bool Operator = Head.starts_with("operator");
    if (Head.empty() || Head.find_first_of(" \t\n:") != llvm::StringRef::npos ||
        (!Operator && Head.find_first_of("<>()") != llvm::StringRef::npos))
      return false;
    if (Head.size() == Name.size())
      return true;
    Name = Tail;
  }
}

} // namespace ouro

#endif // OURO_CHECKS_MODELS_MODELWORDS_H
