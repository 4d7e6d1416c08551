// Edges in a container that nobody reports.
#include "ouro/ref.hpp"

#include <string>
#include <vector>

class Folder {
public:
  explicit Folder(std::string Name) : Name(std::move(Name)) {}
  void add(ouro::ref<Folder> const &Child) {
    Children.push_back(Child);
    Child->Parent = ouro::ref<Folder>(Self(*this));
  }
  void trace(auto &Visit) const { Visit(Parent, Name); }
  std::size_t size() const { return Children.size(); }
  static ouro::ref<Folder> Self(Folder &Of) { return Of.Me.lock(); }
  void know(ouro::ref<Folder> const &Own) { Me = Own; }

private:
  std::string Name;
  ouro::edge<Folder> Parent;
  std::vector<ouro::edge<Folder>> Children; // FLAG
  ouro::weak<Folder> Me;
};

int run() {
  auto Root = ouro::make<Folder>("root");
  Root->know(Root);
  Root->add(ouro::make<Folder>("a"));
  Root->add(ouro::make<Folder>("b"));
  return Root->size() == 2 ? 0 : 1;
}
