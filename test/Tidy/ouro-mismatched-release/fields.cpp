// What a field holds is released as something else, in another member.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdlib>
#include <cstring>

class Raster {
public:
  explicit Raster(int n) { pixels = new int[n]; }
  // CHECK: [[#@LINE+6]]:17: warning: array 'pixels' is released as if by 'delete', but needs 'delete[]' [ouro-mismatched-release]
  // CHECK: [[#@LINE-2]]:28: note: array 'pixels' is acquired here
  ~Raster() { drop(); }
  Raster(const Raster &) = delete;

private:
  void drop() { delete pixels; }
  int *pixels;
};

int raster() { return sizeof(Raster(3)); }

// Either family may be in it; somebody knows.
class Either {
public:
  explicit Either(bool array) : array(array) {
    if (array)
      p = new int[3];
    else
      p = new int;
  }
  Either(const Either &) = delete;
  ~Either() {
    if (array)
      delete[] p;
    else
      delete p;
  }

private:
  bool array;
  int *p;
};

// What comes from elsewhere may be anything.
class Adopts {
public:
  Adopts() : text(strdup("")) {}
  Adopts(const Adopts &) = delete;
  void adopt(char *other) { text = other; }
  ~Adopts() { delete[] text; }

private:
  char *text;
};
