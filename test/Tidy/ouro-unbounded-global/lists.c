// Lists that hang from a variable.
//
// RUN: %tidy %s -- 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next;
  int key;
};

static struct node *make(int key) {
  struct node *n = calloc(1, sizeof(*n));
  if (!n)
    abort();
  n->key = key;
  return n;
}

// One element for each key.
static struct node *buckets[16];
const struct node *find(int key) {
  struct node *n;
  for (n = buckets[key & 15]; n; n = n->next)
    if (n->key == key)
      return n;
  n = make(key);
  n->next = buckets[key & 15];
  // CHECK: [[#@LINE+1]]:3: warning: 'buckets' remembers whatever 'find' was ever asked for [ouro-unbounded-global]
  buckets[key & 15] = n;
  return n;
}

// One element each time.
void note(int key) {
  static struct node *notes;
  struct node *n = make(key);
  n->next = notes;
  // CHECK: [[#@LINE+1]]:3: warning: 'notes' only grows: 'note' adds to it
  notes = n;
}

// Elements are taken out: the first, or all; by the address of the head.
struct item {
  struct item *next;
};
static struct item *first, *all, *any;
void add(void) {
  struct item *n = calloc(1, sizeof(*n)), *m = calloc(1, sizeof(*m)), *k = calloc(1, sizeof(*k));
  if (!n || !m || !k)
    abort();
  n->next = first;
  first = n;
  m->next = all;
  all = m;
  k->next = any;
  any = k;
}
void drop(void) {
  struct item *n = first;
  first = n->next;
  free(n);
  all = NULL;
  for (struct item **at = &any; *at; at = &(*at)->next)
    ;
}

// Taken out of the middle.
struct entry {
  struct entry *next;
  int key;
};
static struct entry *entries;
const struct entry *entry(int key) {
  struct entry *e;
  for (e = entries; e; e = e->next)
    if (e->key == key)
      return e;
  e = calloc(1, sizeof(*e));
  if (!e)
    abort();
  e->next = entries;
  entries = e;
  return e;
}
void forget(struct entry *before) {
  struct entry *gone = before->next;
  before->next = gone->next;
  free(gone);
}

// So many and no more.
struct line {
  struct line *next;
};
static struct line *lines;
static int count;
void add_line(void) {
  struct line *l = NULL;
  if (count >= 100 || !(l = calloc(1, sizeof(*l))))
    return;
  l->next = lines;
  lines = l;
  ++count;
}

// Registered by whoever owns it.
void enlist(struct node *n) {
  static struct node *enlisted;
  n->next = enlisted;
  enlisted = n;
}
