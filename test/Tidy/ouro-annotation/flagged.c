// In C as well.
//
// RUN: %tidy %s -- -std=c11 -I%include 2>/dev/null | %check
#include "ouro/annotations.h"

struct view;
struct model {
  struct view *view OURO_STRONG;
  struct view *cache OURO_STRONG OURO_ACYCLIC(""); // FLAG
  int number OURO_WEAK; // FLAG
};
void attach(struct model *m) OURO_BACK_REFERENCE; // FLAG

// The findings:
//
// CHECK: :9:34: warning: 'OURO_ACYCLIC' needs a reason; write OURO_ACYCLIC("reason") [ouro-annotation]
// CHECK: :10:14: warning: 'OURO_WEAK' means nothing on a value of type 'int', which refers to no object [ouro-annotation]
// CHECK: :12:30: warning: 'OURO_BACK_REFERENCE' means nothing on a function; it may stand on a field [ouro-annotation]
