//===- LinkScale.cpp - What linking costs, by the number of units ---------===//
//
// link_scale SUMMARY... : reads real summaries, makes as many as are wanted of
// them, each copy a program of its own (identities and file names differ), and
// links 100 to 10,000. One process per row, so that peak memory is the row's.
#include "checks/Summary/TuSummary.h"
#include "checks/Summary/Walk.h"
#include "tools/Link/Program.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ouro;

namespace {

/// Moves facts into another program.
class Shift {
public:
  explicit Shift(unsigned Copy) : Copy(Copy) {}

  void symbol(SymbolId &Symbol) {
    if (Symbol)
      Symbol.Value ^= Copy * 0x9e3779b97f4a7c15u;
  }
  void file(FileName &Name) {
    Name = "/copy" + std::to_string(Copy) + "/" + Name.str();
  }
  void span(SourceSpan &Span) {
    if (Span.isValid())
      file(Span.Begin.File);
  }
  template <class T> void number(T &) {}
  void text(std::string &) {}
  void signs(SignSet &) {}
  template <class T> void list(std::vector<T> &List) {
    for (T &Each : List)
      summary::walk(*this, Each);
  }
  template <class T> void maybe(std::optional<T> &Value) {
    if (Value)
      summary::walk(*this, *Value);
  }
  template <class... T> void members(const char *, T &...Each) {
    (summary::walk(*this, Each), ...);
  }

private:
  uint64_t Copy;
};

std::string copyOf(const std::string &Bytes, unsigned Copy) {
  llvm::Expected<summary::TuSummary> Read =
      summary::TuSummary::read(Bytes, "summary");
  if (!Read) {
    llvm::errs() << llvm::toString(Read.takeError()) << '\n';
    exit(2);
  }
  Shift To(Copy);
  summary::walk(To, Read->Unit);
  summary::walk(To, Read->Facts);
  summary::walk(To, Read->Flow);
  llvm::StringSet<> Names; // all are to stay
  for (const facts::FlowFunction &F : Read->Flow.Functions)
    Names.insert(F.Name);
  return summary::write(
      Read->Unit, Read->Facts, Read->Flow, Names,
      [&](unsigned Index) {
        facts::FlowGraph Graph = Read->graph(Index);
        summary::walk(To, Graph);
        return Graph;
      },
      "");
}

double secondsSince(std::chrono::steady_clock::time_point Start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - Start)
      .count();
}

void measure(const std::vector<std::string> &Files, unsigned Count) {
  auto Start = std::chrono::steady_clock::now();
  std::vector<summary::TuSummary> Units;
  for (unsigned I = 0; I < Count; ++I) {
    // Read from the disk, as ouro does.
    auto Text = llvm::MemoryBuffer::getFile(Files[I]);
    if (!Text)
      exit(2);
    auto Unit = summary::TuSummary::read((*Text)->getBuffer(), Files[I]);
    if (!Unit)
      exit(2);
    Units.push_back(std::move(*Unit));
  }
  double Read = secondsSince(Start);
  link::LinkResult Result = link::link(std::move(Units));
  double All = secondsSince(Start);
  rusage Usage{};
  getrusage(RUSAGE_SELF, &Usage);
  printf("%8u %10.2f %10.2f %10.2f %10.0f %10zu\n", Count, Read, All - Read,
         All, Usage.ru_maxrss / 1024.0, Result.Findings.size());
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc < 3) {
    fprintf(stderr, "usage: link_scale FOLDER SUMMARY...\n"
                    "FOLDER gets the copies, about 50 MB\n");
    return 2;
  }
  std::string Folder = Argv[1];
  std::vector<std::string> Originals, Files;
  for (int I = 2; I < Argc; ++I) {
    auto Text = llvm::MemoryBuffer::getFile(Argv[I]);
    if (!Text) {
      fprintf(stderr, "cannot read '%s'\n", Argv[I]);
      return 2;
    }
    Originals.push_back((*Text)->getBuffer().str());
  }
  constexpr unsigned Most = 10000;
  for (unsigned I = 0; I < Most; ++I) {
    Files.push_back(Folder + "/" + std::to_string(I) + ".ousum");
    std::error_code Error;
    llvm::raw_fd_ostream OS(Files.back(), Error);
    if (!Error)
      OS << copyOf(Originals[I % Originals.size()],
                   1 + I / static_cast<unsigned>(Originals.size()));
    if (Error || OS.has_error()) {
      OS.clear_error();
      fprintf(stderr, "cannot write '%s'\n", Files.back().c_str());
      return 2;
    }
  }
  printf("%8s %10s %10s %10s %10s %10s\n", "units", "read s", "link s", "all s",
         "peak MB", "findings");
  fflush(stdout);
  for (unsigned Count : {100u, 1000u, 3000u, Most}) {
    pid_t Child = fork();
    if (Child == 0) {
      measure(Files, Count);
      fflush(stdout);
      _exit(0);
    }
    int Status = 0;
    waitpid(Child, &Status, 0);
    if (Status)
      return 1;
  }
  return 0;
}
