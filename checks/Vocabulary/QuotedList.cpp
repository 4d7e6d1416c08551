//===- QuotedList.cpp -----------------------------------------------------===//
#include "checks/Vocabulary/QuotedList.h"

namespace ouro {

std::string quotedList(llvm::ArrayRef<std::string> Names) {
  std::string Out;
  for (size_t I = 0; I < Names.size(); ++I) {
    if (I != 0)
      Out += I + 1 == Names.size() ? " and " : ", ";
    Out += '\'' + Names[I] + '\'';
  }
  return Out;
}

} // namespace ouro
