// A class of a header whose `void f()` another file defines may be torn down
// there: the ring is built before our eyes, and still at most possible.
// RUN: %tidy %s -- -std=c++20 2>&1 | count 0
// RUN: %tidy --config='{CheckOptions: {ouro-refcount-cycle.MinConfidence: possible}}' %s -- -std=c++20 2>/dev/null \
// RUN:   | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <memory>
#include <vector>

struct Search;
struct Probe {
  explicit Probe(std::shared_ptr<Search> S) : For(std::move(S)) {}
  // CHECK: [[#@LINE+1]]:27: warning: possible strong reference cycle of 'Search' and 'Probe' through 'Probe::For' and 'Search::Open' [ouro-refcount-cycle]
  std::shared_ptr<Search> For;
};
struct Search : std::enable_shared_from_this<Search> {
  std::vector<std::shared_ptr<Probe>> Open;
  void add() { Open.push_back(std::make_shared<Probe>(shared_from_this())); }
  void done();
};
