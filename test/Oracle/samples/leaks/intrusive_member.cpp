// P18: an own counted pointer; retain and drop are members of the pointee.
#include <utility>
#include <vector>

class Counted {
public:
  void retain() { ++Uses; }
  void drop() {
    if (--Uses == 0)
      delete this;
  }

protected:
  virtual ~Counted() = default;

private:
  int Uses = 0;
};

template <typename T> class Held {
public:
  Held() = default;
  explicit Held(T *Raw) : Raw(Raw) {
    if (Raw)
      Raw->retain();
  }
  Held(const Held &Other) : Held(Other.Raw) {}
  Held(Held &&Other) noexcept : Raw(std::exchange(Other.Raw, nullptr)) {}
  Held &operator=(Held Other) {
    std::swap(Raw, Other.Raw);
    return *this;
  }
  ~Held() {
    if (Raw)
      Raw->drop();
  }
  T *operator->() const { return Raw; }
  T *get() const { return Raw; }

private:
  T *Raw = nullptr;
};

class Layer : public Counted {
public:
  void place(Held<Layer> Below) {
    Below->Above = Held<Layer>(this);
    Stack.push_back(std::move(Below));
  }
  std::size_t depth() const { return Stack.size(); }

private:
  std::vector<Held<Layer>> Stack; // FLAG
  Held<Layer> Above;              // FLAG
};

int main() {
  Held<Layer> Canvas(new Layer);
  Canvas->place(Held<Layer>(new Layer));
  Canvas->place(Held<Layer>(new Layer));
  return Canvas->depth() == 2 ? 0 : 1;
}
