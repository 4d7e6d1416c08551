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

// Through a pointer to where the list hangs.
struct chained {
  struct chained *next;
  int key;
};
static struct chained *chains[16], *sorted;
const struct chained *chained(int key) {
  struct chained **slot = &chains[key & 15];
  struct chained *n;
  for (n = *slot; n; n = n->next)
    if (n->key == key)
      return n;
  n = calloc(1, sizeof(*n));
  if (!n)
    abort();
  n->next = *slot;
  // CHECK: [[#@LINE+1]]:3: warning: 'chains' remembers whatever 'chained' was ever asked for
  *slot = n;
  return n;
}
// To where it belongs.
const struct chained *in_order(int key) {
  struct chained **at = &sorted;
  while (*at && (*at)->key < key)
    at = &(*at)->next;
  if (*at && (*at)->key == key)
    return *at;
  struct chained *n = calloc(1, sizeof(*n));
  if (!n)
    abort();
  n->next = *at;
  // CHECK: [[#@LINE+1]]:3: warning: 'sorted' remembers whatever 'in_order' was ever asked for
  *at = n;
  return n;
}

// The pointer takes elements out; or somebody else does who gets it.
struct handed {
  struct handed *next;
  int key;
};
void anything(struct handed **at);
struct taken {
  struct taken *next;
  int key;
};
static struct handed *handed;
static struct taken *taken;
const struct handed *handed_of(int key) {
  struct handed **at = &handed;
  for (; *at; at = &(*at)->next)
    if ((*at)->key == key)
      return *at;
  struct handed *n = calloc(1, sizeof(*n));
  if (!n)
    abort();
  n->next = handed;
  handed = n;
  at = &handed;
  anything(at);
  return n;
}
const struct taken *taken_of(int key) {
  struct taken **at = &taken;
  struct taken *n = calloc(1, sizeof(*n));
  if (!n)
    abort();
  n->key = key;
  n->next = *at;
  *at = n;
  return n;
}
void take(int key) {
  for (struct taken **at = &taken; *at; at = &(*at)->next)
    if ((*at)->key == key) {
      struct taken *gone = *at;
      *at = gone->next;
      free(gone);
      return;
    }
}

// The elements of a table.
struct word {
  struct word *next;
  const char *text;
};
static struct word words[] = {{0, "if"}, {0, "else"}, {0, "while"}};
static void chain_words(void) {
  static struct word *chain;
  for (unsigned i = 0; i < sizeof(words) / sizeof(*words); ++i) {
    struct word *w = words + i;
    w->next = chain;
    chain = w;
    w = &words[i];
  }
}
void start(void) { chain_words(); }
