// One strong field; the last element is joined to the first.
#include <memory>

struct Seat {
  int Number = 0;
  std::shared_ptr<Seat> Right; // FLAG
};

int main() {
  auto Head = std::make_shared<Seat>();
  auto Middle = std::make_shared<Seat>();
  auto Tail = std::make_shared<Seat>();
  Head->Right = Middle; // FLAG
  Middle->Right = Tail; // FLAG
  Tail->Right = Head;   // FLAG
  Tail->Number = 2;
  return Head->Right->Right->Number == 2 ? 0 : 1;
}
