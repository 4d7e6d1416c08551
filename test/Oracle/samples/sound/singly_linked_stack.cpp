// T03: one strong field, always to an older element.
#include <memory>

template <typename T> class Stack {
  struct Node {
    T Value;
    std::shared_ptr<Node> Next;
  };

public:
  void push(T Value) {
    auto Fresh = std::make_shared<Node>();
    Fresh->Value = Value;
    Fresh->Next = Top;
    Top = Fresh;
  }
  T pop() {
    T Value = Top->Value;
    Top = Top->Next;
    return Value;
  }

private:
  std::shared_ptr<Node> Top;
};

int main() {
  Stack<int> S;
  S.push(1);
  S.push(2);
  S.push(3);
  return S.pop() == 3 && S.pop() == 2 ? 0 : 1;
}
