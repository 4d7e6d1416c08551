// A cleanup that only looks, and realloc without a test.
//
// RUN: %tidy %s -- 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdlib.h>

static void look(char **at) { (void)*at; }

int cleaned(int early) {
  __attribute__((cleanup(look))) char *text = malloc(3);
  // CHECK: [[#@LINE-1]]:47: warning: memory 'text' is not released on some path: 'free' is missing
  if (early)
    return 1;
  return 0;
}

char *resized(unsigned n) {
  char *text = malloc(3);
  // CHECK: [[#@LINE-1]]:16: warning: memory 'text' is not released on some path: 'free' is missing
  if (!text)
    return NULL;
  text = realloc(text, n);
  return text;
}

int emptiedTwice(void) {
  char *text = malloc(3);
  if (!text)
    return 0;
  char *none = realloc(text, 0);
  free(text);
  // CHECK: [[#@LINE-1]]:3: warning: memory 'text' is released twice
  return none == NULL;
}
