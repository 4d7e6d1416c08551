// Counts kept by hand in C: what is a release, what a teardown releases, frees
// and keeps as user data.
//
// RUN: %ouro facts %s -- -std=c11 | grep ' @ ' | FileCheck %s
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

// Decremented in the condition; the free is in a callee; a field and an array.
struct device {
  int refs;
  struct device *bus;
  struct device *ports[4];
  struct device *seen; // only looked at
};
struct device *device_ref(struct device *d) {
  d->refs++;
  return d;
}
void device_unref(struct device *d);
static void device_destroy(struct device *d) {
  device_unref(d->bus);
  for (int i = 0; i < 4; ++i)
    device_unref(d->ports[i]);
  free(d);
}
void device_unref(struct device *d) {
  if (!d)
    return;
  if (--d->refs == 0)
    device_destroy(d);
}

// C11 atomics; the counter in a part; the result in a local; a list of nodes
// that are freed and what they hold; a table of functions.
struct count {
  atomic_int value;
};
struct link {
  struct link *next;
  struct stream *peer;
};
struct stream;
struct stream_ops {
  void (*finish)(struct stream *);
};
struct stream {
  const struct stream_ops *ops;
  struct count count;
  struct link *links;
  struct stream *target;
  bool owns_target;
};
static int count_down(struct count *c) {
  return atomic_fetch_sub(&c->value, 1) == 1;
}
static struct stream *stream_grab(struct stream *s) {
  atomic_fetch_add(&s->count.value, 1);
  return s;
}
static void stream_drop(struct stream *s) {
  int last = count_down(&s->count);
  if (last)
    s->ops->finish(s);
}
static void file_finish(struct stream *s) {
  struct link *next;
  for (struct link *l = s->links; l; l = next) {
    next = l->next;
    stream_drop(l->peer);
    free(l);
  }
  if (s->owns_target)
    stream_drop(s->target);
  free(s);
}
static const struct stream_ops file_ops = {.finish = file_finish};
struct stream *open_file(struct stream *like) {
  struct stream *s = calloc(1, sizeof(*s));
  s->ops = &file_ops;
  s->links = calloc(1, sizeof(*s->links));
  s->links->peer = stream_grab(like);
  return s;
}

// Data with the function that drops it, through a function that registers it;
// with null it is borrowed.
struct pad {
  int refs;
  void *data;
  void (*drop)(void *);
};
static void pad_register(struct pad *p, void *data, void (*drop)(void *)) {
  p->data = data;
  p->drop = drop;
}
static void pad_on(struct pad *p, void *data, void (*drop)(void *)) {
  pad_register(p, data, drop);
}
static void *pad_ref(void *p) {
  struct pad *self = p;
  __atomic_add_fetch(&self->refs, 1, __ATOMIC_RELAXED);
  return p;
}
static void pad_unref(void *p) {
  struct pad *self = p;
  if (__atomic_sub_fetch(&self->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  if (self->drop)
    self->drop(self->data);
  free(self);
}
void connect(struct pad *from, struct pad *to, struct pad *third) {
  pad_on(from, pad_ref(to), pad_unref);
  pad_register(to, third, NULL);
}
void disconnect(struct pad *p) {
  pad_unref(p->data);
  p->data = NULL;
}

// No counts: a length that goes down to zero is none, nor is a flag.
struct queue {
  int length;
  struct queue *up;
};
void queue_pop(struct queue *q) {
  if (--q->length == 0)
    free(q->up);
}

// The facts, sorted:
//
// CHECK: break disconnect: p.data @ {{.*}}:119:3
// CHECK: hold device::bus -> device shared one @ {{.*}}:12:18
// CHECK-NEXT: hold device::ports -> device shared many @ {{.*}}:13:18
// CHECK-NEXT: hold link::peer -> stream shared many @ {{.*}}:41:18
// CHECK-NEXT: hold pad::data -> pad shared one @ {{.*}}:114:16
// CHECK-NEXT: hold stream::links -> link unique many @ {{.*}}:50:16
// CHECK-NEXT: record device confined @
// CHECK-NEXT: record link confined @
// CHECK-NEXT: record pad confined @
// CHECK-NEXT: record stream confined @
// CHECK-NEXT: return
// CHECK: store connect: from.data <- to @ {{.*}}:114:3
// CHECK-NEXT: store open_file: s.links.peer <- like @ {{.*}}:82:3
// CHECK-NOT: {{[[:cntrl:]].}}
