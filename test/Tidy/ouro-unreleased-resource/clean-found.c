// From programs that people wrote.
//
// RUN: %tidy --warnings-as-errors='*' %s -- -std=gnu17 -w
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct _object PyObject;
void Py_INCREF(PyObject *);
void Py_DECREF(PyObject *);
PyObject *PyList_New(long);
PyObject *PyLong_FromLong(long);
int PyModule_AddObject(PyObject *, const char *, PyObject *);
PyObject *PyErr_NewException(const char *, PyObject *, PyObject *);

// A function that counts up does it for its caller.
static void retain(PyObject *x) { Py_INCREF(x); }
PyObject *another(PyObject *x) {
  retain(x);
  return x;
}

// What a counted object holds, its type releases.
struct parser {
  long count;
  PyObject *names;
};
PyObject *make(PyObject *type, PyObject *names, int bad) {
  PyObject *self = PyList_New(0);
  if (!self)
    return NULL;
  ((struct parser *)self)->names = names;
  Py_INCREF(((struct parser *)self)->names);
  if (bad) {
    Py_DECREF(self);
    return NULL;
  }
  return self;
}

// -1 is failure, everything else is success.
struct state {
  PyObject *error;
};
struct state *state_of(PyObject *module);
int fill(PyObject *module) {
  struct state *state = state_of(module);
  state->error = PyErr_NewException("a.error", NULL, NULL);
  if (!state->error)
    return -1;
  Py_INCREF(state->error);
  if (PyModule_AddObject(module, "error", state->error) < 0) {
    Py_DECREF(state->error);
    return -1;
  }
  return 0;
}

// The number owns the descriptor.
PyObject *opened(const char *name) {
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    return NULL;
  return PyLong_FromLong(fd);
}

// The next element is not the one before.
static int duplicate(const char *text, char **out) {
  *out = strdup(text);
  return *out != NULL;
}
char **copied(char **in, int n) {
  char **list = malloc((n + 1) * sizeof(char *));
  int count = 0;
  if (!list)
    return NULL;
  for (int i = 0; i < n; i++)
    if (!duplicate(in[i], &list[count++])) {
      while (count--)
        free(list[count]);
      free(list);
      return NULL;
    }
  list[count] = NULL;
  return list;
}

// Stored as a number, by an atomic operation.
static _Atomic(unsigned long) handlers[4];
static void *plain[4];
static void set_number(int at, char *text) {
  __c11_atomic_store(&handlers[at], (unsigned long)text, __ATOMIC_RELAXED);
}
static void set_plain(int at, char *text) {
  __atomic_store_n(&plain[at], text, __ATOMIC_RELEASE);
}
void set_both(void) {
  set_number(1, malloc(3));
  set_plain(2, malloc(3));
}

// *(p + i) is p[i].
struct text {
  char *buffer;
};
void offsets(void) {
  struct text *all = calloc(5, sizeof *all);
  int i;
  if (!all)
    return;
  for (i = 0; i < 5; i++)
    (all + i)->buffer = malloc(25);
  for (i = 0; i < 5; i++)
    free((all + i)->buffer);
  free(all);
}

// A loop that counts in its condition runs at least once.
void counts(void) {
  int i = 0;
  char *p = malloc(4);
  while (i++ < 2) {
    free(p);
    p = 0;
  }
}

// How two values compare is known from any test of them.
int found(int n) {
  char *p = NULL;
  int i;
  for (i = 0; i < n; i++) {
    p = malloc(4);
    if (p)
      break;
  }
  if (i == n)
    return 1;
  free(p);
  return 0;
}
void above_zero(int n, char *q) {
  char *p = malloc(4);
  for (int i = 0; i < n; i++) {
    if (n == 0)
      return; // never: what is above a count is positive
    q[i] = 1;
  }
  free(p);
}
struct counted {
  int used;
};
void memory(struct counted *c) {
  char *p = c->used > 0 ? malloc(4) : NULL;
  if (c->used)
    free(p);
}
