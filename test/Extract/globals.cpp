// Containers that live on, how they grow, and what bounds or empties them.
//
// RUN: %ouro facts %s -- -std=c++20 | grep -E '^(global|growth) ' | FileCheck %s --implicit-check-not='{{^(global|growth)}}'
#include <map>
#include <set>
#include <memory>
#include <string>
#include <vector>

enum class Color { Red };
static std::vector<int> plain;
std::vector<int> open_;
static thread_local std::vector<int> mine;
static std::map<int, std::weak_ptr<int>> weak;
static const std::vector<int> fixed = {1};
static std::vector<int> emptied, given;
static int number;

// CHECK-DAG: global plain variable closed @
// CHECK-DAG: growth plain in adds key=none value=made open @
// CHECK-DAG: growth plain in hands key=none value=given open @
// CHECK-DAG: global open_ variable @
// CHECK-DAG: growth open_ in adds key=none value=made open @
// CHECK-DAG: global mine variable per-thread closed @
// CHECK-DAG: growth mine in adds key=none value=made open guarded @
// CHECK-DAG: global weak variable closed weak @
// CHECK-DAG: growth weak in finds key=given value=made open recalls @
// CHECK-DAG: global emptied variable closed shrinks @
// CHECK-DAG: growth emptied in adds key=none value=made open @
// CHECK-DAG: global given variable closed escapes @
void give(std::vector<int> &);
void adds(int n) {
  plain.push_back(n + 1);
  open_.push_back(n + 1);
  if (mine.size() < 3)
    mine.push_back(n + 1);
  emptied.push_back(n + 1);
  emptied.pop_back();
  give(given);
}
void hands(int n) { plain.push_back(n); }
std::shared_ptr<int> finds(int key) { return weak[key].lock(); }

// CHECK-DAG: global {{.*}}colors local closed @
// CHECK-DAG: growth {{.*}}colors in colored key=fixed value=made open recalls @
int &colored(Color color) {
  static std::map<Color, int> colors;
  return colors[color];
}

// CHECK-DAG: global Only::values member closed @
// CHECK-DAG: growth Only::values in Only::get key=given value=made recalls @
// CHECK-DAG: growth Only::values in Only::word key=fixed value=made @
class Only {
public:
  const int *get(int key) { return &values[std::to_string(key)]; }
  void word(const char *text) { ++values[text]; }
  static Only it;

private:
  std::map<std::string, int> values;
};
Only Only::it;
int words(int n) {
  Only::it.word("a");
  return *Only::it.get(n);
}

// CHECK-DAG: global all variable closed @
// CHECK-DAG: growth all in Self::Self key=none value=self ends @
// CHECK-DAG: growth all in serve key=none value=made served @
struct Self;
static std::vector<const void *> all;
struct Self {
  Self() { all.push_back(this); }
};
static void serve() { all.push_back(new int); }
int main() {
  Self self;
  while (number)
    serve();
}
