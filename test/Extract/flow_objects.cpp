// Objects of C++: new and delete, constructors, parts, temporaries, lambdas,
// exceptions, references.
//
// RUN: %ouro facts %s -- -std=c++20 | FileCheck %s --match-full-lines
using size_t = decltype(sizeof 0);
namespace std {
struct nothrow_t {};
extern const nothrow_t nothrow;
template <class T> struct initializer_list {
  const T *First;
  size_t Size;
};
template <class T> struct remove_reference {
  using type = T;
};
template <class T> struct remove_reference<T &> {
  using type = T;
};
template <class T> constexpr typename remove_reference<T>::type &&move(T &&t) {
  return static_cast<typename remove_reference<T>::type &&>(t);
}
} // namespace std
void *operator new(size_t, const std::nothrow_t &) noexcept;
void *operator new(size_t, void *) noexcept;
extern "C" int close(int);
extern "C" int open(const char *, int, ...);
extern "C" char *strdup(const char *);
extern "C" void free(void *);

struct Item {
  int Value = 0;
  virtual ~Item();
};

struct Guard {
  int &Fd;
  ~Guard() { close(Fd); }
};
// CHECK: function Guard::~Guard destructor releases touches-fields: this releases->Fd*;
// CHECK-NEXT: b0: r0 = close(this->Fd->) borrows
// CHECK-NEXT: release this->Fd-> descriptor
// CHECK-NEXT: return

// Fields are written by constructors, given back by destructors.
class Holder {
  char *Text;
  Item *Part = new Item;
  int Fd;

public:
  explicit Holder(const char *text) : Text(strdup(text)) {
    Fd = open(text, 0);
  }
  Holder(Holder &&other) noexcept : Text(other.Text), Part(other.Part) {
    other.Text = nullptr;
  }
  ~Holder() {
    delete Part;
    free(Text);
    close(Fd);
  }
  char *text() const { return Text; }
};
// CHECK: function Holder::Holder constructor acquires touches-fields:
// CHECK-NEXT: b0: r0 = strdup(text) borrows is 0+
// CHECK-NEXT: acquire r0 memory if r0 +
// CHECK-NEXT: this->Text = r0
// CHECK-NEXT: r1 = new() borrows is +
// CHECK-NEXT: acquire r1 new
// CHECK-NEXT: r2 = r1 . Item::Item()
// CHECK-NEXT: this->Part = r1
// CHECK-NEXT: r3 = open(text, 0) borrows
// CHECK-NEXT: acquire r3 descriptor if r3 +
// CHECK-NEXT: this->Fd = r3
// CHECK-NEXT: return
// CHECK: function Holder::Holder constructor touches-fields: #0 keeps->Text keeps->Part;
// CHECK-NEXT: b0: this->Text = other->Text
// CHECK-NEXT: this->Part = other->Part
// CHECK-NEXT: other->Text = 0
// CHECK-NEXT: return
// CHECK: function Holder::~Holder destructor releases touches-fields: this releases->Text releases->Part releases->Fd;
// CHECK-NEXT: b0: r0 = this->Part . ~Item() destroys
// CHECK-NEXT: release this->Part new
// CHECK-NEXT: r1 = free(this->Text) borrows
// CHECK-NEXT: release this->Text memory
// CHECK-NEXT: r2 = close(this->Fd) borrows
// CHECK-NEXT: release this->Fd descriptor
// CHECK-NEXT: return

void a_new(int n) {
  int *one = new int(3), *many = new int[n];
  int *maybe = new (std::nothrow) int;
  alignas(Item) char buffer[sizeof(Item)];
  Item *placed = new (buffer) Item;
  if (maybe)
    delete maybe;
  delete[] many;
  delete one;
}
// CHECK: function a_new acquires releases:
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r0-> = 3
// CHECK-NEXT: one = r0
// CHECK-NEXT: r1 = new[]() borrows is +
// CHECK-NEXT: acquire r1 new[]
// CHECK-NEXT: many = r1
// CHECK-NEXT: r2 = new() borrows is 0+
// CHECK-NEXT: acquire r2 new if r2 +
// CHECK-NEXT: maybe = r2
// CHECK-NEXT: buffer = ?
// CHECK-NEXT: r3 = new() borrows is +
// CHECK-NEXT: r4 = &buffer . Item::Item()
// CHECK-NEXT: placed = &buffer
// CHECK-NEXT: if maybe != 0: b1 else b2
// CHECK-NEXT: b1: release maybe new
// CHECK-NEXT: goto b2
// CHECK-NEXT: b2: release many new[]
// CHECK-NEXT: release one new
// CHECK-NEXT: end placed
// CHECK-NEXT: end buffer
// CHECK-NEXT: end maybe
// CHECK-NEXT: end many
// CHECK-NEXT: end one
// CHECK-NEXT: return

struct Pair {
  Item *First;
  int Second;
};
void b_aggregate() {
  Pair *p = new Pair{new Item, 3};
  Pair q{new Item}, r = q;
  delete p->First;
  delete p;
  delete r.First;
}
// CHECK: function b_aggregate acquires releases:
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = new() borrows is +
// CHECK-NEXT: acquire r1 new
// CHECK-NEXT: r2 = r1 . Item::Item()
// CHECK-NEXT: r0->First = r1
// CHECK-NEXT: r0->Second = 3
// CHECK-NEXT: p = r0
// CHECK-NEXT: r3 = new() borrows is +
// CHECK-NEXT: acquire r3 new
// CHECK-NEXT: r4 = r3 . Item::Item()
// CHECK-NEXT: q.First = r3
// CHECK-NEXT: q.Second = 0
// CHECK-NEXT: r.First = q.First
// CHECK-NEXT: r.Second = q.Second
// CHECK-NEXT: r5 = p->First . ~Item() destroys
// CHECK-NEXT: release p->First new
// CHECK-NEXT: release p new
// CHECK-NEXT: r6 = r.First . ~Item() destroys
// CHECK-NEXT: release r.First new
// CHECK-NEXT: end r
// CHECK-NEXT: end q
// CHECK-NEXT: end p
// CHECK-NEXT: return

void c_objects(Item *item) {
  Holder h("x");
  Holder moved(std::move(h));
  Item *all[] = {new Item, item};
  item->Value = 3;
  delete item;
}
// CHECK: function c_objects acquires releases: #0 released:new;
// CHECK-NEXT: var h managed
// CHECK-NEXT: var moved managed
// CHECK-NEXT: var literal outside
// CHECK-NEXT: b0: r0 = &h . Holder::Holder(&literal)
// CHECK-NEXT: r1 = move(&h) borrows pure
// CHECK-NEXT: r2 = &moved . Holder::Holder(&h)
// CHECK-NEXT: r3 = new() borrows is +
// CHECK-NEXT: acquire r3 new
// CHECK-NEXT: r4 = r3 . Item::Item()
// CHECK-NEXT: all = r3
// CHECK-NEXT: all[1] = item
// CHECK-NEXT: item->Value = 3
// CHECK-NEXT: r5 = item . ~Item() destroys
// CHECK-NEXT: release item new
// CHECK-NEXT: end moved
// CHECK-NEXT: end h
// CHECK-NEXT: end all
// CHECK-NEXT: return

auto d_lambda() {
  Item *copied = new Item;
  int seen = 0;
  auto count = [&] { ++seen; };
  count();
  return [copied] { delete copied; };
}
// CHECK: function d_lambda acquires:
// CHECK-NEXT: var seen exposed
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = r0 . Item::Item()
// CHECK-NEXT: copied = r0
// CHECK-NEXT: seen = 0
// CHECK-NEXT: count = ?
// CHECK-NEXT: r2 = &count . operator()()
// CHECK-NEXT: escape copied
// CHECK-NEXT: result = ?
// CHECK-NEXT: return
// CHECK: function d_lambda()::{{\((lambda|anonymous)\)}}::operator() local releases:
// CHECK-NEXT: var copied outside
// CHECK-NEXT: b0: r0 = copied . ~Item() destroys
// CHECK-NEXT: release copied new
// CHECK-NEXT: return

void e_throw(int n) {
  Item *p = new Item;
  try {
    if (n)
      throw n;
  } catch (int) {
    delete p;
    throw;
  }
  delete p;
}
// CHECK: function e_throw acquires releases stops throws: #0 kept;
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = r0 . Item::Item()
// CHECK-NEXT: p = r0
// CHECK-NEXT: if n != 0: b2 else b1
// CHECK-NEXT: b1: r2 = p . ~Item() destroys
// CHECK-NEXT: release p new
// CHECK-NEXT: end p
// CHECK-NEXT: return
// CHECK-NEXT: b2: escape n
// CHECK-NEXT: switch ?: -9223372036854775808..9223372036854775807 b4, else b3
// CHECK-NEXT: b3: throw
// CHECK-NEXT: b4: r3 = p . ~Item() destroys
// CHECK-NEXT: release p new
// CHECK-NEXT: throw

void f_reference(Item *&out, Item &item) {
  out = new Item;
  Item &same = *out;
  same.Value = item.Value;
  Item *&alias = out;
  delete alias;
}
// CHECK: function f_reference acquires releases: #0 releases->*; #1 keeps->Value;
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = r0 . Item::Item()
// CHECK-NEXT: out-> = r0
// CHECK-NEXT: same = out->
// CHECK-NEXT: same->Value = item->Value
// CHECK-NEXT: alias = out
// CHECK-NEXT: r2 = alias-> . ~Item() destroys
// CHECK-NEXT: release alias-> new
// CHECK-NEXT: return

template <class T> void g_template() {
  T *made = new T;
  made->Value = 1;
}
template void g_template<Item>();
// CHECK: function g_template<Item> acquires:
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = r0 . Item::Item()
// CHECK-NEXT: made = r0
// CHECK-NEXT: made->Value = 1
// CHECK-NEXT: end made
// CHECK-NEXT: return

// A class may hand out its own memory.
struct Pooled {
  static void *operator new(size_t);
  static void *operator new(size_t, int pool);
  static void operator delete(void *);
};
void h_own_operators() {
  Pooled *p = new Pooled, *q = new (3) Pooled;
  delete p;
}
// CHECK: function h_own_operators acquires releases:
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: p = r0
// CHECK-NEXT: r1 = new() borrows is +
// CHECK-NEXT: q = r1
// CHECK-NEXT: release p new
// CHECK-NEXT: end q
// CHECK-NEXT: end p
// CHECK-NEXT: return

Item *i_static() {
  static Item *Only = new Item;
  return Only;
}
// CHECK: function i_static acquires:
// CHECK-NEXT: var Only outside
// CHECK-NEXT: b0: r0 = new() borrows is +
// CHECK-NEXT: acquire r0 new
// CHECK-NEXT: r1 = r0 . Item::Item()
// CHECK-NEXT: Only = r0
// CHECK-NEXT: return Only

void j_guard(const char *name) {
  int fd = open(name, 0);
  Guard g{fd};
}
// CHECK: function j_guard acquires:
// CHECK-NEXT: var fd exposed
// CHECK-NEXT: var g managed
// CHECK-NEXT: b0: r0 = open(name, 0) borrows
// CHECK-NEXT: acquire r0 descriptor if r0 +
// CHECK-NEXT: fd = r0
// CHECK-NEXT: g.Fd = &fd
// CHECK-NEXT: end g
// CHECK-NEXT: end fd
// CHECK-NEXT: return
