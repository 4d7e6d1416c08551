//===- CollectedMain.cpp - Asks the collector what a program left ---------===//
//
// The main program of every sample of the runtime: calls its run(), collects
// all that is garbage, and exits with 42 if objects are left, or if the
// collector met references that nobody had told it of. What the runtime reports
// of those, and of what is left at the end of the thread, begins with "ouro: ".
//
//===----------------------------------------------------------------------===//
#include "ouro/testing.hpp"

#include <cstdio>

/// The sample; returns 0 if its own computation came out right.
int run();

static int run_and_collect(std::size_t &misuses) {
  ouro::gc::on_misuse([&misuses](ouro::gc::misuse const &what) {
    ++misuses;
    std::fprintf(stderr, "ouro: misuse of %.*s made at line %u: %.*s\n",
                 static_cast<int>(what.type.size()), what.type.data(),
                 what.line, static_cast<int>(what.what.size()),
                 what.what.data());
  });
  ouro::gc::set_debug(ouro::gc::debug_leaks_at_exit);
  int status = run();
  ouro::testing::collect_all();
  ouro::gc::on_misuse(nullptr);
  return status;
}

int main() {
  constexpr int leaked = 42;
  std::size_t misuses = 0;
  if (int status = run_and_collect(misuses))
    return status == leaked ? 1 : status;
  for (std::string const &wrong : ouro::testing::verify())
    std::fprintf(stderr, "heap: %s\n", wrong.c_str());
  std::size_t left = ouro::testing::live_objects();
  if (left)
    std::fprintf(stderr, "%zu objects were never freed\n", left);
  return left || misuses ? leaked : 0;
}
