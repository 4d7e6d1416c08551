//===- GraphLayout.cpp ----------------------------------------------------===//
#include "tools/Render/GraphLayout.h"
#include "tools/Render/GraphLayers.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace ouro::render {

namespace {

constexpr double Margin = 24, LayerGap = 26, BesideGap = 22;
constexpr double LabelHeight = 18, LabelPadding = 8, DummyWidth = 12;
constexpr double LoopHeight = 22, LoopBulge = 34;
constexpr double PortGap = 22, PortInset = 12;
constexpr unsigned OrderSweeps = 16, PlaceSweeps = 24;

/// A node, or the point where an edge passes a layer. Nodes are on even
/// layers, labels on odd ones.
struct Item {
  double Width, Height;
  unsigned Layer;
  double X = 0; ///< centre of what it reserves
  std::vector<unsigned> Up = {}, Down = {};
};

class Drawing {
public:
  Drawing(llvm::ArrayRef<LayoutNode> Nodes, llvm::ArrayRef<LayoutEdge> Edges)
      : Given(Nodes), Edges(Edges), Loops(Nodes.size()),
        LoopWidth(Nodes.size(), 0) {}

  Layout run() {
    reserveLoops();
    Layering Found = assignLayers(Given.size(), Edges);
    Reversed = std::move(Found.Reversed);
    LayerOf = std::move(Found.LayerOf);
    addItems();
    orderLayers();
    placeAcross();
    placeDown();
    return assemble();
  }

private:
  void reserveLoops();
  void addItems();
  void link(unsigned Above, unsigned Below);
  void orderLayers();
  bool sortByBarycentre(unsigned Layer, bool FromAbove);
  size_t crossings() const;
  void placeAcross();
  void placeLayer(unsigned Layer);
  void placeDown();
  double boxCentre(unsigned Node) const;
  Point port(unsigned Node, unsigned Other, bool AtBottom) const;
  Layout assemble() const;
  Route loopRoute(unsigned Edge, const Layout &Out) const;

  unsigned upper(unsigned Edge) const {
    return Reversed[Edge] ? Edges[Edge].To : Edges[Edge].From;
  }
  unsigned lower(unsigned Edge) const {
    return Reversed[Edge] ? Edges[Edge].From : Edges[Edge].To;
  }
  bool isLoop(unsigned Edge) const {
    return Edges[Edge].From == Edges[Edge].To;
  }

  llvm::ArrayRef<LayoutNode> Given;
  llvm::ArrayRef<LayoutEdge> Edges;
  std::vector<std::vector<unsigned>> Loops; ///< edges from a node to itself
  std::vector<double> LoopWidth;            ///< room right of a node for them
  std::vector<bool> Reversed;               ///< drawn from below to above
  std::vector<unsigned> LayerOf;
  std::vector<Item> Items;                   ///< the nodes, then the others
  std::vector<std::vector<unsigned>> Chains; ///< per edge: items in between
  std::vector<std::vector<unsigned>> Layers; ///< items from left to right
  std::vector<double> LayerY;
};

} // namespace

void Drawing::reserveLoops() {
  for (auto [I, E] : llvm::enumerate(Edges))
    if (E.From == E.To) {
      Loops[E.From].push_back(I);
      LoopWidth[E.From] =
          std::max(LoopWidth[E.From], LoopBulge + E.LabelWidth + LabelPadding);
    }
}

void Drawing::link(unsigned Above, unsigned Below) {
  Items[Above].Down.push_back(Below);
  Items[Below].Up.push_back(Above);
}

void Drawing::addItems() {
  for (auto [I, Node] : llvm::enumerate(Given))
    Items.push_back({Node.Width + LoopWidth[I],
                     std::max(Node.Height, LoopHeight * Loops[I].size() + 6),
                     LayerOf[I]});
  Chains.resize(Edges.size());
  for (auto [I, E] : llvm::enumerate(Edges)) {
    if (isLoop(I))
      continue;
    unsigned Last = upper(I);
    // The label stands beside the edge's own beginning.
    unsigned LabelAt =
        Reversed[I] ? LayerOf[lower(I)] - 1 : LayerOf[upper(I)] + 1;
    for (unsigned L = LayerOf[upper(I)] + 1; L < LayerOf[lower(I)]; ++L) {
      bool HasLabel = L == LabelAt && E.LabelWidth > 0;
      double Width = HasLabel ? E.LabelWidth + LabelPadding : DummyWidth;
      unsigned Passing = Items.size();
      Items.push_back({Width, HasLabel ? LabelHeight : 0, L});
      Chains[I].push_back(Passing);
      link(Last, Passing);
      Last = Passing;
    }
    link(Last, lower(I));
  }
  unsigned Count = 0;
  for (const Item &It : Items)
    Count = std::max(Count, It.Layer + 1);
  Layers.resize(Count);
  for (auto [I, It] : llvm::enumerate(Items))
    Layers[It.Layer].push_back(I);
}

/// Pairs of edges that cross between neighbouring layers.
size_t Drawing::crossings() const {
  std::vector<unsigned> Position(Items.size());
  for (const auto &Layer : Layers)
    for (auto [P, I] : llvm::enumerate(Layer))
      Position[I] = P;
  size_t Sum = 0;
  for (const auto &Layer : Layers) {
    std::vector<unsigned> Ends; ///< below, by the order of the upper ends
    for (unsigned I : Layer) {
      std::vector<unsigned> Own;
      for (unsigned Below : Items[I].Down)
        Own.push_back(Position[Below]);
      llvm::sort(Own);
      for (unsigned End : Own)
        Sum += llvm::count_if(Ends, [&](unsigned E) { return E > End; });
      llvm::append_range(Ends, Own);
    }
  }
  return Sum;
}

/// Returns whether anything moved. Items without neighbours keep their place.
bool Drawing::sortByBarycentre(unsigned Layer, bool FromAbove) {
  std::vector<double> Weight(Items.size(), 0);
  std::vector<unsigned> Position(Items.size(), 0);
  for (const auto &Row : Layers)
    for (auto [P, I] : llvm::enumerate(Row))
      Position[I] = P;
  for (unsigned I : Layers[Layer]) {
    const auto &Beside = FromAbove ? Items[I].Up : Items[I].Down;
    double Sum = 0;
    for (unsigned Other : Beside)
      Sum += (Position[Other] + 0.5) / Layers[Items[Other].Layer].size();
    Weight[I] = Beside.empty() ? (Position[I] + 0.5) / Layers[Layer].size()
                               : Sum / Beside.size();
  }
  std::vector<unsigned> Before = Layers[Layer];
  llvm::stable_sort(Layers[Layer], [&](unsigned L, unsigned R) {
    return Weight[L] < Weight[R];
  });
  return Before != Layers[Layer];
}

void Drawing::orderLayers() {
  std::vector<std::vector<unsigned>> Best = Layers;
  size_t Fewest = crossings();
  for (unsigned Sweep = 0; Sweep < OrderSweeps && Fewest; ++Sweep) {
    bool Moved = false;
    bool Down = Sweep % 2 == 0;
    for (size_t I = 1; I < Layers.size(); ++I)
      Moved |= sortByBarycentre(Down ? I : Layers.size() - 1 - I, Down);
    if (size_t Now = crossings(); Now < Fewest) {
      Fewest = Now;
      Best = Layers;
    }
    if (!Moved && Sweep)
      break;
  }
  Layers = std::move(Best);
}

/// Moves each item of a layer towards its neighbours' mean. Packing once from
/// the left and once from the right and taking the middle keeps the distances,
/// as both packings do.
void Drawing::placeLayer(unsigned Layer) {
  const std::vector<unsigned> &Row = Layers[Layer];
  std::vector<double> Wanted, Left, Right(Row.size());
  for (unsigned I : Row) {
    double Sum = 0;
    size_t Count = Items[I].Up.size() + Items[I].Down.size();
    for (const auto *Beside : {&Items[I].Up, &Items[I].Down})
      for (unsigned Other : *Beside)
        Sum += Items[Other].X;
    Wanted.push_back(Count ? Sum / Count : Items[I].X);
  }
  auto distance = [&](size_t I) {
    return (Items[Row[I - 1]].Width + Items[Row[I]].Width) / 2 + BesideGap;
  };
  for (size_t I = 0; I < Row.size(); ++I)
    Left.push_back(I ? std::max(Wanted[I], Left[I - 1] + distance(I))
                     : Wanted[I]);
  for (size_t I = Row.size(); I-- > 0;)
    Right[I] = I + 1 < Row.size()
                   ? std::min(Wanted[I], Right[I + 1] - distance(I + 1))
                   : Wanted[I];
  for (size_t I = 0; I < Row.size(); ++I)
    Items[Row[I]].X = (Left[I] + Right[I]) / 2;
}

void Drawing::placeAcross() {
  for (const auto &Row : Layers) {
    double X = 0;
    for (unsigned I : Row) {
      Items[I].X = X + Items[I].Width / 2;
      X += Items[I].Width + BesideGap;
    }
    for (unsigned I : Row)
      Items[I].X -= X / 2;
  }
  for (unsigned Sweep = 0; Sweep < PlaceSweeps; ++Sweep)
    for (size_t I = 0; I < Layers.size(); ++I)
      placeLayer(Sweep % 2 ? Layers.size() - 1 - I : I);
  double Least = 0;
  for (auto [I, It] : llvm::enumerate(Items))
    Least = I ? std::min(Least, It.X - It.Width / 2) : It.X - It.Width / 2;
  for (Item &It : Items)
    It.X += Margin - Least;
}

void Drawing::placeDown() {
  double Y = Margin;
  for (const auto &Row : Layers) {
    double Height = 0;
    for (unsigned I : Row)
      Height = std::max(Height, Items[I].Height);
    LayerY.push_back(Y + Height / 2);
    Y += Height + LayerGap;
  }
}

double Drawing::boxCentre(unsigned Node) const {
  return Items[Node].X - LoopWidth[Node] / 2;
}

/// Where the edge through item \p Other, which may be met several times, leaves
/// \p Node: the ends of its edges are spread in the order of where they go.
Point Drawing::port(unsigned Node, unsigned Other, bool AtBottom) const {
  std::vector<unsigned> Ends = AtBottom ? Items[Node].Down : Items[Node].Up;
  llvm::stable_sort(
      Ends, [&](unsigned L, unsigned R) { return Items[L].X < Items[R].X; });
  double Index = llvm::find(Ends, Other) - Ends.begin();
  double Room = Given[Node].Width - 2 * PortInset;
  double Gap =
      Ends.size() > 1 ? std::min(PortGap, Room / (Ends.size() - 1)) : 0;
  double Y = LayerY[Items[Node].Layer];
  return {boxCentre(Node) + (Index - (Ends.size() - 1) / 2.0) * Gap,
          AtBottom ? Y + Items[Node].Height / 2 : Y - Items[Node].Height / 2};
}

Route Drawing::loopRoute(unsigned Edge, const Layout &Out) const {
  const Box &B = Out.Nodes[Edges[Edge].From];
  const std::vector<unsigned> &All = Loops[Edges[Edge].From];
  double Index = llvm::find(All, Edge) - All.begin();
  double Middle = B.Centre.Y + (Index - (All.size() - 1) / 2.0) * LoopHeight;
  double Right = B.Centre.X + B.Width / 2;
  Route R;
  R.IsLoop = true;
  R.Points = {{Right, Middle - 7},
              {Right + LoopBulge, Middle - 10},
              {Right + LoopBulge, Middle + 10},
              {Right, Middle + 7}};
  R.Label = {Right + LoopBulge + Edges[Edge].LabelWidth / 2, Middle};
  return R;
}

Layout Drawing::assemble() const {
  Layout Out;
  for (unsigned Node = 0; Node < Given.size(); ++Node)
    Out.Nodes.push_back({{boxCentre(Node), LayerY[Items[Node].Layer]},
                         Given[Node].Width,
                         Items[Node].Height});
  for (unsigned I = 0; I < Edges.size(); ++I) {
    if (isLoop(I)) {
      Out.Edges.push_back(loopRoute(I, Out));
      continue;
    }
    const std::vector<unsigned> &Chain = Chains[I];
    Route R;
    R.Points.push_back(port(upper(I), Chain.front(), /*AtBottom=*/true));
    for (unsigned Passing : Chain)
      R.Points.push_back({Items[Passing].X, LayerY[Items[Passing].Layer]});
    R.Points.push_back(port(lower(I), Chain.back(), /*AtBottom=*/false));
    if (Reversed[I])
      std::reverse(R.Points.begin(), R.Points.end());
    R.Label = R.Points[1];
    Out.Edges.push_back(std::move(R));
  }
  for (const Item &It : Items) {
    Out.Width = std::max(Out.Width, It.X + It.Width / 2 + Margin);
    Out.Height =
        std::max(Out.Height, LayerY[It.Layer] + It.Height / 2 + Margin);
  }
  return Out;
}

Layout layOut(llvm::ArrayRef<LayoutNode> Nodes,
              llvm::ArrayRef<LayoutEdge> Edges) {
  return Drawing(Nodes, Edges).run();
}

} // namespace ouro::render
