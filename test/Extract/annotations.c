/* The header is silent in every C, wherever an annotation may stand, and no
 * annotation is lost on clang.
 *
 * RUN: %cc -std=c90 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
 * RUN: %cc -std=c99 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
 * RUN: %cc -std=c11 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
 * RUN: %cc -std=gnu17 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
 * RUN: clang -std=c90 -Weverything -Werror -fsyntax-only -I%include %s
 * RUN: clang -std=c99 -Weverything -Werror -fsyntax-only -I%include %s
 * RUN: clang -std=c11 -Weverything -Werror -fsyntax-only -I%include %s
 * RUN: clang -std=c2x -Weverything -Werror -Wno-pre-c2x-compat -fsyntax-only -I%include %s
 * RUN: clang -std=c99 -fsyntax-only -I%include -Xclang -ast-dump %s | FileCheck %s
 */
#include "ouro/annotations.h"
#include "ouro/annotations.h" /* may be included twice */

struct window;

/* CHECK: AnnotateAttr {{.*}} "ouro::acyclic(a list, (so far))"
 */
struct OURO_ACYCLIC("a list, (so far)") node {
  /* CHECK: AnnotateAttr {{.*}} "ouro::strong"
   */
  struct node *next OURO_STRONG;
  /* CHECK: AnnotateAttr {{.*}} "ouro::broken_by(node_close)"
   */
  struct node *peer OURO_BROKEN_BY(node_close);
  /* CHECK: AnnotateAttr {{.*}} "ouro::weak"
   */
  OURO_WEAK struct node *seen;
  /* CHECK: AnnotateAttr {{.*}} "ouro::back_reference"
   */
  struct window *window OURO_BACK_REFERENCE;
  /* CHECK: AnnotateAttr {{.*}} "ouro::traced"
   */
  struct node *edge OURO_TRACED;
  /* CHECK: AnnotateAttr {{.*}} "ouro::bounded(8 slots)"
   */
  int slots[8] OURO_BOUNDED("8 slots");
};

/* CHECK: AnnotateAttr {{.*}} "ouro::cycle_collected"
 */
struct OURO_CYCLE_COLLECTED managed {
  int state;
};

/* CHECK: AnnotateAttr {{.*}} "ouro::lives_forever(the table of the process)"
 */
extern struct node *table OURO_LIVES_FOREVER("the table of the process");

void node_close(struct node *self);
/* CHECK: AnnotateAttr {{.*}} "ouro::acquires(port, >= 0)"
 */
int open_port(const char *name) OURO_ACQUIRES(port, >= 0);
/* CHECK: AnnotateAttr {{.*}} "ouro::acquires(port, == 0)"
 */
int make_port(int *out OURO_ACQUIRES(port, == 0));
/* CHECK: AnnotateAttr {{.*}} "ouro::releases(port)"
 */
void close_port(int port OURO_RELEASES(port));
/* CHECK: AnnotateAttr {{.*}} "ouro::consumes(port)"
 */
void adopt_port(int port OURO_CONSUMES(port));
/* CHECK: AnnotateAttr {{.*}} "ouro::consumes(port, != NULL)"
 */
struct node *node_on(int port OURO_CONSUMES(port, != NULL));
/* CHECK: AnnotateAttr {{.*}} "ouro::borrows(port)"
 */
int port_number(int port OURO_BORROWS(port));

/* In front of a definition, and on the parameters of one. */
OURO_ACQUIRES(port, always) int any_port(void);
OURO_ACQUIRES(port, always) int any_port(void) {
  return 1;
}
int port_number(int port OURO_BORROWS(port)) {
  return port;
}
