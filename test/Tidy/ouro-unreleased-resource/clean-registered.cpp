// Handles that somebody else knows of.
//
// RUN: %tidy --warnings-as-errors='*' %s -- %flags
#include <netdb.h>
#include <cstdio>

// A library calls back with the data that it was given, and the callback may
// release them, whatever else it is told.
# 1 "/usr/include/lookup.h" 1 3
extern "C" void look_up(const char *name,
                        void (*done)(void *data, int status, const char *text),
                        void *data);
# 13 "clean-registered.cpp" 2
struct Query {
  int asked = 0;
};
static void answered(void *data, int, const char *) {
  delete static_cast<Query *>(data);
}
bool ask(const char *name) {
  Query *query = new Query;
  look_up(name, answered, query);
  return name != nullptr;
}

// What a pointer to a member function is called with is anybody's.
struct Sink {
  int put(FILE *file);
};
int pass(Sink *sink, int (Sink::*how)(FILE *), const char *name) {
  FILE *file = std::fopen(name, "r");
  return file ? (sink->*how)(file) : 0;
}

// A cursor into what another field owns.
class Resolver {
public:
  explicit Resolver(const char *name) : all(nullptr), next(nullptr) {
    if (getaddrinfo(name, nullptr, nullptr, &all) == 0)
      next = all;
  }
  ~Resolver() {
    if (all)
      freeaddrinfo(all);
  }
  addrinfo *step() {
    addrinfo *found = next;
    if (found)
      next = found->ai_next;
    return found;
  }

private:
  addrinfo *all;
  addrinfo *next;
};
