// One strong field, same class: only the two stores below make the ring.
#include <memory>
#include <optional>

struct Person {
  int Age = 30;
  std::optional<std::shared_ptr<Person>> Spouse; // FLAG
};

int main() {
  auto Ann = std::make_shared<Person>();
  auto Ben = std::make_shared<Person>();
  Ann->Spouse = Ben; // FLAG
  Ben->Spouse = Ann; // FLAG
  return Ann->Spouse.value()->Age == 30 ? 0 : 1;
}
