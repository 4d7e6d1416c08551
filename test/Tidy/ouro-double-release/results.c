// What a call does to its argument depends on its result.
//
// RUN: %tidy %s -- -std=gnu17 -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <stdlib.h>

struct box {
  void *slots[4];
  unsigned used;
};

// Takes the message in every case; a full box drops it.
static int post(struct box *box, void *message) {
  if (box->used == 4) {
    free(message);
    return -1;
  }
  box->slots[box->used++] = message;
  return 0;
}

int flagged(struct box *box) {
  void *message = malloc(4);
  if (!message)
    return -1;
  if (post(box, message) != 0)
    // CHECK: [[#@LINE+1]]:5: warning: memory 'message' is released twice [ouro-double-release]
    free(message);
  return 0;
}

int clean(struct box *box) {
  void *message = malloc(4);
  if (!message)
    return -1;
  return post(box, message);
}
