// Annotations overrule what the type says, and reach the facts with their reasons.
//
// RUN: %ouro facts %s -- -std=c++20 -I%include | grep -E '^(record|hold|annotation) ' | FileCheck %s
#include "ouro/annotations.h"
#include <memory>

struct View;
struct Model {
  View *strong OURO_STRONG;
  View *plain;
  std::shared_ptr<Model> parent OURO_BACK_REFERENCE;
  std::shared_ptr<Model> observer OURO_WEAK;
  std::shared_ptr<View> leaf OURO_ACYCLIC("a view has no models");
  std::shared_ptr<View> broken OURO_BROKEN_BY(close);
  std::shared_ptr<View> elsewhere OURO_BROKEN_BY(View::drop);
  std::shared_ptr<View> nowhere OURO_BROKEN_BY(vanish);
  View *traced OURO_TRACED;
  void close();
};
struct View {
  std::shared_ptr<Model> model;
  void drop();
};
struct OURO_ACYCLIC("built bottom-up") Tree {
  std::shared_ptr<Tree> left, right;
};
struct OURO_LIVES_FOREVER("the registry") Registry {
  std::shared_ptr<Model> models;
};
template <class T> class OURO_STRONG Handle {
  T *object;

public:
  T *get() const { return object; }
};
template <class T> class OURO_WEAK Observer {
  T *object;

public:
  T *get() const { return object; }
};
struct Uses {
  Handle<Model> handle;
  Observer<Model> observer;
  std::shared_ptr<Model> unreasoned OURO_ACYCLIC("");
  int number OURO_STRONG;
};

// The facts, sorted:
//
// CHECK: annotation "'OURO_ACYCLIC' needs a reason; write OURO_ACYCLIC("reason")" @ {{.*}}:45:
// CHECK-NEXT: annotation "'OURO_STRONG' means nothing on a value of type 'int', which refers to no object" @ {{.*}}:46:
// CHECK-NEXT: annotation "no function 'vanish' is declared here that could break 'Model::nowhere'" @ {{.*}}:16:
// CHECK-NEXT: hold Model::broken -> View shared one broken-by=close reason="broken by close" @ {{.*}}:14:
// CHECK-NEXT: hold Model::elsewhere -> View shared one broken-by=View::drop reason="broken by View::drop" @ {{.*}}:15:
// CHECK-NEXT: hold Model::leaf -> View shared one silenced reason="a view has no models" @ {{.*}}:13:
// CHECK-NEXT: hold Model::nowhere -> View shared one reason="broken by vanish" @ {{.*}}:16:
// CHECK-NEXT: hold Model::observer -> Model weak one @ {{.*}}:12:
// CHECK-NEXT: hold Model::parent -> Model weak one @ {{.*}}:11:
// CHECK-NEXT: hold Model::strong -> View shared one @ {{.*}}:9:
// CHECK-NEXT: hold Model::traced -> View traced one @ {{.*}}:17:
// CHECK-NEXT: hold Registry::models -> Model shared one @ {{.*}}:28:
// CHECK-NEXT: hold Tree::left -> Tree shared one @ {{.*}}:25:
// CHECK-NEXT: hold Tree::right -> Tree shared one @ {{.*}}:25:
// CHECK-NEXT: hold Uses::handle -> Model shared one @ {{.*}}:43:
// CHECK-NEXT: hold Uses::observer -> Model weak one @ {{.*}}:44:
// CHECK-NEXT: hold Uses::unreasoned -> Model shared one @ {{.*}}:45:
// CHECK-NEXT: hold View::model -> Model shared one @ {{.*}}:21:
// CHECK-NEXT: record Model confined open-teardown @ {{.*}}:8:
// CHECK-NEXT: record Registry confined immortal reason="the registry" @ {{.*}}:27:
// CHECK-NEXT: record Tree confined acyclic reason="built bottom-up" @ {{.*}}:24:
// CHECK-NEXT: record Uses confined @ {{.*}}:42:
// CHECK-NEXT: record View confined open-teardown @ {{.*}}:20:
// CHECK-NOT: {{[[:cntrl:]].}}
