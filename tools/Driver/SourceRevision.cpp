//===- SourceRevision.cpp -------------------------------------------------===//
#include "tools/Driver/SourceRevision.h"
#include "tools/Render/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <unistd.h>

namespace ouro::driver {

/// The environment without what would point git at another repository: hooks
/// run with such variables set.
static std::vector<llvm::StringRef> gitEnvironment() {
  std::vector<llvm::StringRef> Kept;
  for (char **Entry = environ; *Entry; ++Entry) {
    llvm::StringRef Name = llvm::StringRef(*Entry).split('=').first;
    if (Name != "GIT_DIR" && Name != "GIT_WORK_TREE" &&
        Name != "GIT_COMMON_DIR")
      Kept.push_back(*Entry);
  }
  return Kept;
}

/// The first line that git prints; nothing if it fails or takes too long.
static std::optional<std::string>
askGit(llvm::StringRef Git, llvm::StringRef Folder,
       llvm::ArrayRef<llvm::StringRef> Question) {
  constexpr unsigned PatienceSeconds = 5;
  llvm::SmallString<128> Answer;
  if (llvm::sys::fs::createTemporaryFile("ouro-git", "txt", Answer))
    return std::nullopt;
  llvm::FileRemover Remover(Answer);
  std::vector<llvm::StringRef> Arguments = {Git, "-C", Folder};
  llvm::append_range(Arguments, Question);
  std::optional<llvm::StringRef> Streams[] = {"", Answer.str(), ""};
  if (llvm::sys::ExecuteAndWait(Git, Arguments, gitEnvironment(), Streams,
                                PatienceSeconds) != 0)
    return std::nullopt;
  auto Text = llvm::MemoryBuffer::getFile(Answer);
  if (!Text)
    return std::nullopt;
  std::string Line = (*Text)->getBuffer().split('\n').first.rtrim('\r').str();
  return Line.empty() ? std::nullopt : std::optional(std::move(Line));
}

/// \p Uri without the secrets that may stand before its host.
static std::string withoutSecrets(llvm::StringRef Uri) {
  auto [Scheme, Rest] = Uri.split("://");
  size_t At = Rest.take_until([](char C) { return C == '/'; }).rfind('@');
  if (At == llvm::StringRef::npos)
    return Uri.str();
  // The user of ssh belongs to the address, as in git@host.
  std::string User = Scheme.contains("ssh")
                         ? (Rest.take_front(At).split(':').first + "@").str()
                         : "";
  return (Scheme + "://" + User + Rest.drop_front(At + 1)).str();
}

std::string repositoryUri(llvm::StringRef Remote, llvm::StringRef WorkingTree) {
  if (Remote.contains("://"))
    return withoutSecrets(Remote);
  // As in git: a colon before the first slash makes it a host.
  size_t Colon = Remote.find(':');
  if (Colon != llvm::StringRef::npos && Colon < Remote.find('/')) {
    llvm::StringRef Path = Remote.drop_front(Colon + 1).ltrim('/');
    return ("ssh://" + Remote.take_front(Colon) + "/").str() +
           render::uriPath(Path);
  }
  llvm::SmallString<256> Path(
      llvm::sys::path::is_absolute(Remote) ? llvm::StringRef() : WorkingTree);
  llvm::sys::path::append(Path, Remote);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return render::fileUri(Path);
}

std::optional<render::Revision> findRevision(llvm::StringRef SourceRoot) {
  llvm::ErrorOr<std::string> Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return std::nullopt;
  auto Ask = [&](llvm::ArrayRef<llvm::StringRef> Question) {
    return askGit(*Git, SourceRoot, Question);
  };
  auto Top = Ask({"rev-parse", "--show-toplevel"});
  if (!Top || !llvm::sys::fs::equivalent(*Top, SourceRoot))
    return std::nullopt;
  auto Commit = Ask({"rev-parse", "--verify", "--quiet", "HEAD"});
  if (!Commit)
    return std::nullopt;
  auto Branch = Ask({"symbolic-ref", "--quiet", "--short", "HEAD"});
  // Asks nobody: prints the address of the branch's remote, else of "origin".
  // That word itself means that there is none, and this copy is all there is.
  auto Remote = Ask({"ls-remote", "--get-url"});
  bool HasRemote = Remote && *Remote != "origin";
  return render::Revision{HasRemote ? repositoryUri(*Remote, *Top)
                                    : render::fileUri(*Top),
                          *Commit, Branch.value_or("")};
}

} // namespace ouro::driver
