// Arrays that are kept by hand: a pointer, and a count that only goes up.
//
// RUN: %tidy %s -- 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *resized(void *block, size_t size);

struct listener {
  void (*call)(void *);
  void *context;
};

static struct listener *listeners;
static size_t used, room;

static int enlist(void (*call)(void *), void *context) {
  if (used == room) {
    size_t more = room ? room * 2 : 8;
    struct listener *grown = realloc(listeners, more * sizeof(*grown));
    if (!grown)
      return -1;
    listeners = grown;
    room = more;
  }
  listeners[used].call = call;
  listeners[used].context = context;
  // CHECK: [[#@LINE+2]]:3: warning: 'listeners' only grows: 'enlist' adds to it
  // CHECK: note: main calls 'enlist' in a loop
  used++;
  return 0;
}

// Somebody else's function makes it larger.
static char **names;
static int count;
static void name(int number) {
  char text[20];
  snprintf(text, sizeof(text), "%d", number);
  names = resized(names, (count + 1) * sizeof(*names));
  // CHECK: [[#@LINE+1]]:9: warning: 'names' only grows: 'name' adds to it
  names[count++] = strdup(text);
}

// One for each text, for whoever asks.
const char *intern(const char *text) {
  static char **texts;
  static int texts_used;
  for (int i = 0; i < texts_used; ++i)
    if (strcmp(texts[i], text) == 0)
      return texts[i];
  texts = realloc(texts, (texts_used + 1) * sizeof(*texts));
  // CHECK: [[#@LINE+2]]:9: warning: 'texts' remembers whatever 'intern' was ever asked for
  char *copy = strdup(text);
  texts[texts_used++] = copy;
  return copy;
}

// Counts that go down, or start anew.
static int *stack, *lines, *shifted;
static int depth, line_count, shift_count;
static void work(int number) {
  stack = realloc(stack, (depth + 1) * sizeof(*stack));
  stack[depth++] = number;
  lines = realloc(lines, (line_count + 1) * sizeof(*lines));
  lines[line_count++] = number;
  shifted = realloc(shifted, (shift_count + 1) * sizeof(*shifted));
  shifted[shift_count++] = number;
}
static int rest(void) {
  int top = stack[--depth];
  line_count = 0;
  memmove(shifted, shifted + 1, (shift_count - 1) * sizeof(*shifted));
  shift_count -= 1;
  return top + lines[0];
}

// A limit; in the function that adds, or in the one that makes room.
#define MOST 1000
static int *few, *fewer;
static int few_count, fewer_count, fewer_room;
static void room_for_one(void) {
  if (fewer_count < fewer_room)
    return;
  if (fewer_room >= MOST)
    abort();
  fewer_room = fewer_room ? fewer_room * 2 : 10;
  fewer = realloc(fewer, fewer_room * sizeof(*fewer));
}
static void add(int number) {
  if (few_count < MOST) {
    few = realloc(few, (few_count + 1) * sizeof(*few));
    few[few_count++] = number;
  }
  room_for_one();
  fewer[fewer_count++] = number;
}

// Filled once.
static int *squares;
static int square_count;
static int square(int number) {
  static int ready;
  if (!ready) {
    ready = 1;
    for (int i = 0; i < 10; ++i) {
      squares = realloc(squares, (square_count + 1) * sizeof(*squares));
      squares[square_count++] = i * i;
    }
  }
  return squares[number % 10];
}

// Released, handed out by address, or not the place where elements are put.
static int *freed, *shared, *walked;
static int freed_count, shared_count, walked_count, position;
void share(int **array, int *number);
static void part(int number) {
  freed = realloc(freed, (freed_count + 1) * sizeof(*freed));
  freed[freed_count++] = number;
  free(freed);
  share(&shared, &shared_count);
  shared = realloc(shared, (shared_count + 1) * sizeof(*shared));
  shared[shared_count++] = number;
  if (number > walked_count) {
    walked = realloc(walked, number * sizeof(*walked));
    memset(walked, 0, number * sizeof(*walked));
    walked_count = number;
  }
  printf("%d", walked[position++ % walked_count]);
}

static void nothing(void *context) { (void)context; }

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 100;
  for (int i = 0; i < rounds; ++i) {
    enlist(nothing, &i);
    name(i);
    work(i);
    rest();
    add(i);
    square(i);
    part(i);
  }
  printf("%zu of %d\n", used, rounds);
  return 0;
}
