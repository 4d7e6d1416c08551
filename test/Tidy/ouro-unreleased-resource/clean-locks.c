// Locks that somebody else gives back, or that every path does.
//
// RUN: %tidy --warnings-as-errors='*' %s -- 2>&1
#include <pthread.h>
#include <stdlib.h>

struct table {
  pthread_mutex_t lock;
  struct table *next;
  int used, *items;
};

// Wrappers: one side each.
void table_lock(struct table *t) { pthread_mutex_lock(&t->lock); }
void table_unlock(struct table *t) { pthread_mutex_unlock(&t->lock); }

int wrapped(struct table *t) {
  table_lock(t);
  if (t->used)
    return 1;
  table_unlock(t);
  return 0;
}

// The result tells that it is held.
int *get_locked(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (!t->items) {
    pthread_mutex_unlock(&t->lock);
    return NULL;
  }
  return t->items;
}

int begin(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (t->used < 0) {
    pthread_mutex_unlock(&t->lock);
    return -1;
  }
  return 0;
}

int *get_used(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (t->used)
    return &t->used;
  pthread_mutex_unlock(&t->lock);
  return NULL;
}

int start(struct table *t);
int begin_with(struct table *t) {
  pthread_mutex_lock(&t->lock);
  int rc = start(t);
  if (rc == -1)
    pthread_mutex_unlock(&t->lock);
  return rc;
}

// One command takes it, another gives it back.
void command(struct table *t, int what) {
  switch (what) {
  case 1:
    pthread_mutex_lock(&t->lock);
    break;
  case 2:
    pthread_mutex_unlock(&t->lock);
    break;
  }
  t->used = 0;
}

// Given back for a while.
void pause(struct table *t, int often) {
  while (often-- > 0) {
    if (t->used) {
      pthread_mutex_unlock(&t->lock);
      pthread_mutex_lock(&t->lock);
    }
  }
}

// Who has it may give it back, here or elsewhere.
int fail(struct table *t);
int elsewhere(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (t->used)
    return fail(t);
  pthread_mutex_unlock(&t->lock);
  return 0;
}

static int reset(struct table *t) {
  t->used = 0;
  pthread_mutex_unlock(&t->lock);
  return -1;
}
int here(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (t->used)
    return reset(t);
  pthread_mutex_unlock(&t->lock);
  return -1;
}

// Held when it begins, and when it ends.
void wait_for(struct table *t) {
  pthread_mutex_unlock(&t->lock);
  t->used = 0;
  pthread_mutex_lock(&t->lock);
}

// From one to the next.
void walk(struct table *t) {
  pthread_mutex_lock(&t->lock);
  while (t->next) {
    struct table *next = t->next;
    pthread_mutex_lock(&next->lock);
    pthread_mutex_unlock(&t->lock);
    t = next;
  }
  pthread_mutex_unlock(&t->lock);
}

// Flags and results go with it.
int sometimes(struct table *t, int shared) {
  int rc = -1;
  if (shared)
    pthread_mutex_lock(&t->lock);
  if (t->items)
    rc = *t->items;
  if (shared)
    pthread_mutex_unlock(&t->lock);
  return rc;
}

int tried(struct table *t) {
  if (pthread_mutex_trylock(&t->lock) != 0)
    return -1;
  t->used = 0;
  pthread_mutex_unlock(&t->lock);
  return 0;
}

int jumps(struct table *t, int key) {
  int rc = -1;
  if (pthread_mutex_lock(&t->lock))
    return -1;
  if (key < 0)
    goto out;
  rc = t->items[key];
out:
  pthread_mutex_unlock(&t->lock);
  return rc;
}

void stops(struct table *t) {
  pthread_mutex_lock(&t->lock);
  if (!t->items)
    abort();
  pthread_mutex_unlock(&t->lock);
}
