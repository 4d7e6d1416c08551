//===- ModelSet.cpp -------------------------------------------------------===//
#include "checks/Models/ModelSet.h"
#include "checks/Models/ModelReader.h"
#include "checks/Models/ResourceModelReader.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace ouro {

const HandleModels &ModelSet::handles() const {
  return Extended ? Extended->Handles : builtinModels();
}

const ResourceModels &ModelSet::resources() const {
  return Extended ? Extended->Resources : builtinResourceModels();
}

/// Where \p Name is; \p Name itself if it is nowhere.
static std::string findFile(llvm::StringRef Name, llvm::StringRef MainFile) {
  llvm::SmallString<256> Folder(MainFile);
  if (llvm::sys::path::is_absolute(Name) ||
      llvm::sys::fs::make_absolute(Folder))
    return Name.str();
  while (llvm::sys::path::has_relative_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    llvm::SmallString<256> Candidate(Folder);
    llvm::sys::path::append(Candidate, Name);
    if (llvm::sys::fs::exists(Candidate))
      return std::string(Candidate);
  }
  return Name.str();
}

std::vector<std::string> modelPaths(llvm::StringRef List,
                                    llvm::StringRef MainFile) {
  llvm::SmallVector<llvm::StringRef, 2> Parts;
  List.split(Parts, ';', -1, /*KeepEmpty=*/false);
  std::vector<std::string> Paths;
  for (llvm::StringRef Part : Parts)
    if (Part = Part.trim(); !Part.empty())
      Paths.push_back(findFile(Part, MainFile));
  return Paths;
}

llvm::Expected<bool> ModelSet::addFiles(llvm::StringRef List,
                                        llvm::StringRef MainFile) {
  bool Added = false;
  for (const std::string &File : modelPaths(List, MainFile)) {
    if (!Asked.insert(File).second)
      continue;
    auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
    if (!Text)
      return llvm::createStringError(
          Text.getError(), "cannot read the model file '%s': %s", File.c_str(),
          Text.getError().message().c_str());
    Own Models = Extended ? *Extended : Own{handles(), resources()};
    if (llvm::Error E = readModels((*Text)->getBuffer(), File, Models.Handles))
      return E;
    if (llvm::Error E =
            readResourceModels((*Text)->getBuffer(), File, Models.Resources))
      return E;
    Extended = std::move(Models);
    Added = true;
  }
  return Added;
}

} // namespace ouro
