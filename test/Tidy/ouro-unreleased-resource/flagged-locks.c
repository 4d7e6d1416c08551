// Locks that a function takes and gives back, but not on every path.
//
// RUN: %tidy %s -- 2>/dev/null | %check
#include <pthread.h>
#include <stdlib.h>
#include <threads.h>

struct table {
  pthread_mutex_t lock, other;
  int used, *items;
};

int find(struct table *t, int key);

int take(struct table *t, int key) {
  pthread_mutex_lock(&t->lock);
  // CHECK: [[#@LINE-1]]:3: warning: lock 't->lock' is not released on some path: 'pthread_mutex_unlock' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:3: note: lock 't->lock' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this condition is true
  if (!find(t, key))
    return -1;
  // CHECK: [[#@LINE-1]]:5: note: this returns without releasing lock 't->lock'
  // CHECK: [[#@LINE-2]]:5: note: call 'pthread_mutex_unlock' on this path, or give lock 't->lock' an owner that does
  --t->used;
  pthread_mutex_unlock(&t->lock);
  return 0;
}

static pthread_rwlock_t all = PTHREAD_RWLOCK_INITIALIZER;

void add(struct table *t, int *item) {
  pthread_rwlock_wrlock(&all);
  // CHECK: [[#@LINE-1]]:3: warning: lock 'all' is not released on some path: 'pthread_rwlock_unlock' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:3: note: lock 'all' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'item' is null
  if (!item)
    return;
  // CHECK: [[#@LINE-1]]:5: note: this returns without releasing lock 'all'
  // CHECK: [[#@LINE-2]]:5: note: call 'pthread_rwlock_unlock' on this path, or give lock 'all' an owner that does
  t->items = item;
  pthread_rwlock_unlock(&all);
}

// The other one is given back.
int *both(struct table *t, mtx_t *m) {
  mtx_lock(m);
  // CHECK: [[#@LINE-1]]:3: warning: lock 'm' is not released on some path: 'mtx_unlock' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:3: note: lock 'm' is acquired here
  if (pthread_mutex_trylock(&t->other) != 0) {
    // CHECK: [[#@LINE-1]]:7: note: this condition is false
    mtx_unlock(m);
    return NULL;
  }
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 't->items' is 0
  if (!t->items) {
    pthread_mutex_unlock(&t->other);
    return NULL;
  }
  // CHECK: [[#@LINE-2]]:5: note: this returns without releasing lock 'm'
  // CHECK: [[#@LINE-3]]:5: note: call 'mtx_unlock' on this path, or give lock 'm' an owner that does
  pthread_mutex_unlock(&t->other);
  mtx_unlock(m);
  return t->items;
}

int early(struct table *t, int n) {
  pthread_mutex_lock(&t->lock);
  // CHECK: [[#@LINE-1]]:3: warning: lock 't->lock' is not released on some path: 'pthread_mutex_unlock' is missing [ouro-unreleased-resource]
  // CHECK: [[#@LINE-2]]:3: note: lock 't->lock' is acquired here
  // CHECK: [[#@LINE+1]]:7: note: this branch is taken when 'n' is not 0
  if (n)
    return 1;
  // CHECK: [[#@LINE-1]]:5: note: this returns without releasing lock 't->lock'
  // CHECK: [[#@LINE-2]]:5: note: call 'pthread_mutex_unlock' on this path, or give lock 't->lock' an owner that does
  pthread_mutex_unlock(&t->lock);
  return 0;
}
