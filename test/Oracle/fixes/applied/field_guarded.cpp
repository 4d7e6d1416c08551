// RULE: ouro-refcount-cycle
// EXPECT:   std::weak_ptr<Chapter> whole;
// EXPECT:     if (auto locked = whole.lock()) locked->recount();
// EXPECT:     if (auto locked = whole.lock()) {
// EXPECT:       return locked->pages + locked.use_count() * 0;
// EXPECT:     return whole.lock() == nullptr;
#include <cstdio>
#include <memory>
#include <vector>

namespace {
struct Chapter {
  std::vector<std::shared_ptr<Chapter>> parts;
  std::shared_ptr<Chapter> whole;
  int pages = 1;

  void recount() { pages = 1 + static_cast<int>(parts.size()); }
  void grow() {
    if (whole) whole->recount();
  }
  long total() const {
    if (whole) {
      return whole->pages + whole.use_count() * 0;
    } else {
      return 0;
    }
  }
  bool isWhole() const {
    return whole == nullptr;
  }
};

void append(const std::shared_ptr<Chapter> &whole, const std::shared_ptr<Chapter> &part) {
  whole->parts.push_back(part);
  part->whole = whole;
}
} // namespace

int main() {
  auto book = std::make_shared<Chapter>();
  auto first = std::make_shared<Chapter>();
  append(book, first);
  append(book, std::make_shared<Chapter>());
  first->grow();
  std::printf("%ld %d %d\n", first->total(), book->isWhole(), first->isWhole());
}
