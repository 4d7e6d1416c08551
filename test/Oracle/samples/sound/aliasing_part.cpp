// A pointer to a part keeps the whole alive; the whole does not hold it.
#include <memory>
#include <vector>

struct Page {
  int Number = 0;
};
class Book {
public:
  static std::shared_ptr<Page> open(const std::shared_ptr<Book> &B, int N) {
    B->Pages[static_cast<unsigned>(N)].Number = N;
    return std::shared_ptr<Page>(B, &B->Pages[static_cast<unsigned>(N)]);
  }

private:
  std::vector<Page> Pages = std::vector<Page>(10);
};
class Reader {
public:
  void read(std::shared_ptr<Page> P) { Current = std::move(P); }
  int page() const { return Current->Number; }

private:
  std::shared_ptr<Page> Current;
};

int main() {
  Reader R;
  R.read(Book::open(std::make_shared<Book>(), 7));
  return R.page() == 7 ? 0 : 1;
}
