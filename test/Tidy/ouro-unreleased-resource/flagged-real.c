// The same shapes with a mistake.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void below_nine(void) {
  int fd = open("/dev/null", O_RDWR);
  // CHECK: :[[#@LINE-1]]:12: warning: descriptor 'fd' is not released
  if (fd > 9)
    close(fd);
}

struct table {
  char *name, *other;
};
int wrong_field(struct table *t, char **words) {
  for (; *words; words++) {
    char **it = &t->other;
    free(*it);
    *it = NULL;
    t->name = strdup(*words);
    // CHECK: :[[#@LINE-1]]:15: warning: memory 't->name' is not released
  }
  return 0;
}
int another_table(struct table *t, char **words) {
  struct table *next = t;
  next->name = strdup(words[0]);
  // CHECK: :[[#@LINE-1]]:16: warning: memory 'next->name' is not released
  char **it = &t->name;
  *it = strdup(words[1]);
  return 0;
}

enum { Terminal = 1, Quiet = 2 };
void other_bit(int flags) {
  int fd = -1;
  if (flags & Terminal)
    // CHECK: :[[#@LINE+1]]:10: warning: descriptor 'fd' is not released
    fd = open("/dev/tty", O_RDWR);
  if (~flags & Quiet)
    close(fd);
}
