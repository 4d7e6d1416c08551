// What ends a scope is one place, however many ways lead out.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdlib.h>

static void drop(char **text) { free(*text); }

int flagged(int a, int b) {
  // CHECK: [[#@LINE+1]]:40: warning: memory 'text' is released twice [ouro-double-release]
  __attribute__((cleanup(drop))) char *text = malloc(4);
  if (!text)
    return 0;
  free(text);
  if (a)
    return 1;
  if (b)
    return 2;
  return 3;
}

int clean(int a, int b) {
  __attribute__((cleanup(drop))) char *text = malloc(4);
  if (!text)
    return 0;
  free(text);
  text = 0;
  if (a)
    return 1;
  return b;
}

int both(int a) {
  // CHECK: [[#@LINE+1]]:40: warning: memory 'one' is released twice [ouro-double-release]
  __attribute__((cleanup(drop))) char *one = malloc(4), *two = malloc(4);
  free(one);
  // CHECK: [[#@LINE-2]]:58: warning: memory 'two' is released twice [ouro-double-release]
  free(two);
  if (a)
    return 1;
  return 2;
}
