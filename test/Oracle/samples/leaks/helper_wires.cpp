// The ring is closed two calls away from the code that owns the objects.
#include <memory>

struct Sink;
struct Pump {
  std::shared_ptr<Sink> Out; // FLAG
};
struct Sink {
  std::shared_ptr<Pump> In; // FLAG
  int Litres = 0;
};

static void attachInput(Sink &S, const std::shared_ptr<Pump> &P) { S.In = P; }
static void attachOutput(Pump &P, const std::shared_ptr<Sink> &S) { P.Out = S; }
static void pipe(const std::shared_ptr<Pump> &P, const std::shared_ptr<Sink> &S) {
  attachInput(*S, P);
  attachOutput(*P, S);
}

int main() {
  auto P = std::make_shared<Pump>();
  auto S = std::make_shared<Sink>();
  pipe(P, S);
  P->Out->Litres = 5;
  return S->Litres == 5 ? 0 : 1;
}
