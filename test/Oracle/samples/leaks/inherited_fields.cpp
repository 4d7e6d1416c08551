// Both fields are inherited: the ring exists for every derived class.
#include <memory>
#include <vector>

class Pane : public std::enable_shared_from_this<Pane> {
public:
  virtual ~Pane() = default;
  virtual int width() const = 0;
  void host(std::shared_ptr<Pane> Inner) {
    Inner->Host = shared_from_this();
    Panes.push_back(std::move(Inner));
  }
  int hosted() const { return static_cast<int>(Panes.size()); }

protected:
  std::vector<std::shared_ptr<Pane>> Panes; // FLAG
  std::shared_ptr<Pane> Host;               // FLAG
};

class Splitter : public Pane {
public:
  int width() const override {
    int Sum = 0;
    for (const auto &P : Panes)
      Sum += P->width();
    return Sum;
  }
};

class Editor : public Pane {
public:
  int width() const override { return 80; }
};

int main() {
  auto Root = std::make_shared<Splitter>();
  Root->host(std::make_shared<Editor>());
  Root->host(std::make_shared<Editor>());
  return Root->width() == 160 ? 0 : 1;
}
