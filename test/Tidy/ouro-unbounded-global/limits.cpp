// Growth that is not reported.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
#include <map>
#include <string>
#include <vector>

int compute(const std::string &text);

// One that takes things out is enough, whether or not it runs.
static std::map<std::string, int> emptied;
int get(const std::string &name) {
  return emptied.try_emplace(name, compute(name)).first->second;
}
void neverCalled() { emptied.clear(); }

// What stands behind a key that is one of few grows.
enum class Level { Low, High };
void note(Level level) {
  static std::map<Level, std::vector<int>> notes;
  notes[level].push_back(compute("x"));
}

// A test of the size that bounds nothing.
void log(int n) {
  static std::vector<int> lines;
  if (lines.size() > 1000000)
    compute("many");
  lines.push_back(n * 2);
}

// Whether this runs once or often no file tells alone.
static std::vector<std::string> log_;
void append(const std::string &line) { log_.push_back(line); }
