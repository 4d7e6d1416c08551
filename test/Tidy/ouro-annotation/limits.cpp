// What cannot be judged in one file is believed.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
#include "ouro/annotations.h"
#include <memory>

struct Peer;
struct Forth {
  // Its body is elsewhere.
  std::shared_ptr<Peer> one OURO_BROKEN_BY(close);
  // What it calls is elsewhere.
  std::shared_ptr<Peer> two OURO_BROKEN_BY(stop);
  void close();
  void stop() { close(); }
  // Whether it is called at all is not asked.
  std::shared_ptr<Peer> three OURO_BROKEN_BY(never);
  // Nor on which path.
  std::shared_ptr<Peer> four OURO_BROKEN_BY(sometimes);
  bool flag = false;

private:
  void never() { three.reset(); }
  void sometimes() {
    if (flag)
      four.reset();
  }
};
struct Peer {
  std::shared_ptr<Forth> forth;
};

// Whether a reason is true is for the reviewer, unless code here builds a ring.
struct Node {
  std::shared_ptr<Node> self OURO_ACYCLIC("never refers to itself");
};
void perhaps(const std::shared_ptr<Node> &n, const std::shared_ptr<Node> &m) {
  n->self = m;
}
