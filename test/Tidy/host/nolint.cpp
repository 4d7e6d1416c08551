// NOLINT in every form, at the place where the finding stands.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not=warning:
// RUN: %clang_tidy -load=%plugin -checks='-*,ouro-*' %s -- %flags 2>&1 | FileCheck %s --check-prefix=COUNT
// Nine findings, and the note that stands on the line of a NOLINT.
// COUNT: Suppressed 10 warnings (10 NOLINT)
#include <memory>
#include <vector>

template <class T> using List = std::vector<std::shared_ptr<T>>;

struct A1 {
  List<A1> down;
  std::shared_ptr<A1> up; // NOLINT
};
struct A2 {
  List<A2> down;
  std::shared_ptr<A2> up; // NOLINT(ouro-refcount-cycle): the test says why
};
struct A3 {
  List<A3> down;
  std::shared_ptr<A3> up; // NOLINT(ouro-*)
};
struct A4 {
  List<A4> down;
  std::shared_ptr<A4> up; // NOLINT(*-cycle, bugprone-something)
};
struct A5 {
  List<A5> down;
  // NOLINTNEXTLINE
  std::shared_ptr<A5> up;
};
struct A6 {
  List<A6> down;
  // NOLINTNEXTLINE(ouro-refcount-cycle)
  std::shared_ptr<A6> up;
};
// NOLINTBEGIN
struct A7 {
  List<A7> down;
  std::shared_ptr<A7> up;
};
// NOLINTEND
// NOLINTBEGIN(ouro-refcount-cycle)
struct A8 {
  List<A8> down;
  std::shared_ptr<A8> up;
};
// NOLINTEND(ouro-refcount-cycle)
// NOLINTBEGIN(ouro-*)
struct A9 {
  List<A9> down;
  std::shared_ptr<A9> up;
};
// NOLINTEND(ouro-*)

// Another check, another line, and a comment on the edge that is not reported.
struct B1 {
  List<B1> down;
  // CHECK: :[[#@LINE+1]]:23: warning: strong reference cycle of 'B1'
  std::shared_ptr<B1> up; // NOLINT(ouro-annotation)
};
struct B2 {
  List<B2> down; // NOLINT
  // CHECK: :[[#@LINE+1]]:23: warning: strong reference cycle of 'B2'
  std::shared_ptr<B2> up;
};
struct B3 {
  List<B3> down;
  // NOLINTNEXTLINE(ouro-refcount-cycle)

  // CHECK: :[[#@LINE+1]]:23: warning: strong reference cycle of 'B3'
  std::shared_ptr<B3> up;
};
