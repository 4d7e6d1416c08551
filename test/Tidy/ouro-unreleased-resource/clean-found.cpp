// From programs that people wrote.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <map>
#include <memory>
#include <vector>
// Who reads a handle may copy it: containers of plain pointers and descriptors
// own what is put into them.
struct B {
  int k;
};
struct Conn {
  int fd;
  B *b;
};
extern "C" int open(const char *, int, ...);
extern "C" int close(int);
void print(const B *);
void printRef(const B &);
void printName(const char *);
struct Pool {
  std::vector<B *> all;
  std::map<int, B *> byId;
  std::vector<int> fds;
  std::vector<Conn> conns;
  void add(B *b) { all.push_back(b); }
  void put(int id, B *b) { byId.insert(std::make_pair(id, b)); }
  void put2(int id, B *b) { byId[id] = b; }
  void open1() {
    int fd = open("a", 0);
    if (fd < 0)
      return;
    fds.push_back(fd);
  }
  void open2() {
    Conn c;
    c.fd = open("a", 0);
    if (c.fd < 0)
      return;
    c.b = new B;
    conns.push_back(c);
  }
  void use() {
    B *b = new B;
    add(b);
    B *c = new B;
    put(1, c);
    put2(2, new B);
  }
};
void emplace(std::vector<std::pair<int, B *>> &v) {
  B *b = new B;
  v.emplace_back(1, b);
}
void assign(std::vector<B *> &v) {
  B *b = new B;
  v.assign(1, b);
  B *c = new B;
  v.insert(v.begin(), c);
  B *d = new B;
  v[0] = d;
}
void inNestedScope(std::vector<B *> &all) {
  {
    B *op(new B);
    all.push_back(op);
  }
}
void whenCalled(Pool &pool) {
  auto add = [&pool] {
    B *b = new B;
    pool.all.push_back(b);
  };
  add();
}

// What is true or false is compared with true.
extern "C" void *malloc(unsigned long);
extern "C" void free(void *);
static bool load(char **out) {
  char *p = static_cast<char *>(malloc(3));
  if (!p)
    return false;
  if (!out)
    free(p);
  else
    *out = p;
  return true;
}
void equalsTrue() {
  char *d = nullptr;
  if (load(&d) == true)
    free(d);
}
void isNotTrue() {
  char *d = nullptr;
  if (true != load(&d))
    return;
  free(d);
}

// A copy of a struct has the handles, too.
struct Lock {
  bool shared;
  B *owner;
};
struct Locks {
  int count;
  Lock *all;
  B *last;
  void add(B *owner) {
    Lock lock;
    lock.shared = true;
    lock.owner = new B(*owner);
    all[count++] = lock;
  }
  void remember(B *const &b) { last = b; }
  void rememberOwner(const Lock &lock) { last = lock.owner; }
  void use() {
    B *b = new B;
    remember(b);
    Lock lock;
    lock.owner = new B;
    rememberOwner(lock);
  }
};
