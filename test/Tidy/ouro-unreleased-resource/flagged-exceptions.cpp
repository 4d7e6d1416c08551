// Exceptions that calls may throw, where somebody asks for them.
//
// RUN: %tidy %s -config='{CheckOptions: {ouro-unreleased-resource.CallsMayThrow: true}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <cstdio>
#include <memory>

void parse(const char *line);
void quiet(const char *line) noexcept;
void keep(FILE *f);
static void count(int &n) { ++n; }
static void load(const char *line) { parse(line); }

void flagged(const char *path) {
  // CHECK: [[#@LINE+1]]:13: warning: stream 'f' is not released on some path: 'fclose' is missing [ouro-unreleased-resource]
  FILE *f = std::fopen(path, "r");
  if (!f)
    return;
  // CHECK: [[#@LINE+1]]:3: note: if this call throws, nobody releases stream 'f'
  parse(path);
  std::fclose(f);
}

void indirectly(const char *path) {
  // CHECK: [[#@LINE+1]]:13: warning: stream 'f' is not released on some path: 'fclose' is missing [ouro-unreleased-resource]
  FILE *f = std::fopen(path, "r");
  if (!f)
    return;
  load(path);
  std::fclose(f);
}

void caught(const char *path) {
  FILE *f = std::fopen(path, "r");
  if (!f)
    return;
  try {
    parse(path);
  } catch (...) {
  }
  std::fclose(f);
}

void clean(const char *path) {
  FILE *f = std::fopen(path, "r");
  if (!f)
    return;
  int n = 0;
  quiet(path);
  count(n);
  std::fputs(path, f);
  std::fclose(f);
}

void owned(const char *path) {
  auto n = std::make_unique<int>(1);
  parse(path);
  FILE *f = std::fopen(path, "r");
  keep(f);
}
