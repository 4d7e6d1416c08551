// Handles in fields that a function fills, or that another one releases.
//
// RUN: %tidy %s -- -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void use(const char *);
struct Buffer {
  char *data;
  int length;
};
struct Message {
  char *name;
  struct Buffer body;
};

static bool named(struct Message *m) {
  m->name = malloc(8);
  return m->name != 0;
}
static void unnamed(struct Message *m) { free(m->name); }

void early_return(bool empty) {
  struct Message m;
  if (!named(&m))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'm.name' is not released on some path: 'free' is missing
    return;
  if (empty)
    return;
  unnamed(&m);
}

static int filled(struct Buffer *b) {
  b->data = strdup("x");
  return b->data ? 0 : -1;
}
static void emptied(struct Buffer *b) {
  if (b->data)
    free(b->data);
  b->data = 0;
}
static int opened(struct Message *m) {
  m->name = 0;
  return filled(&m->body);
}
static void closed(struct Message *m) {
  emptied(&m->body);
  free(m->name);
}

void nested(bool empty) {
  struct Message m;
  if (opened(&m))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'm.body.data' is not released on some path: 'free' is missing
    return;
  if (empty)
    return;
  closed(&m);
}

static struct Buffer made(void) {
  struct Buffer b;
  b.data = malloc(8);
  b.length = 8;
  return b;
}

void by_value(void) {
  struct Buffer b = made();
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'b.data' is not released on some path: 'free' is missing
  use(b.data);
}

static struct Buffer *allocated(void) {
  struct Buffer *b = malloc(sizeof *b);
  if (!b)
    return 0;
  b->data = strdup("x");
  return b;
}

void only_the_outer_block(void) {
  struct Buffer *b = allocated();
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'b->data' is not released on some path: 'free' is missing
  if (!b)
    return;
  use(b->data);
  free(b);
}

static void set(struct Buffer *b, const char *text) {
  free(b->data);
  b->data = strdup(text);
}

void last_value(void) {
  struct Buffer b = {0, 0};
  set(&b, "first");
  set(&b, "second");
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'b.data' is not released on some path: 'free' is missing
}

void overwritten(struct Buffer *b) {
  b->data = malloc(8);
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'b->data' is not released on some path: 'free' is missing
  b->data = malloc(16);
}

void released_twice(void) {
  struct Message m;
  if (!named(&m))
    return;
  unnamed(&m);
  unnamed(&m);
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'm.name' is released twice
}

void array_is_forgotten(int count) {
  char *all[4];
  for (int i = 0; i < count; i++)
    all[i] = malloc(8);
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'all[...]' is not released on some path: 'free' is missing
}
