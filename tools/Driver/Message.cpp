//===- Message.cpp --------------------------------------------------------===//
#include "tools/Driver/Message.h"
#include "tools/Driver/ExitCode.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace ouro::driver {

void printError(const llvm::Twine &Text) {
  llvm::errs() << "ouro: error: " << Text << '\n';
}

void printWarning(const llvm::Twine &Text) {
  llvm::errs() << "ouro: warning: " << Text << '\n';
}

void printNote(const llvm::Twine &Text) {
  llvm::errs() << "ouro: note: " << Text << '\n';
}

llvm::Error makeError(const llvm::Twine &Text) {
  return llvm::make_error<llvm::StringError>(Text,
                                             llvm::inconvertibleErrorCode());
}

int failWith(llvm::Error Error) {
  printError(llvm::toString(std::move(Error)));
  return ToolError;
}

int interrupted(int Signal, llvm::StringRef Lost) {
  printError("interrupted; " + Lost);
  return 128 + Signal;
}

std::string didYouMean(llvm::StringRef Wrong,
                       llvm::ArrayRef<llvm::StringRef> Candidates) {
  llvm::StringRef Nearest;
  // A third of the word mistyped is still the same word; two letters exchanged
  // (which count twice) are so in any.
  unsigned Best = std::max<unsigned>(Wrong.size() / 3, 2) + 1;
  for (llvm::StringRef Candidate : Candidates) {
    // "refcount" is as near to "refcount-cycle" as a typing mistake.
    llvm::StringRef Beginning = Candidate.take_front(Wrong.size());
    unsigned Distance =
        std::min(Wrong.edit_distance(Candidate, true, Best),
                 Wrong.edit_distance(Beginning, true, Best) + 1);
    if (Distance < Best) {
      Best = Distance;
      Nearest = Candidate;
    }
  }
  return Nearest.empty() ? std::string()
                         : ("; did you mean '" + Nearest + "'?").str();
}

} // namespace ouro::driver
