//===- EmitSample.cpp - SARIF files for outside validators ----------------===//
// Usage: ouroRenderSample DIR. Writes full, hostile and empty reports there.
#include "test/Render/SampleReport.h"
#include "tools/Render/Sarif.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace ouro;
using namespace ouro::render;

static bool emit(llvm::StringRef Directory, llvm::StringRef Name, Report R,
                 const SarifOptions &Options) {
  finish(R);
  llvm::SmallString<256> Path(Directory);
  llvm::sys::path::append(Path, Name);
  std::error_code Error;
  llvm::raw_fd_ostream OS(Path, Error);
  if (Error) {
    llvm::errs() << Path << ": " << Error.message() << '\n';
    return false;
  }
  SourceFiles Sources(R.SourceRoot, sample::files());
  writeSarif(R, Options, Sources, OS);
  return true;
}

static Report hostile() {
  Report R = sample::full();
  for (Finding &F : R.Findings) {
    F.Symbol = "\xFF\"\\\n";
    F.Arguments = {"a[0](1) {0} \xF0\x9F", "\x1B[2J"};
    F.Where.Begin.File = "bad\xFF\n\"%zz.h";
  }
  R.CommandLine.push_back("\xFF '\"$x");
  return R;
}

int main(int Argc, char **Argv) {
  if (Argc != 2) {
    llvm::errs() << "usage: " << Argv[0] << " DIR\n";
    return 2;
  }
  SarifOptions Everything;
  Everything.WithSuppressed = Everything.Snippets = true;
  Everything.Category = "linux-debug";
  bool Written = emit(Argv[1], "default.sarif", sample::full(), {}) &&
                 emit(Argv[1], "full.sarif", sample::full(), Everything) &&
                 emit(Argv[1], "hostile.sarif", hostile(), Everything) &&
                 emit(Argv[1], "empty.sarif", sample::head(), {});
  return Written ? 0 : 2;
}
