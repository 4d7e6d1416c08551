//===- DependencyFile.cpp -------------------------------------------------===//
#include "tools/Driver/DependencyFile.h"
#include "tools/Driver/FileTrail.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

namespace ouro::driver {

/// As make reads names, and ninja with it.
static void writeName(llvm::StringRef Name, llvm::raw_ostream &OS) {
  for (char C : Name) {
    if (C == ' ' || C == '#')
      OS << '\\';
    else if (C == '$')
      OS << '$';
    OS << C;
  }
}

void writeDependencies(llvm::StringRef Target, llvm::StringRef Trail,
                       llvm::ArrayRef<std::string> Others,
                       llvm::raw_ostream &OS) {
  std::set<std::string> Names(Others.begin(), Others.end());
  visitTrail(Trail, [&](llvm::StringRef Path, const Sighting &Seen) {
    if (Seen.What != Sighting::Kind::Read || !Seen.IsInput)
      return true;
    llvm::SmallString<256> Name(Path);
    llvm::sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
    Names.insert(std::string(Name));
    return true;
  });
  writeName(Target, OS);
  OS << ':';
  for (const std::string &Name : Names) {
    OS << " \\\n  ";
    writeName(Name, OS);
  }
  OS << '\n';
}

} // namespace ouro::driver
