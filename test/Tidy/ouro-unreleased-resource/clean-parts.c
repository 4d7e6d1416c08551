// Fields and arrays that look forgotten, and have their owner.
//
// RUN: %tidy --warnings-as-errors='*' %s -- -w
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct Buffer {
  char *data;
  int length;
};
struct Pair {
  struct Buffer left, right;
};
struct Node {
  struct Node *next;
  char *key;
};

static void emptied(struct Buffer *b) {
  if (b->data)
    free(b->data);
  b->data = 0;
}
static struct Buffer made(void) {
  struct Buffer b;
  b.data = malloc(8);
  b.length = 8;
  return b;
}
static void moved(struct Buffer *to, struct Buffer *from) {
  to->data = from->data;
  from->data = 0;
}
static void grown(struct Buffer *b) {
  char *larger = realloc(b->data, 64);
  if (larger)
    b->data = larger;
}
static char *data_of(struct Buffer *b) { return b->data; }
static void each(struct Buffer *all, int count) {
  for (int i = 0; i < count; i++)
    free(all[i].data);
}

void by_value(void) {
  struct Buffer b = made();
  emptied(&b);
  emptied(&b);
}
void by_getter(void) {
  struct Buffer b = made();
  free(data_of(&b));
}
void by_move(void) {
  struct Buffer a = made(), b;
  moved(&b, &a);
  free(b.data);
}
void by_growth(void) {
  struct Buffer b = made();
  grown(&b);
  free(b.data);
}
void in_a_block_that_grows(void) {
  struct Buffer *b = malloc(sizeof *b);
  if (!b)
    return;
  b->data = malloc(8);
  struct Buffer *c = realloc(b, 2 * sizeof *b);
  if (!c) {
    free(b->data);
    free(b);
    return;
  }
  free(c->data);
  free(c);
}
void through_an_interior_pointer(void) {
  struct Pair *p = malloc(sizeof *p);
  if (!p)
    return;
  p->right = made();
  struct Buffer *inner = &p->right;
  emptied(inner);
  free(p);
}
void array_of_structures(int count) {
  struct Buffer all[4];
  all[0] = made();
  all[1] = made();
  each(all, 2);
}
void array_and_loop(int count) {
  char *all[2];
  all[0] = malloc(8);
  all[1] = malloc(8);
  for (int i = 0; i < count; i++)
    free(all[i]);
}
void loops_that_count_the_same(int count) {
  char **all = calloc(count, sizeof *all);
  if (!all)
    return;
  for (int i = 0; i < count; i++)
    all[i] = malloc(8);
  for (char **at = all; at < all + count; at++)
    free(*at);
  free(all);
}
void elements_by_a_helper(int count) {
  struct Buffer all[4];
  all[1].data = malloc(8);
  for (int i = 0; i < count; i++)
    emptied(&all[i]);
}

static void list_released(struct Node *n) {
  while (n) {
    struct Node *next = n->next;
    free(n->key);
    free(n);
    n = next;
  }
}
static struct Node *pushed(struct Node *head, const char *key) {
  struct Node *n = malloc(sizeof *n);
  if (!n)
    abort();
  n->key = strdup(key);
  n->next = head;
  return n;
}
void list(void) {
  struct Node *head = pushed(0, "a");
  head = pushed(head, "b");
  list_released(head);
}
void caller_owns_what_it_gave(struct Pair *p, bool right) {
  p->left = made();
  if (right)
    p->right = made();
}
