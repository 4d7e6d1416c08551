// GLib, as programs use it.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | FileCheck %s --allow-empty --implicit-check-not='{{warning:|error:}}'
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int gboolean;
typedef void *gpointer;
typedef unsigned long gsize;
typedef struct _GError GError;
typedef struct _GVariant GVariant;
typedef struct _GObject GObject;
typedef struct _GTask GTask;
typedef struct _GFile GFile;
typedef struct _GFileInfo GFileInfo;
typedef struct _GCancellable GCancellable;
typedef struct _GAsyncResult GAsyncResult;
typedef struct _GDBusProxy GDBusProxy;
typedef struct _GPtrArray GPtrArray;
typedef void (*GAsyncReadyCallback)(GObject *, GAsyncResult *, gpointer);
typedef void (*GDestroyNotify)(gpointer);

void g_free(gpointer);
gpointer g_malloc(gsize);
gpointer g_realloc_n(gpointer, gsize, gsize);
gpointer g_try_realloc_n(gpointer, gsize, gsize);
char *g_strdup(const char *);
void g_strfreev(char **);
void g_object_unref(gpointer);
void g_error_free(GError *);
GVariant *g_dbus_proxy_call_finish(GDBusProxy *, GAsyncResult *, GError **);
void g_variant_unref(GVariant *);
void g_task_return_error(GTask *, GError *);
void g_task_return_pointer(GTask *, gpointer, GDestroyNotify);
GTask *g_task_new(gpointer, GCancellable *, GAsyncReadyCallback, gpointer);
void g_task_run_in_thread(GTask *, gpointer);
gboolean g_cancellable_set_error_if_cancelled(GCancellable *, GError **);
GVariant *g_variant_take_ref(GVariant *);
GVariant *g_variant_ref_sink(GVariant *);
GVariant *g_variant_new_from_data(const void *, const void *, gsize, gboolean,
                                  GDestroyNotify, gpointer);
const void *g_variant_get_data(GVariant *);
GVariant *property_of(GDBusProxy *);
typedef struct _GString {
  char *str;
  gsize len;
} GString;
GString *g_string_new(const char *);
char *g_string_free(GString *, gboolean);
void g_ptr_array_add(GPtrArray *, gpointer);
GPtrArray *g_ptr_array_new(void);
gpointer *g_ptr_array_free(GPtrArray *, gboolean);
typedef struct _GInputStream GInputStream;
GInputStream *g_file_read_finish(GFile *, GAsyncResult *, GError **);
void g_input_stream_read_async(GInputStream *, void *, gsize, int,
                               GCancellable *, GAsyncReadyCallback, gpointer);
typedef struct _GSocket GSocket;
GSocket *g_socket_new_from_fd(int, GError **);
char **g_strsplit(const char *, const char *, int);
void g_object_get(gpointer, const char *, ...);
void queue(GError *);
void use(const void *);

// An error is there, or there is none: what the result tells, it tells, too.
void answered(GDBusProxy *proxy, GAsyncResult *result, GTask *task) {
  GError *error = 0;
  GVariant *value = g_dbus_proxy_call_finish(proxy, result, &error);
  if (error != 0)
    g_task_return_error(task, error);
  else
    g_task_return_pointer(task, value, (GDestroyNotify)g_variant_unref);
}

static GVariant *answer_of(GDBusProxy *proxy, GAsyncResult *result,
                           GError **error) {
  GVariant *value = g_dbus_proxy_call_finish(proxy, result, error);
  if (!value)
    return 0;
  use(value);
  return value;
}

void passed_on(GDBusProxy *proxy, GAsyncResult *result, GTask *task) {
  GError *error = 0;
  GVariant *value = answer_of(proxy, result, &error);
  if (error != 0) {
    g_task_return_error(task, error);
    return;
  }
  g_variant_unref(value);
}

void cancelled(GCancellable *cancellable) {
  GError *error = 0;
  if (g_cancellable_set_error_if_cancelled(cancellable, &error)) {
    queue(error);
    return;
  }
  error = 0;
}

// The data of a callback is the callback's.
static void finished(GObject *source, GAsyncResult *result, gpointer data) {
  g_object_unref(data);
}

void started(GObject *self, GCancellable *cancellable) {
  GTask *task = g_task_new(self, cancellable, 0, 0);
  GTask *inner = g_task_new(self, cancellable, finished, task);
  g_task_run_in_thread(inner, 0);
  g_object_unref(inner);
}

GVariant *serialised(gsize size) {
  void *data = g_malloc(size);
  return g_variant_new_from_data("ay", data, size, 1, g_free, data);
}

// Whoever had a floating reference has it now, whoever had another keeps it.
void sunk(GDBusProxy *proxy) {
  GVariant *value = property_of(proxy);
  if (value) {
    g_variant_take_ref(value);
    use(value);
    g_variant_unref(value);
  }
}

// It does not fail: what is null was asked to be.
void **shrunk(gsize count) {
  void **all = g_malloc(8 * sizeof *all);
  return g_realloc_n(all, count, sizeof *all);
}

// One heap, and a vector is memory.
void freed(void) {
  char *text = strdup("a");
  g_free(text);
  char **list = g_malloc(2 * sizeof *list);
  list[0] = g_strdup("a");
  list[1] = 0;
  g_strfreev(list);
}

void strings_taken(char **out) {
  char **list = g_strsplit("a b", " ", 2);
  out[0] = list[0];
  out[1] = list[1];
  g_free(list);
}

// Text that is known by another name, the content of what was empty.
const char *text(void) {
  GString *string = g_string_new("a");
  char *text = string->str;
  g_string_free(string, 0);
  return text;
}

struct parsed {
  GPtrArray *names;
};

static gpointer *names_of(struct parsed *parsed) {
  gpointer *names = 0;
  if (parsed->names)
    names = g_ptr_array_free(parsed->names, 0);
  parsed->names = g_ptr_array_new();
  return names;
}

struct parsed *parse(void) {
  struct parsed *parsed = calloc(1, sizeof *parsed);
  if (parsed)
    names_of(parsed);
  return parsed;
}

// Who is called back gets the object, too.
static void read_some(GObject *source, GAsyncResult *result, gpointer data) {
  g_object_unref(source);
}

void opened(GFile *file, GAsyncResult *result, char *buffer) {
  GInputStream *stream = g_file_read_finish(file, result, 0);
  if (stream)
    g_input_stream_read_async(stream, buffer, 10, 0, 0, read_some, 0);
}

GSocket *accepted(int from) {
  int fd = dup(from);
  if (fd < 0)
    return 0;
  GSocket *socket = g_socket_new_from_fd(fd, 0);
  if (!socket)
    close(fd);
  return socket;
}

// What a property is, only its name tells: nothing is known of it.
void asked(GObject *object, char *text) {
  char *label = g_strdup(text);
  g_free(label);
  g_object_get(object, "label", &label, (void *)0);
  g_free(label);
}
