// The outside owner's destructor calls a helper that nulls each way back.
#include <memory>
#include <vector>

class Board;
struct Piece {
  std::shared_ptr<Board> On;
};
class Board {
public:
  std::vector<std::shared_ptr<Piece>> Pieces;
};
static void takeOff(Piece &P) { P.On = nullptr; }

class Game {
public:
  Game() {
    for (int I = 0; I < 4; ++I) {
      Table->Pieces.push_back(std::make_shared<Piece>());
      Table->Pieces.back()->On = Table;
    }
  }
  ~Game() { clearBoard(); }

private:
  void clearBoard() {
    for (auto &P : Table->Pieces)
      takeOff(*P);
  }
  std::shared_ptr<Board> Table = std::make_shared<Board>();
};

int main() { Game Chess; }
