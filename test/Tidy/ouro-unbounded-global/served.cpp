// What main does again and again.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <map>
#include <string>
#include <vector>

static std::vector<std::string> options, errors;
static std::map<std::string, int> totals;
static std::vector<int> table;

static void option(const char *text) { options.push_back(text); }
static void fill() {
  for (int i = 0; i < 10; ++i)
    table.push_back(i * i);
}

static void fail(const std::string &what) {
  // CHECK: [[#@LINE+3]]:3: warning: 'errors' only grows: 'fail' adds to it
  // CHECK: note: main calls 'serve' in a loop
  // CHECK: note: take out of 'errors' what is no longer needed, or limit its size
  errors.push_back(what);
}
static void count(const char *kind) { ++totals[kind]; }
static bool serve(int request) {
  if (request % 2)
    fail("odd " + std::to_string(request));
  count("request");
  count(request > 100 ? "large" : "small");
  return request != table[3];
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    option(argv[i]);
  fill();
  int request = 0;
  while (serve(request))
    ++request;
  return static_cast<int>(errors.size() + options.size() + totals.size());
}
