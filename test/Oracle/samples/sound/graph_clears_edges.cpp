// A graph that owns its nodes and clears every edge when it goes.
#include <memory>
#include <vector>

struct Vertex {
  std::vector<std::shared_ptr<Vertex>> Edges;
};

class Graph {
public:
  ~Graph() {
    for (auto &V : Vertices)
      V->Edges.clear();
  }
  std::shared_ptr<Vertex> add() {
    Vertices.push_back(std::make_shared<Vertex>());
    return Vertices.back();
  }
  void join(const std::shared_ptr<Vertex> &A, const std::shared_ptr<Vertex> &B) {
    A->Edges.push_back(B);
    B->Edges.push_back(A);
  }

private:
  std::vector<std::shared_ptr<Vertex>> Vertices;
};

int main() {
  Graph G;
  auto A = G.add(), B = G.add(), C = G.add();
  G.join(A, B);
  G.join(B, C);
  G.join(C, A);
  return B->Edges.size() == 2 ? 0 : 1;
}
