// Moving the last handles into the ring does not break it.
#include <memory>

struct Speaker;
struct Microphone {
  std::shared_ptr<Speaker> Feedback; // FLAG
};
struct Speaker {
  std::shared_ptr<Microphone> Source; // FLAG
  int Volume = 0;
};

int main() {
  auto M = std::make_shared<Microphone>();
  auto S = std::make_shared<Speaker>();
  Speaker *Raw = S.get();
  M->Feedback = std::move(S);
  Raw->Source = std::move(M);
  Raw->Volume = 11;
  return Raw->Source->Feedback->Volume == 11 ? 0 : 1;
}
