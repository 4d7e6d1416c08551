// The header is silent in every C++, and every annotation reaches templates.
//
// RUN: %cxx -std=c++98 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
// RUN: %cxx -std=c++11 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
// RUN: %cxx -std=c++17 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
// RUN: %cxx -std=c++20 -Wall -Wextra -Werror -pedantic -fsyntax-only -I%include %s
// Warnings about features that C++98 or C++20 lack are no news here.
// RUN: clang++ -std=c++98 -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-padded -Werror -fsyntax-only -I%include %s
// RUN: clang++ -std=c++11 -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-padded -Werror -fsyntax-only -I%include %s
// RUN: clang++ -std=c++20 -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-padded -Werror -fsyntax-only -I%include %s
// RUN: clang++ -std=c++20 -fsyntax-only -I%include -Xclang -ast-dump %s | FileCheck %s
#include "ouro/annotations.h"

struct View;

// CHECK: ClassTemplateDecl {{.*}} edge
// CHECK: "ouro::strong"
// CHECK: "ouro::traced"
// The instantiation has them as well.
// CHECK: ClassTemplateSpecializationDecl {{.*}} edge
// CHECK: "ouro::strong"
// CHECK: "ouro::traced"
template <class T> class OURO_STRONG OURO_TRACED edge {
  T *target;

public:
  edge() : target() {}
  T *get() const { return target; }
};

// CHECK: "ouro::weak"
template <class T> struct OURO_WEAK observer {
  T *seen;
};

// CHECK: CXXRecordDecl {{.*}} struct Session definition
// CHECK: "ouro::cycle_collected"
struct OURO_CYCLE_COLLECTED Session {
  edge<int> number;
  // CHECK: "ouro::broken_by(Session::close)"
  View *view OURO_BROKEN_BY(Session::close);
  // CHECK: "ouro::back_reference"
  View *owner OURO_BACK_REFERENCE;
  // CHECK: "ouro::acyclic(one way)"
  View *leaf OURO_ACYCLIC("one way");
  // CHECK: "ouro::bounded(one per port)"
  View *ports[4] OURO_BOUNDED("one per port");
  // CHECK: "ouro::lives_forever(a registry)"
  static View *all OURO_LIVES_FOREVER("a registry");
  void close();
  // CHECK: "ouro::acquires(lock, always)"
  void lock() OURO_ACQUIRES(lock, always);
  // CHECK: "ouro::releases(lock)"
  void unlock() OURO_RELEASES(lock);
  // CHECK: "ouro::consumes(fd)"
  // CHECK: "ouro::consumes(fd, == true)"
  // CHECK: "ouro::borrows(any)"
  bool adopt(int first OURO_CONSUMES(fd), int second OURO_CONSUMES(fd, == true), int third OURO_BORROWS(any));
};
