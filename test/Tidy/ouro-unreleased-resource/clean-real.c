// Shapes of real programs in which nothing is lost, though it once was said.
//
// RUN: %tidy --warnings-as-errors='*' %s -- -std=gnu17 -w
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

// A descriptor that became a standard stream stays open.
void detach(void) {
  int fd = open("/dev/null", O_RDWR);
  if (fd == -1)
    return;
  dup2(fd, STDIN_FILENO);
  dup2(fd, STDOUT_FILENO);
  if (fd > STDERR_FILENO)
    close(fd);
}

// A list's head in a block leads to the block itself.
struct list {
  struct list *next, *previous;
};
struct entry {
  struct list items;
  char *filters;
};
char *dup_filters(const char *);
struct entry *entry_new(void) {
  struct entry *e = calloc(1, sizeof *e);
  if (e)
    e->items.next = e->items.previous = &e->items;
  return e;
}
struct entry *entry_dup(struct entry *s) {
  struct entry *e = entry_new();
  if (!e)
    return NULL;
  e->filters = dup_filters(s->filters);
  if (!e->filters) {
    free(e);
    return NULL;
  }
  return e;
}

// The result is a second name of what is put into the argument.
static char *format_into(char **out, const char *format, va_list ap) {
  char *text = malloc(64);
  if (text)
    vsnprintf(text, 64, format, ap);
  free(*out);
  *out = text;
  return text;
}
static char *format(char **out, const char *text, ...) {
  va_list ap;
  va_start(ap, text);
  char *result = format_into(out, text, ap);
  va_end(ap);
  return result;
}
char *name_of(int port) {
  char *out = NULL;
  return format(&out, "port %d", port);
}

// `~flags & Bit` is !(flags & Bit).
enum { Terminal = 1 };
int open_terminal(void);
int start(int flags, int *fd) {
  int out[2], pid;
  if (flags & Terminal) {
    pid = open_terminal();
  } else {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, out) != 0)
      return -1;
    pid = fork();
  }
  if (pid == -1) {
    if (~flags & Terminal) {
      close(out[0]);
      close(out[1]);
    }
    return -1;
  }
  if (~flags & Terminal) {
    close(out[1]);
    *fd = out[0];
  }
  return 0;
}

// No pointer is as high as an error code.
#define IsError(p) (!(p) || (unsigned long)(p) >= (unsigned long)-4095)
char *last(char **all) {
  char *result = NULL;
  while (*all) {
    if (!IsError(result))
      free(result);
    result = strdup(*all++);
  }
  return result;
}

// One mapping in the place of a part of another.
void *map_over(size_t size, int fd) {
  void *whole =
      mmap(0, size + 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (whole == MAP_FAILED)
    return whole;
  void *over = mmap(whole, size, PROT_READ, MAP_FIXED | MAP_PRIVATE, fd, 0);
  if (over == MAP_FAILED)
    munmap(whole, size + 1);
  return over;
}

// Local names of a field, and of a parameter.
#define drop(x)                                                                \
  do {                                                                         \
    __typeof__(x) it = (x);                                                    \
    free(*it);                                                                 \
    *it = NULL;                                                                \
  } while (0)
struct table {
  struct {
    char *name;
    void *content;
  } target;
};
int parse(struct table *t, char **words) {
  for (; *words; words++)
    if (strcmp(*words, "to") == 0) {
      drop(&t->target.name);
      t->target.name = strdup(words[1]);
    }
  return 0;
}
// Another view of the bytes is no name of the field.
void first_byte(struct table *t) {
  char *text = t->target.name = strdup("x");
  unsigned char *bytes = (unsigned char *)&t->target.name;
  if (*bytes == 0)
    puts(text);
  *bytes = 0;
}
void tell(void *);
void table_free(struct table *t) {
  tell(t->target.content);
  drop(&t->target.name);
  drop(&t);
}
int use_table(void) {
  struct table *t = calloc(1, sizeof *t);
  if (!t)
    return -1;
  table_free(t);
  return 0;
}

// Where there is no object there are no parts to release, whatever the result.
struct process {
  int id;
  FILE *output;
};
static struct process *process_open(const char *name) {
  struct process *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->output = fopen(name, "r");
  if (!p->output) {
    free(p);
    return NULL;
  }
  return p;
}
static int process_close(struct process *p) {
  if (!p)
    return -1;
  fclose(p->output);
  free(p);
  return 0;
}
int run(const char *name) {
  struct process *p = process_open(name);
  if (!p)
    return -1;
  int first = fgetc(p->output);
  process_close(p);
  return first;
}

// A statement expression may be a structure; some builtins look at text only.
struct view {
  char *start;
  size_t size;
};
#define viewOf(s)                                                              \
  ({                                                                           \
    char *it = (void *)(s);                                                    \
    (struct view){it, __builtin_constant_p(s) ? sizeof(s) : strlen(it)};       \
  })
int set_root(struct view *root, const char *text) {
  *root = viewOf(strdup(text));
  return root->start ? 0 : -1;
}
