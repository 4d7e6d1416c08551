// A small chat relay that talks to itself: the clients live in this process
// and are connected by socket pairs.
#include "audit.h"
#include "heartbeat.h"
#include "journal.h"
#include "mesh.h"
#include "note.h"
#include "server.h"
#include "transfer.h"
#include "widget.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace relay;

static void chat(Server &server)
{
    Client ann = server.connect("ann", "lobby");
    Client ben = server.connect("ben", "lobby");
    Client cyd = server.connect("cyd", "garden");
    ann.say("hello everybody");
    ben.say("what the blast was that");
    cyd.say("anyone here?");
    server.run(4);
    std::printf("ann read %zu lines, ben %zu, cyd %zu\n", ann.drain(), ben.drain(), cyd.drain());
    std::printf("%s; %d plugin events\n", server.status().c_str(), server.plugins().events());
}

static void background(Server &server)
{
    auto heartbeat = std::make_shared<Heartbeat>(3);
    heartbeat->start();
    for (int i = 0; i < 5; ++i)
        heartbeat->beat();
    auto retry = std::make_shared<Retry>(server.loop(), 3);
    retry->schedule();
    auto watchdog = std::make_shared<Watchdog>();
    watchdog->arm();
    watchdog->feed();
    server.run(10);
    std::printf("%d beats, %d retries left, watchdog %s\n", heartbeat->beats(), retry->left(),
                watchdog->check() ? "fed" : "hungry");
}

static void sharing()
{
    auto transfer = startLogged(3);
    while (transfer->left() > 0)
        transfer->step();
    auto question = std::make_shared<Question>();
    question->ask()->resolve("forty-two");
    Ref<Note> note(new Note("meeting at noon"));
    auto answer = note->answer("where?")->answer("here");
    Ref<Attachment> bundle(new Attachment("minutes.zip"));
    Ref<Attachment> part(new Attachment("page1.txt"));
    bundle->pack(part);
    std::printf("transfer %s, answer %s, note depth %d, %s\n", transfer->log().c_str(), question->answer().c_str(),
                answer->depth(), part->path().c_str());
}

static void network()
{
    auto peer = Peer::loopback("relay.example");
    RoutingTable table;
    auto here = table.add("here"), there = table.add("there");
    RoutingTable::connect(here, there);
    int control = dialControl("/nonexistent/relay.sock");
    std::printf("loopback %s, %zu routes, control %s\n", peer->reaches("relay.example") ? "up" : "down", table.size(),
                control >= 0 || probeControl("/nonexistent/relay.sock") ? "up" : "down");
    if (control >= 0)
        close(control);
}

static void archive()
{
    auto root = std::make_shared<ArchiveFolder>("archive");
    auto folder = root->add("2024")->add("lobby");
    auto board = std::make_shared<PresenceBoard>();
    auto greeter = std::make_shared<Greeter>(board);
    board->subscribe(greeter);
    board->announce("ann");
    auto name = internName("ann");
    std::printf("%s, %zu greeted, %zu names, %zu visits\n", folder->path().c_str(), greeter->greeted(),
                internedNames(), visitsRecorded());
}

static void journal()
{
    const char *directory = std::getenv("TMPDIR");
    std::string path = std::string(directory ? directory : P_tmpdir) + "/relay-" + std::to_string(::getpid());
    {
        Journal log(path);
        log.append("started");
        log.append("stopped");
    }
    std::vector<std::string> lines;
    bool good = readJournal(path, lines);
    std::printf("journal %s, %zu lines, %ld bytes\n", good ? "good" : "bad", lines.size(), journalSize(path));
    std::remove(path.c_str());
}

int main()
{
    Server server;
    server.openRoom("lobby", "general");
    chat(server);
    background(server);
    sharing();
    network();
    archive();
    journal();
    std::printf("%s", makeConsole(server.status())->draw().c_str());
    return 0;
}
