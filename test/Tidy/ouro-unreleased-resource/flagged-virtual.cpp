// Virtual calls on objects whose class is plain run one known function; all
// others may run any, and keep what they get.
// RUN: %tidy %s -- %flags 2>/dev/null | grep -v '^ *[0-9]* |' | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <cstdlib>
#include <cstring>

struct Sink {
  virtual void take(char *text) const = 0;
  virtual ~Sink() = default;
};
struct Reader : Sink {
  void take(char *text) const override { text[0] = 'r'; }
};
struct Owner : Sink {
  void take(char *text) const override { free(text); }
};

void bound() {
  char *text = static_cast<char *>(malloc(8));
  // CHECK: [[#@LINE-1]]:36: warning: memory 'text' is not released on some path: 'free' is missing
  if (!text)
    return;
  const Sink &sink = Reader();
  sink.take(text);
}

void pointed() {
  char *text = static_cast<char *>(malloc(8));
  // CHECK: [[#@LINE-1]]:36: warning: memory 'text' is not released on some path: 'free' is missing
  if (!text)
    return;
  Sink *sink = new Reader;
  sink->take(text);
  delete sink;
}

void released() {
  char *text = static_cast<char *>(malloc(8));
  if (!text)
    return;
  const Sink &sink = Owner();
  sink.take(text);
}

void another(bool other) {
  char *text = static_cast<char *>(malloc(8));
  if (!text)
    return;
  Reader reader;
  Owner owner;
  Sink *sink = &reader;
  if (other)
    sink = &owner;
  sink->take(text);
}

void anybody(const Sink &sink) {
  char *text = static_cast<char *>(malloc(8));
  if (text)
    sink.take(text);
}

// Who asks a new object something does not give it away.
struct Codec {
  virtual ~Codec() = default;
  virtual int rate() const = 0;
  virtual bool start() = 0;
  virtual int unref() const = 0;
};
struct Plain : Codec {
  int rate() const override { return 8000; }
  bool start() override { return true; }
  int unref() const override { return 0; }
};
static Codec *make(int tag) { return tag ? new Plain : nullptr; }

bool tooSlow(int tag) {
  Codec *codec = make(tag);
  // CHECK: [[#@LINE-1]]:18: warning: object 'codec' is not released on some path: 'delete' is missing
  if (!codec)
    return false;
  if (codec->rate() < 16000)
    return false;
  delete codec;
  return true;
}

void started(int tag) {
  if (Codec *codec = make(tag))
    if (codec->start()) // it may keep itself
      return;
}

void counted(int tag) {
  Codec *codec = make(tag);
  if (codec)
    codec->unref();
}
