// The capture takes the variable's place as owner.
#include <cstdio>
#include <functional>
#include <memory>

struct Ticket {
  std::function<void()> torn;
  int number = 8;
};

int main() {
  auto ticket = std::make_shared<Ticket>();
  Ticket &plain = *ticket;
  plain.torn = [ticket = std::move(ticket)] {
    std::printf("%d\n", ticket->number);
  };
  plain.torn();
}
