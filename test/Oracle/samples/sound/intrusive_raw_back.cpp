// An own counted pointer downwards, a plain pointer upwards.
#include <utility>
#include <vector>

class Shared {
public:
  void ref() { ++Count; }
  void unref() {
    if (!--Count)
      delete this;
  }

protected:
  virtual ~Shared() = default;

private:
  int Count = 0;
};
template <class T> class Rc {
  T *P = nullptr;

public:
  Rc() = default;
  explicit Rc(T *P) : P(P) { P->ref(); }
  Rc(const Rc &O) : P(O.P) {
    if (P)
      P->ref();
  }
  Rc &operator=(Rc O) {
    std::swap(P, O.P);
    return *this;
  }
  ~Rc() {
    if (P)
      P->unref();
  }
  T *operator->() const { return P; }
};
class Clip : public Shared {
public:
  void add(Rc<Clip> C) {
    C->Parent = this;
    Clips.push_back(std::move(C));
  }
  int depth() const { return Parent ? Parent->depth() + 1 : 0; }

private:
  std::vector<Rc<Clip>> Clips;
  Clip *Parent = nullptr;
};

int main() {
  Rc<Clip> Stage(new Clip), Bird(new Clip);
  Stage->add(Bird);
  return Bird->depth() == 1 ? 0 : 1;
}
