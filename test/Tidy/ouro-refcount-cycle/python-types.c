// Types of CPython whose objects its collector does not know. What Python.h says
// about them is repeated here. The whole output is compared.
//
// RUN: %tidy %s -- -std=c11 -Wall 2>&1 | %check
#include <stddef.h>

typedef struct _object {
  long ob_refcnt;
  struct _typeobject *ob_type;
} PyObject;
typedef void (*destructor)(PyObject *);
typedef int (*traverseproc)(PyObject *, int (*)(PyObject *, void *), void *);
typedef struct _typeobject {
  PyObject ob_base;
  const char *tp_name;
  long tp_basicsize;
  destructor tp_dealloc;
  unsigned long tp_flags;
  traverseproc tp_traverse;
  struct _typeobject *tp_base;
} PyTypeObject;
#define HAVE_GC (1UL << 14)
void Py_DECREF(PyObject *);
void Py_XDECREF(PyObject *);
PyObject *Py_NewRef(PyObject *);
PyObject *PyUnicode_FromString(const char *);
int PyType_FastSubclass(PyTypeObject *, unsigned long);
PyTypeObject *Py_TYPE(PyObject *);
void PyObject_Free(void *);

// Any object can be stored, the watcher itself too.
typedef struct {
  PyObject ob_base;
  PyObject *callback;
  PyObject *name;
} Watcher;
static void watcher_dealloc(Watcher *self) {
  Py_XDECREF(self->callback);
  Py_XDECREF(self->name);
  PyObject_Free(self);
}
void watcher_listen(Watcher *self, PyObject *callback) {
  PyObject *old = self->callback;
  self->callback = Py_NewRef(callback);
  Py_XDECREF(old);
  self->name = PyUnicode_FromString("name");
}
PyTypeObject WatcherType = {
    .tp_name = "Watcher",
    .tp_basicsize = sizeof(Watcher),
    .tp_dealloc = (destructor)watcher_dealloc,
};
// CHECK: :48:14: warning: strong reference cycle of 'Watcher' through 'Watcher::callback' [ouro-refcount-cycle]
// CHECK: :34:13: note: 'Watcher::callback' holds 'PyObject' strongly here
// CHECK: :44:3: note: 'any object' is stored in 'Watcher::callback' here
// CHECK: :48:14: note: the collector does not know what objects of 'WatcherType' refer to
// CHECK: :48:14: note: give 'WatcherType' Py_TPFLAGS_HAVE_GC, and tp_traverse and tp_clear functions that visit and clear 'Watcher::callback'

// The collector knows these.
static int watcher_traverse(PyObject *self, int (*visit)(PyObject *, void *), void *arg) {
  return visit(((Watcher *)self)->callback, arg);
}
PyTypeObject CollectedType = {
    .tp_name = "Collected",
    .tp_basicsize = sizeof(Watcher),
    .tp_dealloc = (destructor)watcher_dealloc,
    .tp_flags = HAVE_GC,
    .tp_traverse = watcher_traverse,
};

// Its base may bring what the collector needs.
PyTypeObject DerivedType = {
    .tp_name = "Derived",
    .tp_basicsize = sizeof(Watcher),
    .tp_dealloc = (destructor)watcher_dealloc,
    .tp_base = &CollectedType,
};

// Strings refer to nothing; what is checked is Possible only.
typedef struct {
  PyObject ob_base;
  PyObject *title;
  PyObject *path;
} Label;
static void label_dealloc(Label *self) {
  Py_XDECREF(self->title);
  Py_XDECREF(self->path);
  PyObject_Free(self);
}
int label_set(Label *self, PyObject *path) {
  if (!PyType_FastSubclass(Py_TYPE(path), 1UL << 28))
    return -1;
  self->title = PyUnicode_FromString("title");
  self->path = Py_NewRef(path);
  return 0;
}
PyTypeObject LabelType = {
    .tp_name = "Label",
    .tp_basicsize = sizeof(Label),
    .tp_dealloc = (destructor)label_dealloc,
};
