// C is read without harm; a misplaced word is seen there as well. What C structs
// hold is not looked into yet.
//
// RUN: %ouro facts %s -- -std=c11 -I%include | FileCheck %s
#include "ouro/annotations.h"

struct view;
struct model {
  struct view *view OURO_STRONG;
  struct model *parent OURO_BACK_REFERENCE;
};
struct view {
  struct model *model OURO_STRONG;
};
void attach(struct model *m, struct view *v) OURO_WEAK;
void attach(struct model *m, struct view *v) {
  m->view = v;
  v->model = m;
}

// The facts, sorted:
//
// CHECK: annotation "'OURO_WEAK' means nothing on a function; it may stand on a field, a variable, a parameter or a class" @ {{.*}}:15:
// CHECK-NOT: {{[[:cntrl:]].}}
