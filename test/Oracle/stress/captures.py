"""Ways to make a callback that keeps an object: lambdas in all their forms, std::bind, functors."""
import collections

# setup: statements before; expression: the callable; members: of $A; outside: (before $A, after $A).
Captured = collections.namedtuple("Captured", "setup expression members outside")

# Each value: (setup, callable, where @P is the strong pointer and @A the class of the object)
STRONG = {
    "init": ("", "[$s = @P](int v) { $s->$hit(v); }"),
    "local": ("auto $s = @P;", "[$s](int v) { $s->$hit(v); }"),
    "copy_all": ("auto $s = @P;", "[=](int v) { $s->$hit(v); }"),
    "this_and_self": ("auto $s = @P;", "[this, $s](int v) { $hit(v); }"),
    "moved": ("auto $s = @P;", "[$k = std::move($s)](int v) { $k->$hit(v); }"),
    "alias": ("auto $s = @P;\nauto $k = $s;", "[$k](int v) { $k->$hit(v); }"),
    "helper": ("", "[$s = @H$me()](int v) { $s->$hit(v); }"),
    "bind": ("", "std::bind(&@A::$hit, @P, std::placeholders::_1)"),
    "bind_front": ("", "std::bind_front(&@A::$hit, @P)"),
    "generic": ("", "[$s = @P](auto v) { $s->$hit(v); }"),
    "nested": ("auto $s = @P;", "[$s](int v) {\nauto then = [$s, v] { $s->$hit(v); };\nthen();\n}"),
    "inner": ("auto $k = [$s = @P](int v) { $s->$hit(v); };", "[$k](int v) { $k(v + 1); }"),
    "named": ("@F $k = [$s = @P](int v) { $s->$hit(v); };", "std::move($k)"),
    "wrapped": ("", "$keep(@P, [](int) {})"),
    "erased": ("std::shared_ptr<void> $k = @P;\nauto *$s = @P.get();", "[$k, $s](int v) { $s->$hit(v); }"),
    "functor": ("", "$Fn{@P}"),
    "group": ("std::vector<@T> $k{@P};", "[$k](int v) {\nfor (auto &each : $k)\neach->$hit(v);\n}"),
}
# Endings in which the callback does not keep its own object: the captures they have a form for.
WITHOUT_SELF = {
    "weak": {"init", "local", "generic", "bind"},
    "raw": {"init", "local", "bind", "generic"},
    "value": {"init", "local"},
    "subobject": {"init", "local"},
    "distinct": set(STRONG) - {"this_and_self"},
}
WRAP = """template <class P, class G> auto $keep(P x, G g) {
return [x, g](int v) { g(v); };
}"""


def weak_or_raw(c, strong):
    """The (setup, callable) of a callback that holds nothing strongly."""
    me, a = ("this" if c.member else "a.get()"), c.a(not c.member)
    locked = "if (auto s = $w.lock())\ns->$hit(v);"
    parameter = "auto v" if c.capture == "generic" else "int v"
    if c.ending == "weak":
        weak = "this->weak_from_this()" if c.member else "std::weak_ptr<%s>(a)" % a
        if c.capture == "bind":
            return "", "std::bind([](const std::weak_ptr<%s> &$w, int v) { %s }, %s, std::placeholders::_1)" % (
                a, locked, weak)
        if c.capture == "local":
            return "std::weak_ptr<%s> $w = %s;" % (a, strong), "[$w](int v) { %s }" % locked
        return "", "[$w = %s](%s) { %s }" % (weak, parameter, locked)
    if c.ending == "raw":
        if c.capture == "bind":
            return "", "std::bind(&%s::$hit, %s, std::placeholders::_1)" % (a, me)
        if c.member:
            return "", "[this](%s) { this->$hit(v); }" % parameter
        if c.capture == "local":
            return "auto &$r = *a;", "[&$r](int v) { $r.$hit(v); }"
        return "", "[$r = a.get()](%s) { $r->$hit(v); }" % parameter
    prefix = "" if c.member else "a->"
    field, body = {"value": ("$total", "$s += v;"), "subobject": ("$cfg", "$s->$width = v;")}[c.ending]
    if c.capture == "local":
        return "auto $s = %s%s;" % (prefix, field), "[$s](int v) mutable { %s }" % body
    return "", "[$s = %s%s](int v) mutable { %s }" % (prefix, field, body)


def capture(c):
    """The capture of program `c`."""
    a = c.a(not c.member)
    self_ = c.h.self(a, c.template)
    strong = "o" if c.ending == "distinct" else self_ if c.member else "a"
    if c.ending in WITHOUT_SELF and c.ending != "distinct":
        if c.ending == "weak" and c.member and c.capture == "local":
            strong = "this->weak_from_this()"
        before = "struct $Cfg : Tally {\nint $width = 0;\n};" if c.ending == "subobject" else ""
        return Captured(*weak_or_raw(c, strong), [], (before, ""))
    setup, call = STRONG[c.capture]
    pieces = {"@P": strong, "@A": a, "@T": c.h.pointer(a), "@H": strong + "->" if strong in ("o", "a") else "",
              "@F": "std::function<void(int)>"}
    for key, piece in pieces.items():
        setup, call = setup.replace(key, piece), call.replace(key, piece)
    members, before, after = [], "", ""
    if c.capture == "helper":
        members.append("%s $me() { return %s; }" % (c.h.pointer(c.a(False)), c.h.self(c.a(False), c.template)))
    if c.capture == "wrapped":
        before = WRAP
    if c.capture == "functor":
        before = "struct $A;\nstruct $Fn {\n%s $who;\nvoid operator()(int v) const;\n};" % c.h.pointer("$A")
        after = "inline void $Fn::operator()(int v) const { $who->$hit(v); }"
    return Captured(setup, call, members, (before, after))
