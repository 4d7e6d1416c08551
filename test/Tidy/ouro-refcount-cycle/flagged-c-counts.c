// Rings of counts kept by hand in C. The whole output is compared.
//
// RUN: %tidy %s -- -std=c11 -Wall 2>&1 | %check
#include <stdlib.h>

// A tree whose children hold their parent.
struct node {
  int refs;
  struct node *parent;
  struct node *children[8];
  int count;
};
static struct node *node_ref(struct node *n) {
  n->refs++;
  return n;
}
static void node_unref(struct node *n) {
  if (!n || --n->refs > 0)
    return;
  for (int i = 0; i < n->count; ++i)
    node_unref(n->children[i]);
  node_unref(n->parent);
  n->parent = NULL; // of no use: nobody comes here
  free(n);
}
void node_add(struct node *to, struct node *child) {
  to->children[to->count++] = node_ref(child);
  child->parent = node_ref(to);
}
// CHECK: :9:16: warning: strong reference cycle of 'node' through 'node::parent' and 'node::children' [ouro-refcount-cycle]
// CHECK: :9:16: note: 'node::parent' holds 'node' strongly here
// CHECK: :28:3: note: 'to' is stored in 'node::parent' here
// CHECK: :10:16: note: 'node::children' holds 'node' strongly here
// CHECK: :27:3: note: 'child' is stored in 'node::children' here
// CHECK: :9:16: note: make 'node::parent' a weak or plain reference, or reset it where its owner shuts down

// A callback's data with the function that drops it, in a struct of its own
// that the object owns alone.
struct timer {
  int refs;
  void (*fire)(void *);
  void *data;
  void (*drop)(void *);
};
struct session {
  int refs;
  struct timer *timer;
};
static void timer_unref(struct timer *t) {
  if (__sync_sub_and_fetch(&t->refs, 1))
    return;
  if (t->drop)
    t->drop(t->data);
  free(t);
}
static void timer_ref(struct timer *t) { __sync_fetch_and_add(&t->refs, 1); }
static void *session_ref(struct session *s) {
  s->refs = s->refs + 1;
  return s;
}
static void session_unref(void *p) {
  struct session *s = p;
  s->refs = s->refs - 1;
  if (s->refs != 0)
    return;
  timer_unref(s->timer);
  free(s);
}
static void timer_start(struct timer *t, void (*fire)(void *), void *data, void (*drop)(void *)) {
  t->fire = fire;
  t->data = data;
  t->drop = drop;
}
void session_watch(struct session *s, struct timer *t) {
  timer_ref(t);
  s->timer = t;
  timer_start(s->timer, NULL, session_ref(s), session_unref);
}
// CHECK: :77:31: warning: strong reference cycle of 'session' and 'timer' through 'timer::data' and 'session::timer' [ouro-refcount-cycle]
// CHECK: :77:31: note: 'timer::data' holds 'session' strongly here
// CHECK: :77:3: note: 's' is stored in 'timer::data' here
// CHECK: :47:17: note: 'session::timer' holds 'timer' strongly here
// CHECK: :76:3: note: 't' is stored in 'session::timer' here
// CHECK: :77:31: note: make 'timer::data' a weak or plain reference, or reset it where its owner shuts down
