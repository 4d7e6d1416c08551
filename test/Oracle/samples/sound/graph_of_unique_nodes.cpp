// The graph owns its nodes; edges between them are plain pointers.
#include <memory>
#include <unordered_set>
#include <vector>

class Net {
public:
  struct Node {
    std::unordered_set<Node *> Edges;
  };
  Node *add() {
    Nodes.push_back(std::make_unique<Node>());
    return Nodes.back().get();
  }
  static void connect(Node *A, Node *B) {
    A->Edges.insert(B);
    B->Edges.insert(A);
  }

private:
  std::vector<std::unique_ptr<Node>> Nodes;
};

int main() {
  Net N;
  auto *A = N.add(), *B = N.add();
  Net::connect(A, B);
  return A->Edges.size() == 1 ? 0 : 1;
}
