// Descriptors that get the number of one that was closed before.
//
// RUN: %tidy %s -- -std=c17 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

void detach(void) {
  close(0);
  close(1);
  int got = open("/dev/null", O_RDWR); // is standard input now
  got = dup(0);
  (void)got;
}

void redirect(const char *to, int wanted) {
  if (wanted) {
    close(STDOUT_FILENO);
    open(to, O_WRONLY);
  }
}

int keepsOne(const char *name) {
  int before = open(name, O_RDONLY);
  // CHECK: [[#@LINE-1]]:16: warning: descriptor 'before' is not released on some path
  close(1);
  return before < 0;
}

// Streams have no number.
int reads(const char *name) {
  close(0);
  FILE *file = fopen(name, "r");
  // CHECK: [[#@LINE-1]]:16: warning: stream 'file' is not released on some path
  return file != NULL;
}

// A handle that has a name is not one by its number.
int twice(const char *name) {
  int first = open(name, O_RDONLY);
  if (first < 0)
    return -1;
  close(first);
  int second = open(name, O_RDONLY);
  // CHECK: [[#@LINE-1]]:16: warning: descriptor 'second' is not released on some path
  return second < 0;
}
