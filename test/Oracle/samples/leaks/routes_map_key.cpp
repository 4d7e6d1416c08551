// Map keys keep their pointees alive just as values do.
#include <memory>
#include <unordered_map>

struct Station {
  std::unordered_map<std::shared_ptr<Station>, int> Minutes; // FLAG
};

static void connect(std::shared_ptr<Station> From, std::shared_ptr<Station> To,
                    int Minutes) {
  From->Minutes.emplace(To, Minutes);
  To->Minutes.emplace(From, Minutes);
}

int main() {
  auto Airport = std::make_shared<Station>();
  auto Centre = std::make_shared<Station>();
  connect(Airport, Centre, 17);
  return Centre->Minutes.at(Airport) == 17 ? 0 : 1;
}
