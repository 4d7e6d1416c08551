// What GLib programs forget.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
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
char **g_strsplit(const char *, const char *, int);
void g_object_unref(gpointer);
void g_error_free(GError *);
GVariant *g_dbus_proxy_call_finish(GDBusProxy *, GAsyncResult *, GError **);
void g_variant_unref(GVariant *);
GFile *g_file_new_for_path(const char *);
GFileInfo *g_file_query_info(GFile *, const char *, int, GCancellable *,
                             GError **);
unsigned long g_file_info_get_attribute_uint64(GFileInfo *, const char *);
gboolean g_cancellable_set_error_if_cancelled(GCancellable *, GError **);
GObject *g_dbus_proxy_new_finish(GAsyncResult *, GError **);
char *g_dbus_error_get_remote_error(const GError *);

gboolean closed(GDBusProxy *proxy, GAsyncResult *result, GError **error) {
  // CHECK: [[#@LINE+1]]:8: warning: reference from 'g_dbus_proxy_call_finish' is not released on some path: 'g_variant_unref' is missing [ouro-unreleased-resource]
  if (!g_dbus_proxy_call_finish(proxy, result, error))
    return 0;
  return 1;
}

// Asking it for something is no way to give it away.
unsigned long modified(const char *path) {
  GFile *file = g_file_new_for_path(path);
  // CHECK: [[#@LINE+1]]:21: warning: reference 'info' is not released on some path: 'g_object_unref' is missing [ouro-unreleased-resource]
  GFileInfo *info = g_file_query_info(file, "time::*", 0, 0, 0);
  g_object_unref(file);
  if (!info)
    return 0;
  return g_file_info_get_attribute_uint64(info, "time::modified");
}

int dropped(GCancellable *cancellable) {
  GError *error = 0;
  // CHECK: [[#@LINE+1]]:7: warning: error 'error' is not released on some path: 'g_error_free' is missing [ouro-unreleased-resource]
  if (g_cancellable_set_error_if_cancelled(cancellable, &error))
    return -1;
  return 0;
}

void finished(GObject *source, GAsyncResult *result, gpointer data) {
  GError *error = 0;
  GObject *proxy = g_dbus_proxy_new_finish(result, &error);
  if (!proxy) {
    // CHECK: [[#@LINE+1]]:18: warning: memory 'name' is not released on some path: 'g_free' is missing [ouro-unreleased-resource]
    char *name = g_dbus_error_get_remote_error(error);
    g_error_free(error);
    return;
  }
  g_object_unref(proxy);
}

void **grown(void **all, gsize count) {
  all = g_malloc(8 * sizeof *all);
  // CHECK: [[#@LINE-1]]:9: warning: memory 'all' is not released on some path: 'g_free' is missing [ouro-unreleased-resource]
  void **more = g_try_realloc_n(all, count, sizeof *all);
  return more;
}

// The strings stay where they are: only their copies are used.
char *first_word(const char *text) {
  char **words = g_strsplit(text, " ", 2);
  char *copy = g_strdup(words[0] ? words[0] : "");
  // CHECK: [[#@LINE+1]]:3: warning: string vector 'words' {{.*}}[ouro-mismatched-release]
  g_free(words);
  return copy;
}
