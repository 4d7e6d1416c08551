//===- AbiGuard.cpp - Refuses a host of another LLVM major ----------------===//
//
// A plugin built for another major loads without a word and its checks never
// run, or the program dies in the dynamic linker. So before any C++ object of
// ours exists, ask the host for its version through a C symbol whose name and
// signature do not change between majors, and leave with exit code 2.
//
//===----------------------------------------------------------------------===//
#include "checks/Compat/LLVM.h"
#include <cstdio>
#include <dlfcn.h>
#include <unistd.h>

namespace {

using VersionFunction = void (*)(unsigned *, unsigned *, unsigned *);

// 101 is the first priority open to programs: earlier than every static
// object, including the registration in Plugin.cpp.
__attribute__((constructor(101))) void refuseOtherMajor() {
  unsigned Major = 0, Minor = 0, Patch = 0;
  if (void *Symbol = dlsym(RTLD_DEFAULT, "LLVMGetVersion"))
    reinterpret_cast<VersionFunction>(Symbol)(&Major, &Minor, &Patch);
  constexpr unsigned Expected = ouro::compat::LLVMMajor;
  if (Major == Expected)
    return;
  if (Major == 0)
    std::fprintf(stderr,
                 "ouro-tidy: this plugin was built for LLVM %u, but the "
                 "program that loads it has no LLVM; load it with "
                 "clang-tidy-%u\n",
                 Expected, Expected);
  else
    std::fprintf(stderr,
                 "ouro-tidy: this plugin was built for LLVM %u, but the "
                 "program that loads it uses LLVM %u.%u.%u; load it with "
                 "clang-tidy-%u, or load the plugin built for LLVM %u\n",
                 Expected, Major, Minor, Patch, Expected, Major);
  std::fflush(nullptr);
  _exit(2); // exit() would run destructors of a half-loaded program
}

} // namespace
