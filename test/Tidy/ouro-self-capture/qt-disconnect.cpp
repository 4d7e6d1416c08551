// Where something is disconnected, a connection may be gone in time.
//
// RUN: %tidy %s -- %flags 2>/dev/null | count 0
// RUN: %tidy %s -config='{CheckOptions: {ouro-self-capture.MinConfidence: possible}}' -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
class QObject {
public:
  virtual ~QObject();
  template <class Sender, class Signal, class Slot>
  static void connect(const Sender *, Signal, Slot) {}
  static bool disconnect(const QObject *sender, const char *signal, const QObject *receiver, const char *slot);
};
template <class T> class QSharedPointer {
public:
  explicit QSharedPointer(T *t);
  QSharedPointer(const QSharedPointer &);
  ~QSharedPointer();
  T *data() const;
  T *operator->() const;
  T *value;
};
struct Button : QObject {
  void clicked();
  int times = 0;
  QSharedPointer<Button> *next = nullptr;
};
void keep(const QSharedPointer<Button> &button);
void start() {
  QSharedPointer<Button> button(new Button);
  QObject::connect(button.data(), &Button::clicked, [button] { button->times++; }); // FLAG
  keep(button);
}
void stop(Button *button) { QObject::disconnect(button, nullptr, nullptr, nullptr); }

// The findings:
//
// CHECK: :29:54: warning: closure captures 'button' strongly, which may hold the closure through what is attached to it [ouro-self-capture]
// CHECK: :29:54: note: the closure captures 'button' strongly here
// CHECK: :29:3: note: the closure is stored in 'button' here
// CHECK: :29:54: note: capture a weak pointer to 'button' and lock it in the body, or let whoever calls the closure drop it afterwards
