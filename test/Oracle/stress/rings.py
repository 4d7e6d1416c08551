"""Programs whose objects hold each other through pointer fields.

$A holds $B through a slot, $B holds $A through the field $up (the way back).
"""
from covering import Dimensions
from handles import DESIGNS, handle
from slots import POINTER_SLOTS
from text import fill

LEAKING = {"none", "uncalled", "own_destructor", "emptied_before", "other_pair", "second_edge"}
WEAK = {"weak_back", "raw_back", "reference_back", "weak_forward"}
ON_BACK = {"reset_back", "exchange", "moved_out", "null_setter"}
ON_SLOT = {"clear", "erase", "swap"}
METHOD = {"owner_calls", "user_calls", "owner_resets"}
NO_RING = {"branch", "distinct", "line"}
ENDINGS = ["none", "uncalled", "own_destructor", "emptied_before", "other_pair", "second_edge", "weak_back", "raw_back",
           "reference_back", "weak_forward", "reset_back", "exchange", "moved_out", "null_setter", "clear", "erase",
           "swap", "owner_calls", "owner_resets", "user_calls", "branch", "distinct", "line"]

VALUES = {
    "shape": ["self", "same_class", "two", "three", "part", "interface", "template", "inherited"],
    "handle": ["shared", "shared_to_const", "const_shared", *DESIGNS],
    "slot": [*POINTER_SLOTS, "unique", "vector_of_unique"],
    "insert": ["direct", "emplace", "method", "method_ref", "reference", "pointer", "iterator"],
    "store": ["direct", "setter_value", "setter_ref", "constructor", "aggregate", "factory", "builder", "reference",
              "inside"],
    "ending": ENDINGS,
}
UNIQUE = {"unique": "plain", "vector_of_unique": "vector"}


def slot_of(name):
    return POINTER_SLOTS[UNIQUE.get(name, name)]


def constraints():
    standard = ("shared", "shared_to_const", "const_shared")
    return [
        (("slot", "handle"), lambda s, h: h in standard or s not in ("set", "void")),
        (("slot", "insert"), lambda s, i: i not in ("emplace", "iterator") or i in slot_of(s)),
        (("slot", "insert"), lambda s, i: s not in UNIQUE or i in ("direct", "emplace", "method")),
        (("slot", "ending"), lambda s, e: e != "erase" or "erase" in slot_of(s)),
        (("slot", "ending"), lambda s, e: s not in UNIQUE or e not in
            ("weak_forward", "branch", "line", "owner_resets", "other_pair")),
        (("slot", "ending"), lambda s, e: e != "weak_forward" or s in ("plain", "vector", "map", "optional")),
        (("slot", "shape"), lambda s, f: s not in UNIQUE or f not in ("self", "same_class")),
        # A field that is const is bound by its holder's constructor and stays.
        (("handle", "store"), lambda h, s: h != "const_shared" or s == "constructor"),
        (("handle", "ending"), lambda h, e: h != "const_shared" or e not in
            ON_BACK | WEAK | {"branch", "second_edge", "line"}),
        (("handle", "shape"), lambda h, s: h != "const_shared" or s not in ("self", "template")),
        (("handle", "ending"), lambda h, e: h in ("shared", "shared_to_const") or e != "weak_back"),
        (("store", "ending"), lambda s, e: e != "reference_back" or s == "constructor"),
        (("store", "ending"), lambda s, e: e != "null_setter" or s in ("setter_value", "setter_ref")),
        (("store", "ending"), lambda s, e: e != "branch" or s in ("direct", "setter_value", "setter_ref")),
        (("store", "ending"), lambda s, e: e not in ("distinct", "line") or s != "inside"),
        (("store", "handle"), lambda s, h: s != "aggregate" or h in ("shared", "shared_to_const", "intrusive_crtp")),
        (("store", "shape"), lambda s, f: s != "aggregate" or f not in ("same_class", "template")),
        (("store", "ending"), lambda s, e: s != "inside" or e not in
            ("raw_back", "weak_back", "weak_forward", "second_edge")),
        # One class that holds itself has no way back of its own.
        (("shape", "store"), lambda f, s: f != "self" or s in ("direct", "inside")),
        (("shape", "ending"), lambda f, e: f != "self" or e not in
            WEAK - {"weak_forward"} | ON_BACK | {"second_edge", "branch", "other_pair", "emptied_before"}),
        (("shape", "handle"), lambda f, h: f != "self" or h != "shared_to_const"),
        (("shape", "store", "insert"), lambda f, s, i: (f, s) != ("self", "inside") or i in ("direct", "method")),
        (("shape", "ending"), lambda f, e: f != "same_class" or e not in ("weak_forward", "reference_back")),
        (("store", "insert"), lambda s, i: s != "inside" or i in ("direct", "emplace", "iterator")),
        (("ending", "insert"), lambda e, i: e != "emptied_before" or i in ("direct", "method")),
        (("ending", "insert"), lambda e, i: e not in ("branch", "line", "other_pair") or i in
            ("direct", "method", "emplace")),
    ]


DIMENSIONS = Dimensions(VALUES, constraints())


class Ring:
    """One program: the text of its classes and of the function that uses them."""

    def __init__(self, row):
        self.__dict__.update(row)
        self.h = handle(self.handle)
        self.template = self.shape == "template"
        self.same = self.shape in ("self", "same_class")
        self.unique = self.slot in UNIQUE
        self.verbs = slot_of(self.slot)
        self.elem_role = {"three": "$M"}.get(self.shape, "$A" if self.same else "$B")

    def type(self, role, outside):
        return role + ("<int>" if outside else "<T>") if self.template else role

    # -- types of the two edges

    def held(self, outside=False):
        """The type of what the slot holds."""
        elem = self.type(self.elem_role, outside)
        if self.unique:
            return "std::unique_ptr<%s>" % elem
        if self.ending == "weak_forward":
            return self.h.weak(elem) or elem + " *"
        return self.h.pointer(elem)

    def back_target(self, outside=False):
        target = "$I" if self.shape == "interface" else self.type("$A", outside)
        return "const " + target if self.handle == "shared_to_const" else target

    def back(self, outside=False):
        target = self.back_target(outside)
        if self.ending == "weak_back":
            return self.h.weak(target)
        if self.ending == "raw_back":
            return target + " *"
        if self.ending == "reference_back":
            return target + " &"
        return ("const " if self.handle == "const_shared" else "") + self.h.pointer(target)

    def back_argument(self):
        """Type of the parameter that sets the way back."""
        return self.back().removeprefix("const ") if self.handle == "const_shared" else self.back()

    def as_back(self, name):
        """The expression `name`, a strong pointer to $A, as a value for $up."""
        return {"raw_back": name + ".get()", "reference_back": "*" + name}.get(self.ending, name)

    def as_held(self, name):
        if self.unique:
            return "std::move(%s)" % name
        if self.ending == "weak_forward" and self.h.weak("") is None:
            return name + ".get()"
        return name

    # -- verbs on the slot

    def verb(self, verb, lv, e="", outside=True):
        return fill(self.verbs[verb], lv=lv, e=e, E=self.held(outside))

    def slot_field(self):
        return fill(self.verbs["type"], E=self.held()) + " $down{};"

    def down(self):
        """The slot as seen from a member of $A."""
        prefix = "this->" if self.template and self.shape == "inherited" else ""
        return {"part": "$part.$down"}.get(self.shape, prefix + "$down")

    def down_of(self, a):
        """The slot of the object that the pointer `a` refers to."""
        return "%s->%s" % (a, self.down().removeprefix("this->"))

    def make(self, role, arguments=""):
        if self.unique and role == self.elem_role:
            return "std::make_unique<%s>(%s)" % (self.type(role, True), arguments)
        return self.h.make(self.type(role, True), arguments)

    # -- classes

    def bases(self, role, first=()):
        counted = not (self.unique and role == self.elem_role)
        inside = role == "$A" and self.store == "inside"
        rest = self.h.bases(self.type(role, False), inside) if counted else []
        if role == "$A" and self.shape == "interface":
            rest = ["$I"] + [b for b in rest if "enable" in b]
        return ", ".join([*first, "Tally", *rest])

    def methods_of_holder(self):
        """Members of $A that act on its slot."""
        out = []
        down, held = self.down(), self.held()
        if self.insert == "method" and self.store != "inside":
            out.append("void $add(%s x) { %s }" % (held, self.verb("put", down, "std::move(x)", False)))
        if self.insert == "method_ref" and self.store != "inside":
            taken = held if held.endswith("*") else "const %s &" % held
            out.append("void $add(%s x) { %s }" % (taken, self.verb("put", down, "x", False)))
        if self.store == "inside":
            out.append(self.inside())
        if self.ending in ("uncalled", "owner_calls", "user_calls"):
            out.append("void $cut() {\n%s\n}" % self.verb("clear", down, outside=False))
        if self.ending == "own_destructor":
            out.append("~%s() { %s }" % ("$A", self.verb("clear", down, outside=False)))
        return out

    def inside(self):
        me = self.h.self(self.type("$A", False), self.template)
        if self.shape == "self":
            return "void $join() { %s }" % self.verb("put", self.down(), me, False)
        verb = {"emplace": "emplace", "iterator": "iterator"}.get(self.insert, "put")
        last = "x->$next" if self.shape == "three" else "x"
        return "void $join(%s x) {\n%s->$up = %s;\n%s\n}" % (
            self.held(), last, me, self.verb(verb, self.down(), "std::move(x)" if self.unique else "x", False))

    def methods_of_child(self, role):
        """Members that set the way back, in the class with the field $up."""
        arg = self.back_argument()
        out = []
        if self.store == "constructor":
            if self.same or self.ending == "line":
                out.append("%s() = default;" % role)
            init = "x" if self.ending in ("reference_back", "raw_back") else "std::move(x)"
            out.append("explicit %s(%s x) : $up(%s) {}" % (role, arg, init))
        if self.store == "setter_value":
            out.append("void $set(%s x) { $up = std::move(x); }" % arg)
        if self.store == "setter_ref":
            out.append("void $set(%s x) { $up = x; }" % (arg if arg.endswith("*") else "const %s &" % arg))
        return out

    def child_fields(self):
        initial = " = nullptr" if self.ending == "raw_back" else ""
        fields = ["%s $up%s;" % (self.back(), initial)]
        if self.ending == "second_edge":
            fields.append("%s $also;" % self.back())
        return fields

    def record(self, role, members, bases):
        head = "template <class T> " if self.template else ""
        return "%sstruct %s : %s {\n%s\n};" % (head, role, bases, "\n".join(m for m in members if m))

    def classes(self):
        head = "template <class T> " if self.template else ""
        out = [self.h.definitions]
        if self.shape == "interface":
            base = self.h.bases("$I")
            out.append("struct $I%s {\nvirtual ~$I() = default;\nvirtual int $size() const = 0;\n};" %
                       (" : " + base[0] if base else ""))
        elif not self.same:
            out.append(head + "struct $A;")
        if not self.same:
            out.append(self.record("$B", self.methods_of_child("$B") + self.child_fields(), self.bases("$B")))
        if self.shape == "three":
            out.append("struct $M : %s {\n%s $next;\n};" % (self.bases("$M"), self.h.pointer("$B")))
        fields, first = [self.slot_field()], ()
        if self.shape == "part":
            out.append("struct $P {\nint $width = 0;\n%s\n};" % fields[0])
            fields = ["$P $part;"]
        elif self.shape == "inherited":
            out.append("struct $Q {\n%s\n};" % fields[0])
            fields, first = ["int $width = 0;"], ("$Q",)
        elif self.shape == "interface":
            fields.append("int $size() const override { return 1; }")
        elif self.template:
            fields.append("T $value{};")
        if self.shape == "same_class":
            fields = self.methods_of_child("$A") + fields + self.child_fields()
        out.append(self.record("$A", self.methods_of_holder() + fields, self.bases("$A", first)))
        return out
