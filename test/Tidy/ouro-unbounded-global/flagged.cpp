// Containers that live on and only grow.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

int compute(const std::string &text);

// A result for each argument.
int lookUp(const std::string &name) {
  static std::unordered_map<std::string, int> known;
  auto it = known.find(name);
  if (it != known.end())
    return it->second;
  int value = compute(name);
  // CHECK: [[#@LINE+1]]:3: warning: 'known' remembers whatever 'lookUp' was ever asked for [ouro-unbounded-global]
  known.emplace(name, value);
  // CHECK: [[#@LINE-7]]:47: note: 'known' lives as long as the program, and nothing takes anything out of it
  // CHECK: note: 'lookUp' keeps here what it gives for each new key
  // CHECK: note: limit how much 'known' holds, and drop what was not asked for longest
  return value;
}

// The same, of a namespace, with what operator[] makes.
namespace {
std::map<std::string, std::unique_ptr<int>> cells;
}
int *cellOf(const std::string &name) {
  // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'cells' remembers whatever 'cellOf' was ever asked for
  auto &cell = cells[name];
  if (!cell)
    cell = std::make_unique<int>(compute(name));
  return cell.get();
}

// A set that gives each text one address.
const char *intern(const char *text) {
  static std::set<std::string> pool;
  // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'pool' remembers whatever 'intern' was ever asked for
  return pool.insert(text).first->c_str();
}

// Behind a function that gives a reference, and behind a pointer.
static std::map<long, int> &squares() {
  static auto *all = new std::map<long, int>;
  return *all;
}
int square(long n) {
  auto &known = squares();
  // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'all' remembers whatever 'square' was ever asked for
  auto found = known.try_emplace(n, int(n * n));
  return found.first->second;
}

// Static member, all of whose users are here.
class Names {
public:
  static int idOf(const std::string &name) {
    if (auto it = ids.find(name); it != ids.end())
      return it->second;
    int id = static_cast<int>(ids.size());
    // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'Names::ids' remembers whatever 'Names::idOf' was ever asked for
    ids[name] = id;
    return id;
  }

private:
  static std::map<std::string, int> ids;
};
std::map<std::string, int> Names::ids;
int idOf(const std::string &name) { return Names::idOf(name); }

// The only object of its class.
class Cache {
public:
  static Cache &instance() {
    static Cache it;
    return it;
  }
  int get(const std::string &key) {
    auto it = values.find(key);
    if (it == values.end())
      // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'Cache::values' remembers whatever 'Cache::get' was ever asked for
      it = values.insert({key, compute(key)}).first;
    return it->second;
  }

private:
  Cache() { values.emplace("", 0); }
  std::map<std::string, int> values;
};
int cached(const std::string &key) { return Cache::instance().get(key); }

// A variable that only one function has is for many calls of it.
void note(int code) {
  static std::vector<std::string> notes;
  // CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: 'notes' only grows: 'note' adds to it, and nothing takes anything out
  notes.push_back("code " + std::to_string(code));
}

// Of a thread.
const std::string &keep(int n) {
  thread_local std::vector<std::unique_ptr<std::string>> kept;
  // CHECK: [[#@LINE+2]]:{{[0-9]+}}: warning: 'kept' only grows
  // CHECK: note: 'kept' lives as long as its thread
  kept.push_back(std::make_unique<std::string>(std::to_string(n)));
  return *kept.back();
}

// Weak values do not make entries go.
std::shared_ptr<int> shared(int key) {
  static std::mutex lock;
  static std::map<int, std::weak_ptr<int>> cache;
  std::lock_guard guard(lock);
  // CHECK: [[#@LINE+2]]:{{[0-9]+}}: warning: 'cache' remembers whatever 'shared' was ever asked for
  // CHECK: note: erase expired entries of 'cache' now and then
  auto &entry = cache[key];
  auto found = entry.lock();
  if (!found)
    entry = found = std::make_shared<int>(key);
  return found;
}

// Objects that end, and stay registered.
namespace {
struct Window;
std::vector<Window *> windows;
struct Window {
  Window() {
    // CHECK: [[#@LINE+2]]:{{[0-9]+}}: warning: 'windows' only grows
    // CHECK: note: take the object out of 'windows' in its destructor
    windows.push_back(this);
  }
};
}
void open() { Window window; }
void count(int &n) {
  for (Window *window : windows)
    n += window != nullptr;
}

// A text that somebody made, behind a plain pointer.
struct Call {
  const char *path;
};
static std::string &labelOf(const std::string &path) {
  static std::map<std::string, std::string> labels;
  // CHECK: [[#@LINE+1]]:10: warning: 'labels' remembers whatever 'labelOf' was ever asked for
  return labels[path];
}
static void onCall(const Call &call) { labelOf(call.path) += "."; }
void onText(const std::string &text) { onCall({text.c_str()}); }
