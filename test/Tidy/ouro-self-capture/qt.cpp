// Qt keeps connections in the sender and children in their parent, without a
// field that anybody sees.
//
// RUN: %tidy %s -- %flags 2>/dev/null | %check
class QObject {
public:
  explicit QObject(QObject *parent = nullptr);
  virtual ~QObject();
  void setParent(QObject *parent);
  template <class Sender, class Signal, class Slot>
  static void connect(const Sender *, Signal, Slot) {}
  template <class Sender, class Signal, class Slot>
  static void connect(const Sender *, Signal, const QObject *, Slot) {}
};
template <class T> class QSharedPointer {
public:
  QSharedPointer();
  explicit QSharedPointer(T *t);
  QSharedPointer(const QSharedPointer &);
  QSharedPointer &operator=(const QSharedPointer &);
  ~QSharedPointer();
  T *data() const;
  T *operator->() const;
  template <class... A> static QSharedPointer create(A &&...);
  T *value;
};
template <class T> class QWeakPointer {
public:
  QWeakPointer(const QSharedPointer<T> &);
  QSharedPointer<T> toStrongRef() const;
};

struct Button : QObject {
  void clicked();
  int times = 0;
  QSharedPointer<Button> next;
};

void captured() {
  QSharedPointer<Button> button(new Button);
  QObject::connect(button.data(), &Button::clicked, [button] { button->times++; }); // FLAG
}
void withContext(QObject *window) {
  QSharedPointer<Button> button(new Button);
  QObject::connect(button.data(), &Button::clicked, window, [=] { button->times++; }); // FLAG
}
void weakly() {
  QSharedPointer<Button> button(new Button);
  QWeakPointer<Button> weak = button;
  QObject::connect(button.data(), &Button::clicked, [weak] { weak.toStrongRef()->times++; });
}
void another() {
  QSharedPointer<Button> button(new Button), other(new Button);
  QObject::connect(button.data(), &Button::clicked, [other] { other->times++; });
}

struct Window;
struct Panel : QObject {
  explicit Panel(QObject *parent) : QObject(parent) {}
  QSharedPointer<Window> window;
};
struct Window : QObject {
  QSharedPointer<Button> button;
};
void child() {
  QSharedPointer<Window> window(new Window);
  Panel *panel = new Panel(window.data());
  panel->window = window; // FLAG
}

// The findings:
//
// CHECK: :41:54: warning: closure captures 'button' strongly, which holds the closure through what is attached to it [ouro-self-capture]
// CHECK: :41:54: note: the closure captures 'button' strongly here
// CHECK: :41:3: note: the closure is stored in 'button' here
// CHECK: :41:54: note: capture a weak pointer to 'button' and lock it in the body, or let whoever calls the closure drop it afterwards
// CHECK: :45:62: warning: closure captures 'button' strongly, which holds the closure through what is attached to it [ouro-self-capture]
// CHECK: :45:62: note: the closure captures 'button' strongly here
// CHECK: :45:3: note: the closure is stored in 'button' here
// CHECK: :45:62: note: capture a weak pointer to 'button' and lock it in the body, or let whoever calls the closure drop it afterwards
// CHECK: :68:3: warning: strong reference cycle of 'Window' through 'Panel::window' [ouro-refcount-cycle]
// CHECK: :60:26: note: 'Panel::window' holds 'Window' strongly here
// CHECK: :68:3: note: 'window' is stored in 'Panel::window' here
// CHECK: :59:37: note: 'panel' is stored in 'window' here
// CHECK: :60:26: note: keep this object out of its own 'Panel::window', or hold it weakly there
