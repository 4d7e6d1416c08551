// Counts kept by hand in C that make no ring, or whose ring is taken apart.
//
// RUN: %tidy %s -- -std=c11 -Wall 2>/dev/null | count 0
#include <stdbool.h>
#include <stdlib.h>

// Children only; the parent is a plain pointer that the teardown clears.
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
  for (int i = 0; i < n->count; ++i) {
    n->children[i]->parent = NULL;
    node_unref(n->children[i]);
  }
  free(n);
}
void node_add(struct node *to, struct node *child) {
  to->children[to->count++] = node_ref(child);
  child->parent = to;
}

// Data without a function that drops it is borrowed.
struct pad {
  int refs;
  struct pad *peer;
  void *data;
  void (*drop)(void *);
};
static void *pad_ref(struct pad *p) {
  p->refs++;
  return p;
}
static void pad_unref(void *v) {
  struct pad *p = v;
  if (--p->refs)
    return;
  if (p->peer)
    pad_unref(p->peer);
  if (p->drop)
    p->drop(p->data);
  free(p);
}
static void probe(struct pad *p, void *data, void (*drop)(void *)) {
  p->data = data;
  p->drop = drop;
}
void join(struct pad *self, struct pad *other, struct pad *third) {
  self->peer = pad_ref(other);
  probe(self->peer, self, NULL);
  probe(third, pad_ref(self), pad_unref);
}

// A ring that a function of its own takes apart.
struct server {
  int refs;
  struct client *client;
};
struct client {
  int refs;
  struct server *server;
};
static struct server *server_ref(struct server *s) {
  s->refs++;
  return s;
}
static void server_unref(struct server *s);
static struct client *client_ref(struct client *c) {
  c->refs++;
  return c;
}
static void client_unref(struct client *c) {
  if (--c->refs == 0) {
    server_unref(c->server);
    free(c);
  }
}
static void server_unref(struct server *s) {
  if (--s->refs == 0) {
    client_unref(s->client);
    free(s);
  }
}
void attach(struct server *s, struct client *c) {
  s->client = client_ref(c);
  c->server = server_ref(s);
}
void detach(struct client *c) {
  server_unref(c->server);
  c->server = NULL;
}

// A flag in the struct says whether the reference is its own.
struct view {
  int refs;
  struct model *model;
  bool owns_model;
};
struct model {
  int refs;
  struct view *view;
};
static struct model *model_ref(struct model *m) {
  m->refs++;
  return m;
}
static void model_unref(struct model *m);
static struct view *view_ref(struct view *v) {
  v->refs++;
  return v;
}
static void view_unref(struct view *v) {
  if (--v->refs)
    return;
  if (v->owns_model)
    model_unref(v->model);
  free(v);
}
static void model_unref(struct model *m) {
  if (--m->refs)
    return;
  view_unref(m->view);
  free(m);
}
void show(struct view *v, struct model *m, bool own) {
  v->model = own ? model_ref(m) : m;
  v->owns_model = own;
  m->view = view_ref(v);
}

// A list: one strong field.
struct cell {
  int refs;
  struct cell *next;
};
static void cell_unref(struct cell *c) {
  while (c && --c->refs == 0) {
    struct cell *next = c->next;
    free(c);
    c = next;
  }
}
struct cell *cell_push(struct cell *top) {
  struct cell *c = calloc(1, sizeof(*c));
  if (!c)
    return NULL;
  c->refs++;
  c->next = top;
  return c;
}
void cell_pop(struct cell *c) { cell_unref(c); }

// A parent's list of children, linked through them, each with a strong field
// for something else of the same class.
struct item {
  int refs;
  struct item *first, *next;
  struct item *parent;
};
static struct item *item_ref(struct item *i) {
  i->refs++;
  return i;
}
static void item_unref(struct item *i) {
  if (--i->refs)
    return;
  struct item *next;
  for (struct item *c = i->first; c; c = next) {
    next = c->next;
    item_unref(c);
  }
  free(i);
}
void item_add(struct item *to, struct item *child) {
  child->next = to->first;
  to->first = item_ref(child);
  child->parent = to;
}
