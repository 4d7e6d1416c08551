// A static variable that stands in for a parameter of the functions that are
// called: what is left there is lost. What anybody else may still find there is
// not.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdio.h>
#include <stdlib.h>

static FILE *handed;
static int next(void) { return getc(handed); }
static void skip(void) {
  while (next() == ' ')
    ;
}
int parse(const char *name) {
  // CHECK: :[[#@LINE+1]]:12: warning: stream 'handed' is not released
  handed = fopen(name, "r");
  if (!handed)
    return -1;
  skip();
  return next();
}

static FILE *tested;
static int first(void) { return getc(tested); }
int parse_tested(const char *name) {
  // CHECK: :[[#@LINE+1]]:17: warning: stream 'tested' is not released
  if ((tested = fopen(name, "r")) == NULL)
    return -1;
  if (first() == 'x')
    return 0;
  fclose(tested);
  return 1;
}

// Closed by the writer itself.
static FILE *closed;
static int read_closed(void) { return getc(closed); }
int close_it(const char *name) {
  closed = fopen(name, "r");
  if (!closed)
    return -1;
  int c = read_closed();
  fclose(closed);
  return c;
}

// A reader releases it.
static FILE *consumed;
static void consume(void) { fclose(consumed); }
void hand_over(const char *name) {
  consumed = fopen(name, "r");
  if (consumed)
    consume();
}

// A reader keeps it elsewhere.
static char *copied;
char *elsewhere;
static void copy(void) { elsewhere = copied; }
void hand_on(void) {
  copied = malloc(3);
  copy();
}

// Others may read it later.
static FILE *shared;
static void greet(void) { fputs("hello", shared); }
void open_log(void) {
  shared = fopen("log", "a");
  if (shared)
    greet();
}
void log_line(const char *text) { fputs(text, shared); }

// So may whoever has the reader's address.
static FILE *called_back;
static void at_end(void) { fputs("bye", called_back); }
void open_until_exit(void) {
  called_back = fopen("log", "a");
  if (!called_back)
    return;
  at_end();
  atexit(at_end);
}

// So may what runs without being called.
static FILE *last;
static void flush_last(void) { fflush(last); }
__attribute__((destructor)) static void finish(void) { flush_last(); }
void open_last(void) {
  last = fopen("log", "a");
  if (last)
    flush_last();
}
static FILE *cleaned;
static void tell_cleaned(int *code) { fprintf(cleaned, "%d", *code); }
void open_cleaned(void) {
  __attribute__((cleanup(tell_cleaned))) int code = 0;
  cleaned = fopen("log", "a");
}
void use_cleaned(void) {
  __attribute__((cleanup(tell_cleaned))) int code = 1;
}

// Who has its address may do anything.
static char *known;
char **address(void) { return &known; }
static void look(void) { puts(known); }
void fill(void) {
  known = malloc(9);
  look();
}

// Not set on every way to the reader: what stood there before is still used.
static char *cached;
static void show(void) { puts(cached); }
void fill_once(void) {
  if (!cached)
    cached = malloc(9);
  show();
}
static char *skipped;
static void show_skipped(void) { puts(skipped); }
void jump(int again) {
  if (again)
    goto known;
  skipped = malloc(9);
known:
  show_skipped();
}

// Two writers, and one that calls itself.
static char *twice;
static void show_twice(void) { puts(twice); }
void fill_one(void) {
  twice = malloc(9);
  show_twice();
}
void fill_two(void) {
  twice = malloc(7);
  show_twice();
}
static char *nested;
static void show_nested(void) { puts(nested); }
void recurse(int n) {
  nested = malloc(9);
  show_nested();
  if (n)
    recurse(n - 1);
  free(nested);
}

// Nobody reads it: it is there to be kept.
static FILE *lock;
void keep_lock(void) { lock = fopen("lock", "w"); }
