// One template, instantiated with a weak policy for the way back.
#include <memory>
#include <vector>

template <typename T> using Strong = std::shared_ptr<T>;
template <typename T> using Weak = std::weak_ptr<T>;

template <template <typename> class Up> struct Branch {
  std::vector<std::shared_ptr<Branch>> Twigs;
  Up<Branch> Parent;
};

int main() {
  auto Trunk = std::make_shared<Branch<Weak>>();
  auto Twig = std::make_shared<Branch<Weak>>();
  Trunk->Twigs.push_back(Twig);
  Twig->Parent = Trunk;
  Strong<Branch<Weak>> Up = Twig->Parent.lock();
  return Up == Trunk ? 0 : 1;
}
