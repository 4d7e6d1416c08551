//===- QuotedList.h - Names as an argument of a message ---------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_QUOTEDLIST_H
#define OURO_CHECKS_VOCABULARY_QUOTEDLIST_H

#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace ouro {

/// "'a'", "'a' and 'b'", "'a', 'b' and 'c'".
std::string quotedList(llvm::ArrayRef<std::string> Names);

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_QUOTEDLIST_H
