// P18: an own counted pointer that counts through free functions.
#include <utility>

struct Block {
  mutable int References = 0;
  virtual ~Block() = default;
};
inline void acquireBlock(const Block *B) { ++B->References; }
inline void releaseBlock(const Block *B) {
  if (--B->References == 0)
    delete B;
}

template <class T> class BlockPtr {
  T *Target;

public:
  BlockPtr(T *To = nullptr) : Target(To) {
    if (Target)
      acquireBlock(Target);
  }
  BlockPtr(const BlockPtr &O) : Target(O.Target) {
    if (Target)
      acquireBlock(Target);
  }
  ~BlockPtr() {
    if (Target)
      releaseBlock(Target);
  }
  BlockPtr &operator=(const BlockPtr &O) {
    BlockPtr Copy(O);
    std::swap(Target, Copy.Target);
    return *this;
  }
  T &operator*() const { return *Target; }
  T *operator->() const { return Target; }
  explicit operator bool() const { return Target != nullptr; }
};

struct Function;
struct Code : Block {
  BlockPtr<Function> EnclosedBy; // FLAG
};
struct Function : Block {
  BlockPtr<Code> Entry; // FLAG
};

int main() {
  BlockPtr<Function> F(new Function);
  BlockPtr<Code> C(new Code);
  F->Entry = C;
  C->EnclosedBy = F;
  return C->EnclosedBy ? 0 : 1;
}
