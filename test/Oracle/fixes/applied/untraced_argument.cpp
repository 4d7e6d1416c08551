// RUNTIME
// RULE: ouro-untraced-hold
// EXPECT: void trace(auto &visit) const { visit(left, right, kids, links.last); }
// Two fields are left out of one call; one is in a part.
#include "ouro/ref.hpp"

#include <cstdio>
#include <vector>

struct Links {
  ouro::edge<struct Node> last;
};
struct Node {
  ouro::edge<Node> left, right;
  std::vector<ouro::edge<Node>> kids;
  Links links;
  void trace(auto &visit) const { visit(left, right); }
};

int run() {
  auto top = ouro::make<Node>();
  top->kids.push_back(ouro::make<Node>());
  top->kids[0]->links.last = top;
  top->kids[0]->left = top;
  std::printf("%zu\n", top->kids.size());
  return 0;
}
