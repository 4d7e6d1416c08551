// What nobody calls, and nobody outside can call, neither takes out nor adds.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Registry {
public:
  static Registry &instance() {
    static Registry registry;
    return registry;
  }
  int add(std::string text) {
    // CHECK: [[#@LINE+2]]:5: warning: 'Registry::records' only grows: 'Registry::add' adds to it
    // CHECK: note: main calls 'Session::Session' in a loop
    records.emplace(++last, std::move(text));
    return last;
  }
  void remove(int id) { records.erase(id); }

private:
  int last = 0;
  std::map<int, std::string> records;
};

class Session {
public:
  explicit Session(const std::string &peer) : id(Registry::instance().add(peer)) {}
  int id;
};

// Called: by its name, as a virtual one, by an object's end, by the library.
static std::vector<std::string> pruned, overridden, ended, compared, pointed;
static void prune() { pruned.clear(); }
struct Task {
  virtual ~Task() = default;
  virtual void run() = 0;
};
struct Clear : Task {
  void run() override { overridden.clear(); }
};
struct Guard {
  ~Guard() { ended.clear(); }
};
struct Less {
  bool operator()(int left, int right) const {
    compared.clear();
    return left < right;
  }
};
static void drop() { pointed.clear(); }
static void (*const table[])() = {drop};

static void note(int number) {
  std::string text = std::to_string(number);
  overridden.push_back(text);
  ended.push_back(text);
  compared.push_back(text);
  pointed.push_back(text);
}
static void keep(int number) { pruned.push_back(std::to_string(number)); }

int main(int argc, char **argv) {
  int rounds = argc > 1 ? std::stoi(argv[1]) : 100;
  std::vector<int> numbers;
  for (int i = 0; i < rounds; ++i) {
    Session session("peer " + std::to_string(i));
    Guard guard;
    note(i);
    keep(i);
    numbers.push_back(session.id);
  }
  std::unique_ptr<Task> task = std::make_unique<Clear>();
  std::sort(numbers.begin(), numbers.end(), Less());
  table[0]();
  prune();
  return 0;
}
