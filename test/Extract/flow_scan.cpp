// What the scan says of functions before any body is lowered: how parameters
// are used, whatever the order.
//
// RUN: %ouro facts %s -- -std=c++20 | FileCheck %s
extern "C" void *malloc(unsigned long);
extern "C" void free(void *);
extern "C" int close(int);
extern "C" int puts(const char *);
struct Node {
  Node *Next;
  char *Text;
};
Node *List;
[[noreturn]] void die();

// CHECK: function a_keeps releases: #0 kept; #1 keeps->Next; #2 kept;
void a_keeps(Node *n, Node *copied, char *text) {
  Node *alias = n;
  List = alias;
  List->Next = copied->Next;
  n->Text = text;
  free(nullptr);
}

// CHECK: function b_releases releases: #0 released:memory; #1 releases->Text; #2 released:descriptor;
void b_releases(char *p, Node *n, int fd) {
  char *last = p + 1;
  free(last - 1);
  free(n->Text);
  close(fd);
}

// CHECK: function c_passes acquires stops throws: #0 passed; #1 passed; #3 kept;
void c_passes(char *p, Node *n, const char *text, char *called,
              void (*callback)(char *)) {
  b_releases(p, n, 0);
  puts(text);
  callback(called);
  n = static_cast<Node *>(malloc(8));
  die();
}

// CHECK: function d_borrows acquires:
int d_borrows(Node *n, char *p, int count) {
  malloc(1);
  for (Node *each = n; each; each = each->Next)
    count += each->Text == p;
  return count;
}

// CHECK: function e_returns acquires: #0 kept; #1 keeps->*; #2 kept;
Node *e_returns(Node *n, Node **list, Node *captured) {
  malloc(1);
  auto later = [captured] { return captured->Next; };
  return later() ? n : *list;
}

// CHECK: function f_local local acquires:
static void f_local() { malloc(1); }

// CHECK: function main main acquires:
int main() {
  malloc(1);
  f_local();
}
