//===- Uri.cpp ------------------------------------------------------------===//
#include "tools/Render/Uri.h"
#include "llvm/ADT/StringExtras.h"

namespace ouro::render {

static bool isPathByte(uint8_t Byte) {
  return llvm::isAlnum(Byte) ||
         llvm::StringRef("/-._~!$&'()*+,;=@").contains(Byte);
}

std::string uriPath(llvm::StringRef Path) {
  std::string Out;
  Out.reserve(Path.size());
  for (uint8_t Byte : Path.bytes()) {
    if (isPathByte(Byte))
      Out += static_cast<char>(Byte);
    else
      Out += '%' + llvm::utohexstr(Byte, /*LowerCase=*/false, /*Width=*/2);
  }
  return Out;
}

std::string fileUri(llvm::StringRef Path) {
  // A drive letter needs the slash that other absolute paths begin with.
  return (Path.starts_with("/") ? "file://" : "file:///") + uriPath(Path);
}

} // namespace ouro::render
