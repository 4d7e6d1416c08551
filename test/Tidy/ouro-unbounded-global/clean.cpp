// Containers that live on and are no leak: something bounds them, takes things
// out, or they are filled once; what others can reach is not for us to say.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

int compute(const std::string &text);
void fill(std::map<std::string, int> &values);

// A limit.
int limited(const std::string &name) {
  static std::map<std::string, int> known;
  if (known.size() < 100)
    known.emplace(name, compute(name));
  auto it = known.find(name);
  return it == known.end() ? compute(name) : it->second;
}

// Least recently used ones go, elsewhere.
static std::list<std::string> order;
static std::unordered_map<std::string, int> recent;
static void evict() {
  recent.erase(order.back());
  order.pop_back();
}
int cached(const std::string &name) {
  auto [it, fresh] = recent.try_emplace(name, 0);
  if (fresh) {
    it->second = compute(name);
    order.push_front(name);
  }
  while (recent.size() > 10)
    evict();
  return it->second;
}

// Taken out by an iterator, an algorithm, a swap, a move, an assignment, an alias.
static std::vector<int> removed, erased, swapped, moved, assigned, aliased;
void add(int n) {
  removed.push_back(n + 1);
  erased.push_back(n + 2);
  swapped.push_back(n + 3);
  moved.push_back(n + 4);
  assigned.push_back(n + 5);
  aliased.push_back(n + 6);
}
std::vector<int> take() {
  removed.erase(std::remove(removed.begin(), removed.end(), 1), removed.end());
  std::erase_if(erased, [](int n) { return n > 3; });
  std::vector<int> other;
  std::swap(other, swapped);
  assigned = {};
  auto &alias = aliased;
  alias.clear();
  return std::move(moved);
}

// Keys of which there are few.
enum class Color { Red, Green };
int ofColor(Color color) {
  static std::map<Color, int> values;
  return values[color] += 1;
}
int ofFlags(bool a, Color b) {
  static std::map<std::pair<bool, Color>, int> values;
  return values[{a, b}] += 1;
}
template <class T> int ofType() {
  static std::map<std::type_index, int> values;
  return values[typeid(T)] += 1;
}
int types() { return ofType<int>() + ofType<long>(); }
int ofWord() {
  static std::map<std::string, int> counts;
  return ++counts["word"];
}
// All callers pass literals.
static int &counter(const char *name) {
  static std::map<std::string, int> counters;
  return counters[name];
}
void onOpen() { ++counter("open"); }
void onClose() { ++counter("close"); }

// All callers pass texts that the program spells out.
static std::string &labelled(const std::string &name) {
  static std::map<std::string, std::string> labels;
  return labels[name];
}
struct Route {
  const char *path;
};
static void onRoute(const Route &route) { labelled(route.path) += "."; }
void onRoutes(int i) {
  static const char *const paths[] = {"/a", "/b"};
  onRoute({paths[i % 2]});
  Route other = {"/c"};
  other.path = i ? "/d" : "/e";
  onRoute(other);
}

// Filled once.
const std::vector<int> &table() {
  static std::vector<int> values;
  if (values.empty())
    for (int i = 0; i < 10; ++i)
      values.push_back(i * i);
  return values;
}
int entry(int i) {
  static std::vector<int> values;
  static bool ready = false;
  if (!ready) {
    ready = true;
    values.push_back(compute("a"));
  }
  return values[i];
}
int exchanged(int i) {
  static std::vector<int> values;
  static std::atomic<bool> ready = false;
  if (!ready.exchange(true))
    values.push_back(compute("d"));
  return values[i];
}
int once(int i) {
  static std::once_flag flag;
  static std::vector<int> values;
  std::call_once(flag, [] { values.push_back(compute("b")); });
  return values[i];
}
int atFirst(int i) {
  static std::vector<int> values;
  static const bool ready = [] {
    values.push_back(compute("c"));
    return true;
  }();
  return ready ? values[i] : 0;
}
static std::vector<int> primes;
static bool addPrimes() {
  primes.push_back(compute("2"));
  primes.push_back(compute("3"));
  return true;
}
static bool primesAdded = addPrimes();
int prime(int i) { return primesAdded ? primes[i] : 0; }
const std::map<std::string, int> fixed = {{"a", 1}};

// A scratch buffer.
int scratch(int n) {
  thread_local std::vector<int> buffer;
  buffer.clear();
  for (int i = 0; i < n; ++i)
    buffer.push_back(i);
  return compute(std::to_string(buffer.size()));
}

// Others can take things out.
std::map<std::string, int> everybodys;
int shared(const std::string &name) {
  auto [it, fresh] = everybodys.try_emplace(name, 0);
  if (fresh)
    it->second = compute(name);
  return it->second;
}
std::map<std::string, int> &handedOut() {
  static std::map<std::string, int> values;
  return values;
}
int fromHandedOut(const std::string &name) {
  return handedOut().try_emplace(name, compute(name)).first->second;
}
static std::map<std::string, int> passed;
int fromPassed(const std::string &name) {
  fill(passed);
  return passed.try_emplace(name, compute(name)).first->second;
}

// Registries: nobody tells how often.
static std::vector<int (*)()> plugins;
void registerPlugin(int (*plugin)()) { plugins.push_back(plugin); }
static std::map<std::string, std::shared_ptr<int>> kinds;
void registerKind(const std::string &name, std::shared_ptr<int> kind) {
  kinds[name] = std::move(kind);
}
std::shared_ptr<int> kindOf(const std::string &name) {
  auto it = kinds.find(name);
  return it == kinds.end() ? nullptr : it->second;
}
// Objects that live on themselves.
struct Command;
static std::vector<Command *> commands;
struct Command {
  Command() { commands.push_back(this); }
};
static Command help, quit;
int commandCount() { return static_cast<int>(commands.size()); }

// Objects of a class of which there are many, with a cache each.
class Reader {
public:
  int get(const std::string &key) {
    return values.try_emplace(key, compute(key)).first->second;
  }

private:
  std::map<std::string, int> values;
};
static Reader global;
int readBoth(const std::string &key) {
  Reader local;
  return local.get(key) + global.get(key);
}

// A counter for each of a few names, whoever calls.
int countOf(std::string_view name) {
  static std::map<std::string, int, std::less<>> counts;
  auto it = counts.find(name);
  if (it == counts.end())
    it = counts.emplace(name, 0).first;
  return ++it->second;
}
