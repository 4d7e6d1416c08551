// Ways out of a function that are no return: what runs then releases, or
// nothing is known.
//
// RUN: %tidy --warnings-as-errors='*' %s -- 2>&1
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf env;

int returns_twice(void) {
  char *text = malloc(3);
  if (setjmp(env))
    return -1;
  free(text);
  return 0;
}

int jumps(int far) {
  char *text = malloc(3);
  if (far)
    longjmp(env, 1);
  free(text);
  return 0;
}

static void freep(void *at) { free(*(void **)at); }
static void closep(FILE **at) {
  if (*at)
    fclose(*at);
}

int cleaned(const char *name, int early) {
  __attribute__((cleanup(freep))) char *text = malloc(3);
  __attribute__((cleanup(closep))) FILE *file = fopen(name, "r");
  if (early || !text || !file)
    return 1;
  return text[0];
}

// For 0 bytes realloc is free.
int emptied(void) {
  char *text = malloc(3);
  if (!text)
    return 0;
  text = realloc(text, 0);
  return text == NULL;
}
