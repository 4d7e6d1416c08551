// Error codes, pointers that run through arrays.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int open_at(const char *path, int *out) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  if (lseek(fd, 8, SEEK_SET) < 0) {
    int saved = errno;
    close(fd);
    return -saved;
  }
  *out = fd;
  return 0;
}

int flagged(const char *path, const char *other) {
  int fd = -1;
  // CHECK: [[#@LINE+1]]:12: warning: descriptor 'fd' is not released on some path: 'close' is missing [ouro-unreleased-resource]
  int rc = open_at(path, &fd);
  if (rc != 0)
    return rc;
  if (access(other, R_OK) != 0)
    return -errno;
  close(fd);
  return 0;
}

int clean(const char *path) {
  int fd = -1;
  int rc = open_at(path, &fd);
  if (rc != 0)
    return rc;
  close(fd);
  return 0;
}

// `errno` may be 0 where it has been set to it.
int parse(const char *text, int fd) {
  errno = 0;
  long value = strtol(text, 0, 10);
  int error = errno;
  int copy = dup(fd);
  if (error != 0) {
    close(copy);
    return -1;
  }
  close(copy);
  return value != 0;
}

struct cursor {
  const char *at, *end;
};

int rounds(const char *text, size_t length) {
  struct cursor cursor = {text, text + length};
  while (cursor.at < cursor.end) {
    // CHECK: [[#@LINE+1]]:15: warning: memory 'p' is not released on some path: 'free' is missing [ouro-unreleased-resource]
    char *p = malloc(4);
    if (!p)
      return -1;
    if (*cursor.at++ == ' ')
      continue;
    free(p);
  }
  return 0;
}

// Whoever is told how to release something owns it; null tells nothing.
typedef void (*destructor)(void *);
extern int bind_text(int, const char *, int, destructor);

void told(void) {
  char *text = malloc(12);
  bind_text(0, text, 12, free);
}

void not_told(void) {
  // CHECK: [[#@LINE+1]]:16: warning: memory 'text' is not released on some path: 'free' is missing [ouro-unreleased-resource]
  char *text = malloc(12);
  bind_text(0, text, 12, 0);
}

// What fortified headers make of strcpy.
char *fortified(const char *from) {
  char *to = malloc(12);
  to = __builtin___strcpy_chk(to, from, __builtin_object_size(to, 1));
  return to;
}
