"""The part of a ring program that makes objects, links them and lets go."""
from rings import DIMENSIONS, LEAKING, Ring
from text import fill

FAMILY = "ring"
OWNED = ("owner_calls", "owner_resets")


class RingUse(Ring):
    def child(self, b, target):
        """Makes `b` and gives it the way back to `target`."""
        if self.shape == "self":
            return ""
        role = "$A" if self.same else "$B"
        back = self.as_back(target)
        made = "auto %s = %s;" % (b, self.make(role))
        extra = "\n%s->$also = %s;" % (b, back) if self.ending == "second_edge" else ""
        stores = {
            "direct": "%s\n%s->$up = %s;" % (made, b, back),
            "setter_value": "%s\n%s->$set(%s);" % (made, b, back),
            "setter_ref": "%s\n%s->$set(%s);" % (made, b, back),
            "constructor": "auto %s = %s;" % (b, self.make(role, back)),
            "aggregate": "auto %s = %s;" % (b, self.aggregate(role, back)),
            "factory": "auto %s = $build(%s);" % (b, target),
            "builder": "auto %s = $Builder().$with(%s).$finish();" % (b, target),
            "reference": "%s\nauto &%sref = *%s;\n%sref.$up = %s;" % (made, b, b, b, back),
            "inside": made,
        }
        return stores[self.store] + extra

    def aggregate(self, role, back):
        new = "new %s{%s%s}" % (self.type(role, True), "{}, " * (self.bases(role).count(",") + 1), back)
        if self.unique and role == self.elem_role:
            return "std::unique_ptr<%s>(%s)" % (self.type(role, True), new)
        return self.h.adopt(self.type(role, True), new)

    def makers(self):
        """Free functions and classes that some ways to store need."""
        strong, item = self.h.pointer(self.type("$A", True)), self.make("$A" if self.same else "$B")
        owned = "decltype(%s)" % item
        back = self.as_back("x")
        if self.store == "factory":
            return "inline auto $build(const %s &x) {\nauto y = %s;\ny->$up = %s;\nreturn y;\n}" % (strong, item, back)
        if self.store == "builder":
            return """class $Builder {
%s $item = %s;
public:
$Builder &$with(const %s &x) { $item->$up = %s; return *this; }
auto $finish() { return std::move($item); }
};""" % (owned, item, strong, back)
        return ""

    def add(self, a, e):
        """Puts the local pointer `e` into the slot of `a`."""
        lv, value = self.down_of(a), self.as_held(e)
        if self.insert in ("method", "method_ref"):
            return "%s->$add(%s);" % (a, value)
        if self.insert == "reference":
            return "auto &%sslot = %s;\n%s" % (a.strip("$"), lv, self.verb("put", a.strip("$") + "slot", value))
        if self.insert == "pointer":
            return "auto *%sslot = &%s;\n%s" % (a.strip("$"), lv, self.verb("put", "(*%sslot)" % a.strip("$"), value))
        if self.insert == "iterator":
            return "{\n%s\n}" % self.verb("iterator", lv, value)
        return self.verb("emplace" if self.insert == "emplace" else "put", lv, value)

    def hang(self, a, b):
        """Links `a` to `b`, through a third object if the shape has one."""
        if self.shape == "self":
            return "%s->$join();" % a if self.store == "inside" else self.add(a, b)
        middle, text = b, ""
        if self.shape == "three":
            middle = b + "m"
            text = "auto %s = %s;\n%s->$next = %s;\n" % (middle, self.make("$M"), middle, b)
        if self.store == "inside":
            return text + "%s->$join(%s);" % (a, self.as_held(middle))
        return text + self.add(a, middle)

    def link(self, a, b, target=None):
        if self.shape == "self":
            return self.hang(a, target or a)
        before = self.verb("clear", self.down_of(a)) if self.ending == "emptied_before" else ""
        return "%s\n%s\n%s" % (self.child(b, target or a), before, self.hang(a, b))

    def held_child(self, a, b):
        """`b` after it was handed over to `a`."""
        if self.unique and self.elem_role == "$B":
            return self.verb("read", self.down_of(a))
        return b

    def back_break(self):
        up = self.held_child("a", "b") + "->$up"
        return {
            "reset_back": "%s = nullptr;" % up,
            "exchange": "std::exchange(%s, nullptr);" % up,
            "moved_out": "auto kept = std::move(%s);" % up,
            "null_setter": "%s->$set(nullptr);" % self.held_child("a", "b"),
            "second_edge": "%s = nullptr;" % up,
        }.get(self.ending, "")

    def slot_break(self):
        lv = self.down_of("a")
        if self.ending == "swap":
            kind = fill(self.verbs["type"], E=self.held(True))
            return "%s none{};\nusing std::swap;\nswap(none, %s);" % (kind, lv)
        return self.verb(self.ending, lv) if self.ending in ("clear", "erase") else ""

    def owner(self):
        """An object outside the ring, whose destructor takes it apart."""
        end = "$root->$cut();" if self.ending == "owner_calls" else self.verb("clear", self.down_of("$root"))
        return "class $O {\n%s $root = %s;\npublic:\n$O() {\n%s\n}\n~$O() { %s }\n};" % (
            self.h.pointer(self.type("$A", True)), self.make("$A"), self.link("$root", "b"), end)

    def tie(self):
        """A function that closes either half of the ring, never both."""
        make_b = "auto b = %s;" % self.make("$A" if self.same else "$B")
        back = "b->$set(%s);" % self.as_back("a") if "setter" in self.store else "b->$up = a;"
        return "inline void $tie(const %s &a, bool down) {\n%s\nif (down) {\n%s\n} else {\n%s\n}\n}" % (
            self.h.pointer(self.type("$A", True)), make_b, self.hang("a", "b"), back)

    def statements(self):
        make_a = "auto a = %s;\n" % self.make("$A")
        if self.ending in OWNED:
            return "$O a;"
        if self.ending == "branch":
            return make_a + "$tie(a, true);\nauto c = %s;\n$tie(c, false);" % self.make("$A")
        if self.ending == "distinct":
            return make_a + "auto c = %s;\n%s" % (self.make("$A"), self.link("a", "b", "c"))
        if self.ending == "line":
            other = "d" if self.shape == "self" else None
            last = "auto d = %s;\n" % self.make("$A" if self.same else "$B")
            second = self.add("c", "d") if other else self.hang("c", "d")
            return make_a + "auto c = %s;\n%s\n%s%s" % (self.make("$A"), self.link("a", "b", "c"), last, second)
        if self.ending == "other_pair":
            return make_a + "auto c = %s;\n%s\n%s\n%s" % (
                self.make("$A"), self.link("a", "b"), self.link("c", "d"), self.verb("clear", self.down_of("a")))
        text = make_a + self.link("a", "b") + "\n" + self.back_break() + "\n" + self.slot_break()
        return text + ("\na->$cut();" if self.ending == "user_calls" else "")


def program(row):
    """(text, believed to leak) of one row of DIMENSIONS."""
    ring = RingUse(row)
    parts = ring.classes() + [ring.makers()]
    if ring.ending in OWNED:
        parts.append(ring.owner())
    if ring.ending == "branch":
        parts.append(ring.tie())
    parts.append("void use() {\n%s\n}" % ring.statements())
    return "\n".join(parts), row["ending"] in LEAKING


