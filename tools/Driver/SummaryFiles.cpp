//===- SummaryFiles.cpp ---------------------------------------------------===//
#include "tools/Driver/SummaryFiles.h"
#include "tools/Driver/Message.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>

namespace ouro::driver {

namespace fs = llvm::sys::fs;

static llvm::Error cannotRead(llvm::StringRef Name, std::error_code Error) {
  return makeError("cannot read '" + Name + "': " + Error.message());
}

static llvm::Error addFolder(const std::string &Folder,
                             std::vector<std::string> &Files) {
  std::error_code Error;
  size_t Before = Files.size();
  for (fs::recursive_directory_iterator It(Folder, Error), End;
       It != End && !Error; It.increment(Error))
    if (llvm::StringRef(It->path()).ends_with(SummaryEnding))
      Files.push_back(It->path());
  if (Error)
    return cannotRead(Folder, Error);
  if (Files.size() == Before)
    return makeError("no summary (*" + SummaryEnding + ") in '" + Folder +
                     "'; 'ouro index --out' writes them");
  return llvm::Error::success();
}

static llvm::Error addFromStandardInput(std::vector<std::string> &Files) {
  auto Text = llvm::MemoryBuffer::getSTDIN();
  if (!Text)
    return cannotRead("standard input", Text.getError());
  for (llvm::line_iterator Line(**Text); !Line.is_at_end(); ++Line)
    Files.push_back(Line->rtrim('\r').str());
  return llvm::Error::success();
}

llvm::Expected<std::vector<std::string>>
findSummaries(llvm::ArrayRef<std::string> Inputs) {
  std::vector<std::string> Files;
  for (const std::string &Input : Inputs) {
    llvm::Error Error = llvm::Error::success();
    if (Input == "-")
      Error = addFromStandardInput(Files);
    else if (fs::is_directory(Input))
      Error = addFolder(Input, Files);
    else
      Files.push_back(Input);
    if (Error)
      return Error;
  }
  llvm::sort(Files);
  Files.erase(std::unique(Files.begin(), Files.end()), Files.end());
  return Files;
}

llvm::Expected<summary::TuSummary> readSummary(const std::string &File,
                                               llvm::StringRef Root) {
  auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!Text)
    return cannotRead(File, Text.getError());
  return summary::TuSummary::read((*Text)->getBuffer(), File, Root);
}

static std::string inWords(llvm::StringRef Root) {
  return Root.empty() ? "the top of its repository"
                      : ("'" + Root + "' in its repository").str();
}

llvm::Error refuseMixedRoots(llvm::ArrayRef<summary::TuSummary> Units) {
  for (const summary::TuSummary &Each : Units) {
    const summary::UnitFact &First = Units.front().Unit, &Unit = Each.Unit;
    if (Unit.Root != First.Root)
      return makeError("summaries do not fit together: names in that of '" +
                       First.MainFile.ref() + "' are relative to " +
                       inWords(First.Root) + ", in that of '" +
                       Unit.MainFile.ref() + "' to " + inWords(Unit.Root) +
                       "; index all with the same --source-root");
  }
  return llvm::Error::success();
}

llvm::Error refuseOtherCount(llvm::ArrayRef<summary::TuSummary> Units,
                             unsigned Expected) {
  std::set<std::pair<FileName, uint64_t>> Distinct;
  for (const summary::TuSummary &Each : Units)
    Distinct.insert({Each.Unit.MainFile, Each.Unit.Configuration});
  if (Distinct.size() == Expected)
    return llvm::Error::success();
  return makeError("there are summaries of " + llvm::Twine(Distinct.size()) +
                   " units, expected " + llvm::Twine(Expected) +
                   (Distinct.size() < Expected
                        ? "; a shard is missing, or a unit was not indexed"
                        : "; some are left from an earlier run: index into an "
                          "empty folder"));
}

} // namespace ouro::driver
