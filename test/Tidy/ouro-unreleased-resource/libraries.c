// What functions of C libraries that no model knows may keep, by their types.
//
// RUN: split-file %s %t
// RUN: cd %t && %tidy --warnings-as-errors='*' clean.c -- -w -isystem system
// RUN: cd %t && %tidy flagged.c -- -w -isystem system 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck flagged.c --implicit-check-not='{{warning:|error:}}'

//--- system/lib.h
typedef struct Loop Loop; // opaque
typedef struct Timer {
  struct Timer *next;
  int due;
} Timer;
typedef struct Time {
  int hours, minutes;
} Time;
typedef struct Reader Reader;

void loop_set_data(Loop *loop, void *data);
int loop_set_key(Loop *loop, const void *key);
void loop_forget(void *data);
int loop_add(Loop *loop, Timer *timer);
int timer_chain(Timer **list, Timer *timer);
int loop_label(Loop *loop, char *label);
int loop_open(Loop *loop, int descriptor);
Reader *reader_of(int descriptor);
int reader_open(Reader **reader, int descriptor);

int loop_read(Loop *loop, void *buffer, int size);
int loop_sign(Loop *loop, char *buffer, unsigned long *size);
int loop_compare(Loop *loop, const Time *time);
int loop_now(Loop *loop, Time *time);
int loop_name(Loop *loop, const char *name);
int timer_due(Timer *timer);
int time_print(Time *time, int descriptor);


//--- clean.c
#include <fcntl.h>
#include <lib.h>
#include <stdlib.h>

void data(Loop *loop) { loop_set_data(loop, malloc(4)); }
void key(Loop *loop) {
  int *key = malloc(4);
  loop_set_key(loop, key);
}
void forgotten(void) {
  int *own = malloc(4);
  loop_forget(own);
}
void linked(Loop *loop) {
  Timer *timer = malloc(sizeof *timer);
  if (timer)
    loop_add(loop, timer);
}
void chained(Timer **list) {
  Timer *timer = malloc(sizeof *timer);
  if (timer)
    timer_chain(list, timer);
}
void label(Loop *loop) { loop_label(loop, malloc(8)); }
void opened(Loop *loop) {
  int fd = open("a", O_RDONLY);
  if (fd >= 0)
    loop_open(loop, fd);
}
Reader *made(void) {
  int fd = open("a", O_RDONLY);
  return fd < 0 ? 0 : reader_of(fd);
}
void madeThere(Reader **reader) {
  int fd = open("a", O_RDONLY);
  if (fd >= 0)
    reader_open(reader, fd);
}

//--- flagged.c
#include <fcntl.h>
#include <lib.h>
#include <stdio.h>
#include <stdlib.h>

void filled(Loop *loop) {
  char *buffer = malloc(8);
  if (buffer)
    loop_read(loop, buffer, 8);
  // CHECK: flagged.c:[[#@LINE-3]]:18: warning: memory 'buffer' is not released
}
void filledUpTo(Loop *loop, unsigned long size) {
  char *buffer = malloc(size);
  if (buffer)
    loop_sign(loop, buffer, &size);
  // CHECK: flagged.c:[[#@LINE-3]]:18: warning: memory 'buffer' is not released
}
void read_only(Loop *loop) {
  Time *time = malloc(sizeof *time);
  if (time)
    loop_compare(loop, time);
  // CHECK: flagged.c:[[#@LINE-3]]:16: warning: memory 'time' is not released
}
void no_room(Loop *loop) {
  Time *time = malloc(sizeof *time);
  if (time)
    loop_now(loop, time);
  // CHECK: flagged.c:[[#@LINE-3]]:16: warning: memory 'time' is not released
}
void text(Loop *loop) {
  char *name = malloc(8);
  if (name)
    loop_name(loop, name);
  // CHECK: flagged.c:[[#@LINE-3]]:16: warning: memory 'name' is not released
}
void alone(void) {
  Timer *timer = malloc(sizeof *timer);
  if (timer)
    timer_due(timer);
  // CHECK: flagged.c:[[#@LINE-3]]:18: warning: memory 'timer' is not released
}
void printed(Time *time) {
  int fd = open("a", O_RDONLY);
  if (fd >= 0)
    time_print(time, fd);
  // CHECK: flagged.c:[[#@LINE-3]]:12: warning: descriptor 'fd' is not released
}
