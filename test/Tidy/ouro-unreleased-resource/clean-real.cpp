// Shapes of real programs in which nothing is lost, though it once was said.
//
// RUN: %tidy --warnings-as-errors='*' %s -- -std=c++20 -w
#include <cstdlib>
#include <cstring>
#include <list>
#include <utility>

// A pool gives nothing back: its operator delete is empty, or there is none.
struct Pool {
  char *at;
  void *take(size_t n) { return std::exchange(at, at + n); }
};
Pool &current();
struct Node {
  explicit Node(int kind) : kind(kind) {}
  int kind;
  void *operator new(size_t n) { return current().take(n); }
  void operator delete(void *) {}
};
struct Leaf : Node {
  using Node::Node;
};
struct Mark {
  void *operator new(size_t n) { return current().take(n); }
};
template <class T> struct Box {
  T content;
  void *operator new(size_t n) { return current().take(n); }
  void operator delete(void *) {}
};
bool fold(int a) {
  Node *node = new Leaf(a);
  new Mark;
  new Box<int>;
  return a < node->kind;
}

// A pointer that is handed on by reference.
struct Page {
  int number;
};
struct Book {
  std::list<Page *> pages;
  void append(Page *const &page) { pages.push_back(page); }
};
Book bind(int first) {
  Book book;
  book.append(new Page{first});
  return book;
}

// References to fields are names of the fields.
struct Table {
  char *name;
};
void rename(Table *t, char **words) {
  for (; *words; ++words) {
    char *&name = t->name;
    std::free(name);
    name = nullptr;
    t->name = strdup(*words);
  }
}
