// Every annotation where it belongs.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
#include "ouro/annotations.h"
#include <memory>
#include <mutex>
#include <vector>

struct View;
struct Model {
  View *owned OURO_STRONG;
  std::shared_ptr<Model> parent OURO_WEAK;
  std::shared_ptr<Model> owner OURO_BACK_REFERENCE;
  std::shared_ptr<View> leaf OURO_ACYCLIC("a view has no models");
  std::shared_ptr<View> closed OURO_BROKEN_BY(close);
  std::shared_ptr<View> inherited OURO_BROKEN_BY(Model::shutdown);
  void close() { stop(); }
  void shutdown();

private:
  void stop() { closed = nullptr; }
};
struct OURO_ACYCLIC("built bottom-up") Tree {
  std::vector<std::shared_ptr<Tree>> children;
};
struct OURO_LIVES_FOREVER("one per process") Registry {
  std::vector<std::shared_ptr<Model>> models OURO_BOUNDED("one per window");
};
template <class T> class OURO_STRONG Handle {
  T *object;

public:
  T *get() const { return object; }
};
template <class T> class OURO_WEAK Observer {
  T *object;

public:
  T *get() const { return object; }
};
Handle<Model> handle;
Observer<Model> observer;

int acquire(const char *name) OURO_ACQUIRES(fd, >= 0);
void release(int fd OURO_RELEASES(fd));
void borrow(int fd OURO_BORROWS(fd));

// Words of others are theirs.
struct Others {
  __attribute__((annotate("serialize"))) int value;
  __attribute__((annotate("other::word(x)"))) int other;
};
