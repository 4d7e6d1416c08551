//===- RelayScenarios.cpp - Runs each leak and look-alike of relay --------===//
//
// usage: relay_scenarios NAME | --list
//
// Runs one scenario of docs/examples/relay/LEAKS.md in this process. Exit
// status 42 if it leaks: heap blocks that are left at the end (LiveHeap.cpp),
// descriptors that are open afterwards, or a table that grew with the rounds.
// Exit status 1 if relay computed something else than expected.
//
//===----------------------------------------------------------------------===//
#include "audit.h"
#include "filter.h"
#include "heartbeat.h"
#include "journal.h"
#include "mesh.h"
#include "meter.h"
#include "name_cache.h"
#include "note.h"
#include "plugin.h"
#include "room.h"
#include "session.h"
#include "topic.h"
#include "transfer.h"
#include "transport.h"
#include "widget.h"
#include "wire.h"

#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <string>
#include <unistd.h>

using namespace relay;

namespace {
constexpr int Leaks = 42;
constexpr const char *NoSocket = "no-such-directory/control.sock";

int openDescriptors() {
  DIR *Directory = opendir("/proc/self/fd");
  if (!Directory)
    return -1;
  int Count = 0;
  while (readdir(Directory))
    ++Count;
  closedir(Directory);
  return Count;
}

template <typename Action> bool losesDescriptors(Action A) {
  int Before = openDescriptors();
  for (int I = 0; I < 5; ++I)
    A();
  return Before < 0 || openDescriptors() != Before;
}

struct ScratchFile {
  explicit ScratchFile(const char *Text)
      : Path("relay-scenario-" + std::to_string(getpid())) {
    if (std::FILE *F = std::fopen(Path.c_str(), "w")) {
      std::fputs(Text, F);
      std::fclose(F);
    }
  }
  ~ScratchFile() { std::remove(Path.c_str()); }
  std::string Path;
};

struct Scenario {
  const char *Name;
  bool (*Run)(); ///< true: wrong result, or, of OutsideHeap, a leak
};

const Scenario Leaky[] = {
    {"room-session",
     [] {
       auto [Near, Far] = Wire::pair();
       auto R = std::make_shared<Room>("lobby");
       return !R->enter(std::make_shared<Session>("ann", std::move(Near)));
     }},
    {"topic-tree",
     [] { return std::make_shared<Topic>("all")->add("chess")->path().empty(); }},
    {"filter-set",
     [] { return FilterSet::standard()->apply("darn") != "***"; }},
    {"dispatcher-meter",
     [] {
       auto D = std::make_shared<Dispatcher>();
       auto M = D->addMeter();
       D->dispatch("line");
       return M->peak() != 4;
     }},
    {"loopback-peer", [] { return !Peer::loopback("a")->reaches("a"); }},
    {"note-thread",
     [] { return Ref<Note>(new Note("a"))->answer("b")->depth() != 1; }},
    {"heartbeat-handler",
     [] {
       auto H = std::make_shared<Heartbeat>(1);
       H->start();
       H->beat();
       return H->beats() != 1;
     }},
    {"logged-transfer",
     [] {
       auto T = startLogged(1);
       T->step();
       return T->log() != "complete";
     }},
};

const Scenario OutsideHeap[] = {
    {"visit-log",
     [] {
       for (int I = 0; I < 100; ++I)
         recordVisit("ann", "lobby");
       return visitsRecorded() == 100;
     }},
    {"control-socket",
     [] { return losesDescriptors([] { dialControl(NoSocket); }); }},
    {"journal-file",
     [] {
       ScratchFile F("something else\n");
       return losesDescriptors([&] {
         std::vector<std::string> Lines;
         readJournal(F.Path, Lines);
       });
     }},
};

const Scenario Sound[] = {
    {"archive-tree",
     [] {
       auto Root = std::make_shared<ArchiveFolder>("a");
       return Root->add("b")->path() != "a/b";
     }},
    {"backlog-list",
     [] {
       Backlog B(3);
       for (int I = 0; I < 9; ++I)
         B.add(std::make_shared<const Message>("ann", "x", nullptr));
       return B.size() != 3 || B.newest(9).size() != 3;
     }},
    {"message-chain",
     [] {
       auto First = std::make_shared<const Message>("ann", "x", nullptr);
       auto Second = std::make_shared<const Message>("ben", "y", First);
       return Second->depth() != 1;
     }},
    {"room-ticket",
     [] {
       Ticket T(std::make_shared<Room>("lobby"), "ann");
       return T.nick() != "ann";
     }},
    {"signer-style",
     [] {
       auto Style = std::make_shared<const SignatureStyle>();
       return Signer(Style).apply("x", "ann") != "x -- ann";
     }},
    {"presence-board",
     [] {
       auto Board = std::make_shared<PresenceBoard>();
       auto G = std::make_shared<Greeter>(Board);
       Board->subscribe(G);
       Board->announce("ann");
       return G->greeted() != 1;
     }},
    {"routing-table",
     [] {
       RoutingTable T;
       auto A = T.add("a"), B = T.add("b");
       RoutingTable::connect(A, B);
       return A->hops.size() != 1;
     }},
    {"attachment-bundle",
     [] {
       Ref<Attachment> Bundle(new Attachment("a")), Part(new Attachment("b"));
       Bundle->pack(Part);
       return Part->path() != "a!b";
     }},
    {"retry-timer",
     [] {
       EventLoop Loop;
       auto R = std::make_shared<Retry>(Loop, 3);
       R->schedule();
       Loop.run(20);
       return R->left() != 0 || !Loop.idle();
     }},
    {"watchdog-probe",
     [] {
       auto W = std::make_shared<Watchdog>();
       W->arm();
       W->feed();
       return !W->check();
     }},
    {"question-reply",
     [] {
       auto Q = std::make_shared<Question>();
       Q->ask()->resolve("yes");
       return Q->answer() != "yes";
     }},
    {"plugin-host",
     [] {
       PluginSystem System;
       System.host().received("two words");
       return System.host().events() != 1 || System.host().loaded() != 2;
     }},
    {"transport-stack",
     [] {
       auto Stack = makeStack();
       bool Wrong = Stack->encode("x") != "1 \"x\"";
       Stack->stop();
       return Wrong;
     }},
    {"widget-tree",
     [] { return makeConsole("idle")->draw() != "[relay]\n  fresh\n  (refresh)\n"; }},
    {"name-cache",
     [] {
       NameCache Cache(4);
       for (int I = 0; I < 50; ++I)
         Cache.find(std::to_string(I));
       return Cache.size() != 4;
     }},
    {"intern-table",
     [] {
       for (int I = 0; I < 50; ++I)
         internName(std::to_string(I));
       return internedNames() > 1;
     }},
    {"command-counts",
     [] {
       for (int I = 0; I < 50; ++I)
         recordCommand(I % 2 ? Command::Say : Command::Nick);
       return commandCount(Command::Say) != 25;
     }},
    {"probe-socket",
     [] { return losesDescriptors([] { probeControl(NoSocket); }); }},
    {"journal-owner",
     [] {
       ScratchFile F("");
       return losesDescriptors([&] { Journal(F.Path).append("x"); });
     }},
    {"journal-size",
     [] {
       ScratchFile F("four");
       return losesDescriptors([&] { journalSize(F.Path); }) ||
              journalSize(F.Path) != 4;
     }},
};

template <std::size_t N>
const Scenario *find(const Scenario (&Table)[N], const char *Kind,
                     const char *Name, bool List) {
  for (const Scenario &S : Table) {
    if (List)
      std::printf("%s %s\n", Kind, S.Name);
    else if (!std::strcmp(Name, S.Name))
      return &S;
  }
  return nullptr;
}
} // namespace

int main(int Count, char **Arguments) {
  const char *Name = Count == 2 ? Arguments[1] : "";
  bool List = !std::strcmp(Name, "--list");
  if (const Scenario *S = find(Leaky, "leaks", Name, List))
    return S->Run() ? 1 : 0;
  if (const Scenario *S = find(OutsideHeap, "leaks", Name, List))
    return S->Run() ? Leaks : 0;
  if (const Scenario *S = find(Sound, "sound", Name, List))
    return S->Run() ? 1 : 0;
  if (List)
    return 0;
  std::fprintf(stderr, "unknown scenario '%s'; --list prints all\n", Name);
  return 2;
}
