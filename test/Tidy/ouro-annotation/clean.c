// C with annotations where they belong.
//
// RUN: %tidy %s -- -std=c11 -I%include 2>/dev/null | count 0
#include "ouro/annotations.h"

struct view;
struct model {
  struct view *view OURO_STRONG;
  struct model *parent OURO_BACK_REFERENCE;
};
struct view {
  struct model *model OURO_STRONG OURO_ACYCLIC("set once, before the model is shown");
};
