// Objects that are copied field by field, though their destructor releases.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdlib>
#include <utility>
#include <vector>

class Packet {
public:
  explicit Packet(int n) : payload(new char[n]) {}
  ~Packet() { delete[] payload; }

private:
  char *payload;
};

int copies(std::vector<Packet> &all) {
  Packet first = all[0];
  // CHECK: [[#@LINE-1]]:18: warning: array 'payload' is released twice [ouro-double-release]
  // CHECK: [[#@LINE-10]]:36: note: array 'payload' is acquired here
  // CHECK: [[#@LINE-3]]:18: note: this copies a 'Packet' field by field: both have the same array 'payload'
  // CHECK: [[#@LINE-11]]:15: note: the destructor of 'Packet' releases array 'payload', once for each copy
  // CHECK: [[#@LINE-5]]:18: note: write or delete the copy constructor and copy assignment of 'Packet', or make the field an owner
  return sizeof first;
}

// Never copied: the compiler leaves these copies out.
class Built {
public:
  explicit Built(int n) : payload(new char[n]) {}
  ~Built() { delete[] payload; }

private:
  char *payload;
};

Built build() {
  Built made(4);
  return made;
}
int builds() {
  Built made = build();
  return sizeof made;
}

// Copied and taken away from the other.
class Moved {
public:
  explicit Moved(int n) : payload(new char[n]) {}
  ~Moved() { delete[] payload; }
  void forget() { payload = nullptr; }

private:
  char *payload;
};

void moves(Moved &from) {
  Moved to = from;
  from.forget();
}

// The destructor knows whether it owns.
class Shares {
public:
  explicit Shares(int n) : payload(new char[n]), owns(true) {}
  ~Shares() {
    if (owns)
      delete[] payload;
  }

private:
  char *payload;
  bool owns;
};

int shares(Shares &from) {
  Shares to = from;
  return sizeof to;
}

// A copy constructor of its own.
class Deep {
public:
  explicit Deep(int n) : payload(new char[n]) {}
  Deep(const Deep &) : payload(new char[1]) {}
  ~Deep() { delete[] payload; }

private:
  char *payload;
};

int deep(Deep &from) {
  Deep to = from;
  return sizeof to;
}
