// P04: a pointer to const owns as much as one to mutable.
#include <memory>
#include <vector>

class Theme;

class Brush {
public:
  void use(std::shared_ptr<const Theme> T) { Source = std::move(T); }
  bool themed() const { return static_cast<bool>(Source); }

private:
  std::shared_ptr<const Theme> Source; // FLAG
};

class Theme {
public:
  void add(std::shared_ptr<Brush> B) { Brushes.push_back(std::move(B)); }
  std::size_t size() const { return Brushes.size(); }

private:
  std::vector<std::shared_ptr<Brush>> Brushes; // FLAG
};

static std::shared_ptr<const Theme> makeDark() {
  auto Dark = std::make_shared<Theme>();
  for (int I = 0; I < 3; ++I) {
    auto Ink = std::make_shared<Brush>();
    Ink->use(Dark);
    Dark->add(Ink);
  }
  return Dark;
}

int main() { return makeDark()->size() == 3 ? 0 : 1; }
