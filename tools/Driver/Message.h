//===- Message.h - What the driver says about itself ------------*- C++ -*-===//
#ifndef OURO_TOOLS_DRIVER_MESSAGE_H
#define OURO_TOOLS_DRIVER_MESSAGE_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace ouro::driver {

/// Messages about the run go to stderr as "ouro: error: ...", so that stdout
/// carries the report and nothing else.
void printError(const llvm::Twine &Text);
void printWarning(const llvm::Twine &Text);
void printNote(const llvm::Twine &Text);

/// An llvm::Error with the words \p Text.
llvm::Error makeError(const llvm::Twine &Text);

/// Prints \p Error; returns the exit status for it.
int failWith(llvm::Error Error);

/// Says that \p Signal ended the run, and what that means: \p Lost. Returns the
/// exit status for it.
int interrupted(int Signal, llvm::StringRef Lost);

/// `; did you mean 'X'?` for the candidate nearest to \p Wrong, or nothing if
/// none is near enough to be a typing mistake.
std::string didYouMean(llvm::StringRef Wrong,
                       llvm::ArrayRef<llvm::StringRef> Candidates);

} // namespace ouro::driver

#endif // OURO_TOOLS_DRIVER_MESSAGE_H
