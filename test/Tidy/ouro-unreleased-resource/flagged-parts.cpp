// Fields that members and functions with references fill.
//
// RUN: %tidy %s -- -std=c++20 -w 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdlib>

struct Text {
  char *data;
  int length;
};

static bool filled(Text &text) {
  text.data = static_cast<char *>(std::malloc(8));
  return text.data;
}
static void emptied(Text &text) { std::free(text.data); }
static Text made() { return Text{static_cast<char *>(std::malloc(8)), 8}; }

void by_reference(bool early) {
  Text text;
  if (!filled(text))
    // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'text.data' is not released on some path: 'free' is missing
    return;
  if (early)
    return;
  emptied(text);
}

void by_value() {
  Text text = made();
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'text.data' is not released on some path: 'free' is missing
}

struct Handle {
  char *raw;
  Handle() { raw = static_cast<char *>(std::malloc(8)); }
  void close() {
    std::free(raw);
    raw = nullptr;
  }
};

void by_constructor() {
  Handle handle;
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: memory 'handle.raw' is not released on some path: 'free' is missing
}
void closed() {
  Handle handle;
  handle.close();
}

// One mistake of the class, not one per object.
struct Forgetful {
  int *number;
  Forgetful() : number(new int) {}
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: what 'Forgetful::number' holds is never released: 'delete' is missing
  ~Forgetful() {}
};
void forgotten() {
  Forgetful *made = new Forgetful;
  delete made;
}
