// Breaks under a condition: only when asked.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
// RUN: %tidy %s -config='{CheckOptions: {ouro-missed-break.MinConfidence: possible}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <functional>
#include <memory>

// A callback that is sometimes dropped after the call.
struct Event {
  std::function<void()> callback;
  bool once = true;
  void fire() {
    callback();
    if (once)
      callback = nullptr; // FLAG
  }
};
struct Peer {
  std::shared_ptr<Event> event;
};
void wait(const std::shared_ptr<Peer> &peer) {
  peer->event = std::make_shared<Event>();
  peer->event->callback = [peer] {};
}

void fire(Peer &peer) { peer.event->fire(); }

// A job that keeps itself, and an early return.
struct Job : std::enable_shared_from_this<Job> {
  std::shared_ptr<Job> me;
  void start() { me = shared_from_this(); }
  void stop(bool offline) {
    if (offline)
      return;
    me.reset(); // FLAG
  }
};
void work(const std::shared_ptr<Job> &job) {
  job->start();
  job->stop(true);
}

// The findings:
//
// CHECK: :15:7: warning: 'Event::fire' resets 'Event::callback' only on some paths, so that a ring through 'Peer::event' and 'Event::callback' may stay on others [ouro-missed-break]
// CHECK: :35:5: warning: 'Job::stop' resets 'Job::me' only on some paths, so that a ring through 'Job::me' may stay on others [ouro-missed-break]
