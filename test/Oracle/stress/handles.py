"""Counted pointers: the standard one and three designs as found in real projects."""
from text import fill

POINTER = """
template <class T> class $Ref {
T *$ptr = nullptr;
public:
$Ref() = default;
$Ref(std::nullptr_t) {}
explicit $Ref(T *x) : $ptr(x) { if ($ptr) { @grab } }
$Ref(const $Ref &x) : $ptr(x.get()) { if ($ptr) { @grab } }
template <class U> $Ref(const $Ref<U> &x) : $ptr(x.get()) { if ($ptr) { @grab } }
$Ref($Ref &&x) noexcept : $ptr(std::exchange(x.$ptr, nullptr)) {}
@assign
~$Ref() { if ($ptr) { @drop } }
T *operator->() const { return $ptr; }
T &operator*() const { return *$ptr; }
T *get() const { return $ptr; }
explicit operator bool() const { return $ptr != nullptr; }
void swap($Ref &x) noexcept { std::swap($ptr, x.$ptr); }
};
"""
SWAPPED = "$Ref &operator=($Ref x) noexcept { std::swap($ptr, x.$ptr); return *this; }"
WRITTEN_OUT = """
$Ref &operator=(const $Ref &x) { $Ref(x).swap(*this); return *this; }
$Ref &operator=($Ref &&x) noexcept { $Ref(std::move(x)).swap(*this); return *this; }
"""

DESIGNS = {
    "intrusive_crtp": ("""
template <class D> class $Rc {
mutable int $count = 0;
public:
void $inc() const { ++$count; }
void $dec() const { if (--$count == 0) delete static_cast<const D *>(this); }
};
""", "$ptr->$inc();", "$ptr->$dec();", SWAPPED),
    "intrusive_free": ("""
struct $Rc {
std::atomic<int> $count{0};
virtual ~$Rc() = default;
};
inline void intrusive_ptr_add_ref($Rc *x) { x->$count.fetch_add(1, std::memory_order_relaxed); }
inline void intrusive_ptr_release($Rc *x) { if (x->$count.fetch_sub(1, std::memory_order_acq_rel) == 1) delete x; }
""", "intrusive_ptr_add_ref($ptr);", "intrusive_ptr_release($ptr);", WRITTEN_OUT),
    "intrusive_member": ("""
struct $Rc {
void $inc() { ++$count; }
void $dec() { if (!--$count) delete this; }
virtual ~$Rc() = default;
private:
unsigned $count = 0;
};
""", "$ptr->$inc();", "$ptr->$dec();", SWAPPED),
}


class Shared:
    """std::shared_ptr"""
    definitions = ""
    polymorphic = False

    def pointer(self, type_name):
        return "std::shared_ptr<%s>" % type_name

    def weak(self, type_name):
        return "std::weak_ptr<%s>" % type_name

    def make(self, type_name, arguments=""):
        return "std::make_shared<%s>(%s)" % (type_name, arguments)

    def adopt(self, type_name, new):
        return "std::shared_ptr<%s>(%s)" % (type_name, new)

    def bases(self, type_name, hands_out_self=False):
        return ["std::enable_shared_from_this<%s>" % type_name] if hands_out_self else []

    def self(self, type_name, dependent=False):
        return "this->shared_from_this()" if dependent else "shared_from_this()"


class Intrusive:
    def __init__(self, kind):
        base, grab, drop, assign = DESIGNS[kind]
        self.kind = kind
        self.definitions = base + fill(POINTER, grab=grab, drop=drop, assign=assign)
        self.polymorphic = "virtual" in base

    def pointer(self, type_name):
        return "$Ref<%s>" % type_name

    def weak(self, type_name):
        return None

    def make(self, type_name, arguments=""):
        return "$Ref<%s>(new %s(%s))" % (type_name, type_name, arguments)

    def adopt(self, type_name, new):
        return "$Ref<%s>(%s)" % (type_name, new)

    def bases(self, type_name, hands_out_self=False):
        return ["$Rc<%s>" % type_name if self.kind == "intrusive_crtp" else "$Rc"]

    def self(self, type_name, dependent=False):
        return "$Ref<%s>(this)" % type_name


def handle(kind):
    return Intrusive(kind) if kind in DESIGNS else Shared()
