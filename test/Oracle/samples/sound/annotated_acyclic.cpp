// The types form a ring, the objects do not: an action names another registry.
#include "ouro/annotations.h"
#include <memory>
#include <vector>

class Registry;
class Action {
public:
  void aim(std::shared_ptr<Registry> R) { Target = std::move(R); }
  bool aimed() const { return Target != nullptr; }

private:
  std::shared_ptr<Registry> Target OURO_ACYCLIC("never the registry that holds the action");
};
class Registry {
public:
  void add(std::shared_ptr<Action> A) { Actions.push_back(std::move(A)); }
  const Action &first() const { return *Actions.front(); }

private:
  std::vector<std::shared_ptr<Action>> Actions;
};

int main() {
  auto Menu = std::make_shared<Registry>();
  auto Open = std::make_shared<Action>();
  Open->aim(std::make_shared<Registry>());
  Menu->add(Open);
  return Menu->first().aimed() ? 0 : 1;
}
