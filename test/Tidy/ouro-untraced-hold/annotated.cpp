// A collector of the user's own, known by annotations alone.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include "ouro/annotations.h"

class Marker;
// Handles that name the function.
template <class T> class OURO_STRONG OURO_TRACED_BY(markFrom) Member {
public:
  Member &operator=(T *object);
  T *operator->() const { return object; }
  T *get() const { return object; }

private:
  T *object = nullptr;
};
class Marker {
public:
  template <class T> void mark(const Member<T> &member);
  void add(void *object);
};

class Widget {
public:
  void markFrom(Marker &marker) const {
    marker.mark(parent);
    marker.mark(first);
  }

private:
  Member<Widget> parent;
  Member<Widget> first, next;
};
// CHECK: :[[#@LINE-2]]:25: warning: 'Widget::markFrom' does not report 'Widget::next' to the collector

// The same name with another meaning.
class Log {
public:
  void markFrom(const char *text);
  void markFrom(int from, int to);
  Member<Widget> last;
};
// CHECK: :[[#@LINE-2]]:18: warning: 'Log::last' is a traced reference outside any object that the collector asks

// Bodies elsewhere.
class Window {
public:
  void markFrom(Marker &marker) const;

private:
  Member<Widget> content;
};
class Pane : public Window {
public:
  void markFrom(Marker &marker) const { Window::markFrom(marker); }

private:
  Member<Widget> content;
};

// A function that carries the annotation, inherited.
class OURO_CYCLE_COLLECTED Object {
public:
  virtual ~Object();
  OURO_TRACES virtual void walk(Marker &marker);
};
class Session : public Object {
public:
  void walk(Marker &marker) override {
    marker.add(window);
    Object::walk(marker);
  }

private:
  Object *window OURO_TRACED;
  Object *peer OURO_TRACED;
  Object *plain;
};
class Group : public Object {
public:
  void walk(Marker &marker) override { marker.add(leader); }

private:
  Object *leader OURO_TRACED;
  Object *deputy OURO_TRACED;
};
// CHECK: :[[#@LINE-2]]:11: warning: 'Group::walk' does not report 'Group::deputy' to the collector

// Nobody says which function: nothing is known.
class OURO_CYCLE_COLLECTED Silent {
  Object *window OURO_TRACED;
};
