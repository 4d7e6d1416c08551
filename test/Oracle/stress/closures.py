"""Programs in which a callback is stored where the object it captures can reach it.

$A is the captured object, $cb the place of the callback: in $A itself, in its base,
or in an object that $A holds. @F is the type of callback throughout.
"""
from captures import STRONG, WITHOUT_SELF, capture
from covering import Dimensions
from handles import DESIGNS, handle
from slots import CALLBACK_SLOTS
from text import fill

F = "std::function<void(int)>"
HELD = {"sub", "unique_sub", "given", "hop"}   # the place is in an object that $A holds by pointer
PATHS = {"part": "$part.", "sub": "$sub->", "unique_sub": "$sub->", "given": "$sub->", "hop": "$sub->$inner.",
         "getter": "$get()."}
LEAKING = {"none", "uncalled", "own_destructor", "emptied_before", "other_pair", "fired_and_kept"}
NOT_STORED = {"immediate", "algorithm", "local_only", "outside_queue"}
OF_SLOT = {"consumed": "consume", "swapped": "swap_out", "erase": "erase"}
FIRES = {"fired_and_kept", "consumed", "swapped", "null_after"}
ENDINGS = ["none", "uncalled", "own_destructor", "emptied_before", "other_pair", "fired_and_kept",
           "weak", "raw", "value", "subobject", "distinct", "weak_sub", "branch",
           "immediate", "algorithm", "local_only", "outside_queue",
           "consumed", "swapped", "null_after", "erase", "replaced", "moved_out", "user_calls", "user_clears",
           "owner_calls", "sub_reset"]

VALUES = {
    "where": ["own", "base", "template", "part", "getter", "sub", "unique_sub", "given", "hop"],
    "site": ["member", "local", "parameter"],
    "capture": list(STRONG),
    "slot": list(CALLBACK_SLOTS),
    "store": ["assign", "reference", "set_value", "set_ref", "set_rvalue", "set_template", "chain", "function",
              "constructor"],
    "handle": ["shared", *DESIGNS],
    "ending": ENDINGS,
}


def constraints():
    return [
        (("where", "store"), lambda w, s: s != "constructor" or w in HELD - {"hop"}),
        (("where", "ending"), lambda w, e: e != "sub_reset" or w in HELD),
        (("where", "ending"), lambda w, e: e not in ("weak_sub", "branch") or w == "given"),
        (("where", "ending"), lambda w, e: w != "given" or e not in NOT_STORED | {"replaced", "emptied_before"}),
        (("site", "ending"), lambda s, e: e != "branch" or s == "parameter"),
        (("handle", "ending"), lambda h, e: h == "shared" or e not in ("weak", "weak_sub")),
        (("handle", "capture"), lambda h, c: h == "shared" or c != "erased"),
        (("slot", "ending"), lambda s, e: e not in OF_SLOT or OF_SLOT[e] in CALLBACK_SLOTS[s]),
        (("slot", "ending"), lambda s, e: e != "replaced" or "single" in CALLBACK_SLOTS[s]),
        (("store", "ending"), lambda s, e: s != "constructor" or e not in NOT_STORED | {"replaced", "emptied_before"}),
        (("store", "ending"), lambda s, e: s != "reference" or e not in {"emptied_before"}),
        (("capture", "ending"), lambda c, e: e not in WITHOUT_SELF or c in WITHOUT_SELF[e]),
        (("capture", "site"), lambda c, s: c != "this_and_self" or s == "member"),
        (("capture", "where"), lambda c, w: c != "functor" or w != "template"),
    ]


DIMENSIONS = Dimensions(VALUES, constraints())


class Callback:
    """One program: the text of its classes and of the function that uses them."""

    def __init__(self, row):
        self.__dict__.update(row)
        self.h = handle(self.handle)
        self.verbs = CALLBACK_SLOTS[self.slot]
        self.path = PATHS.get(self.where, "")
        self.template = self.where == "template"
        self.member = self.site == "member"

    def a(self, outside):
        return "$A" if not self.template else "$A<int>" if outside else "$A<T>"

    def pointer(self, outside=True):
        return self.h.pointer(self.a(outside))

    def verb(self, verb, lv, e=""):
        return fill(self.verbs[verb], lv=lv, e=e, F=F)

    # -- the class that has the place

    def slot_members(self, role):
        put = lambda e: self.verb("put", "$cb", e)
        setters = {
            "set_value": "void $on(%s f) { %s }" % (F, put("std::move(f)")),
            "set_ref": "void $on(const %s &f) { %s }" % (F, put("f")),
            "set_rvalue": "void $on(%s &&f) { %s }" % (F, put("std::move(f)")),
            "set_template": "template <class G> void $on(G &&g) { %s }" % put("std::forward<G>(g)"),
            "chain": "%s &$on(%s f) { %s return *this; }\n%s &$tag(int v) { $width = v; return *this; }" % (
                role, F, put("std::move(f)"), role),
            "constructor": "%s() = default;\nexplicit %s(%s f) { %s }" % (role, role, F, put("std::move(f)")),
        }
        out = [fill(self.verbs["type"], F=F) + " $cb;", "int $width = 0;", setters.get(self.store, "")]
        if self.ending in FIRES:
            verb = {"consumed": "consume", "swapped": "swap_out"}.get(self.ending, "fire")
            after = self.verb("clear", "$cb") if self.ending == "null_after" else ""
            out.append("void $fire() {\n%s\n%s\n}" % (self.verb(verb, "$cb"), after))
        if self.ending == "immediate":
            taken = "template <class G> void $each(G f)" if self.store == "set_template" else "void $each(const %s &f)" % F
            out.append(taken + " {\nfor (int i = 0; i < 2; ++i)\nf(i);\n}")
        if self.ending in ("uncalled", "user_calls", "owner_calls"):
            out.append("void $cut() {\n%s\n}" % self.verb("clear", "$cb"))
        return out

    def record(self, head, members):
        return "%s {\n%s\n};" % (head, "\n".join(m for m in members if m))

    def slot_classes(self):
        """Classes before $A."""
        counted = "".join(", " + b for b in self.h.bases("$S"))
        if self.where == "base":
            return [self.record("struct $Q", self.slot_members("$Q"))]
        if self.where in ("part", "getter", "unique_sub"):
            return [self.record("struct $S : Tally", self.slot_members("$S"))]
        if self.where in ("sub", "given"):
            return [self.record("struct $S : Tally" + counted, self.slot_members("$S"))]
        if self.where == "hop":
            return [self.record("struct $Q", self.slot_members("$Q")),
                    self.record("struct $S : Tally" + counted, ["$Q $inner;"])]
        return []

    # -- the captured class

    def way_to_slot(self):
        """Fields of $A that lead to the place."""
        made = {"unique_sub": "std::make_unique<$S>()"}.get(self.where, self.h.make("$S"))
        kind = {"unique_sub": "std::unique_ptr<$S>"}.get(self.where, self.h.pointer("$S"))
        if self.where == "part":
            return ["$S $part;"]
        if self.where == "getter":
            return ["$S &$get() { return $part; }", "private:", "$S $part;"]
        if self.where == "given":
            kind = self.h.weak("$S") if self.ending == "weak_sub" else kind
            return ["void $have(%s x) { $sub = std::move(x); }" % self.h.pointer("$S"), kind + " $sub;"]
        if self.where in HELD:
            return [kind + " $sub" + ("" if self.store == "constructor" else " = " + made) + ";"]
        return []

    def holder(self, captured):
        bases = ["$Q"] if self.where == "base" else []
        bases += ["Tally", *self.h.bases(self.a(False), True)]
        members = ["int $total = 0;", "void $hit(int v) { $total += v; }"]
        members += self.slot_members("$A") if self.where in ("own", "template") else []
        members += captured.members
        if self.ending == "subobject":
            members.append("std::shared_ptr<$Cfg> $cfg = std::make_shared<$Cfg>();")
        if self.ending in ("uncalled", "user_calls", "owner_calls") and self.path:
            members.append("void $cut() { %s$cut(); }" % self.path)
        if self.ending == "own_destructor":
            members.append("~$A() { %s }" % self.verb("clear", self.path + "$cb"))
        if self.member:
            members.append("void $arm(%s) {\n%s\n}" % (self.parameters(False), self.stored("", captured)))
        members += self.way_to_slot()
        head = "template <class T> struct $A : " if self.template else "struct $A : "
        return self.record(head + ", ".join(bases), members)

    def parameters(self, outside):
        """Parameters of the function that stores, if it has a name."""
        out = ["const %s &a" % self.pointer(outside)] if not self.member else []
        if self.ending == "distinct":
            out.append("const %s &o" % self.pointer(outside))
        if self.ending == "outside_queue":
            out.append("$Loop &q")
        if self.ending == "branch":
            out.append("bool early")
        return ", ".join(out)

    # -- storing

    def store_into(self, prefix, e):
        """Stores `e`; `prefix` leads to $A: nothing inside, `a->` outside."""
        owner = ("t->" if self.where == "given" else prefix + self.path)
        if self.store == "constructor":
            kind = self.h.make("$S", e) if self.where != "unique_sub" else "std::make_unique<$S>(%s)" % e
            return ("auto t = %s;" if self.where == "given" else prefix + "$sub = %s;") % kind
        if self.store == "assign":
            return self.verb("put", owner + "$cb", e)
        if self.store == "reference":
            return "auto &slot = %s$cb;\n%s" % (owner, self.verb("put", "slot", e))
        if self.store == "function":
            target = owner.removesuffix(".") if owner.endswith(".") else "*" + owner.removesuffix("->")
            return "$link(%s, %s);" % (target if owner else "*this", e)
        return "%s$on(%s)%s;" % (owner, e, ".$tag(3)" if self.store == "chain" else "")

    def stored(self, prefix, captured):
        """The statements that make the closure and hand it over."""
        e = captured.expression
        harmless = lambda: self.store_into(prefix, "[](int) {}")
        if self.ending in NOT_STORED:
            use = {"immediate": "%s$each(%s);" % (prefix + self.path, e),
                   "algorithm": "std::vector<int> all{3, 1, 2};\nstd::for_each(all.begin(), all.end(), %s);" % e,
                   "local_only": "%s f = %s;\nf(1);" % (F, e),
                   "outside_queue": "q.$post(%s);" % e}[self.ending]
            return "\n".join((captured.setup, use, harmless()))
        text = self.store_into(prefix, e)
        if self.ending == "emptied_before":
            text = self.verb("clear", prefix + self.path + "$cb") + "\n" + text
        if self.ending == "replaced":
            text = "%s\n{\n%s\n}" % (text, harmless())
        if self.where == "given":
            made = "" if self.store == "constructor" else "auto t = %s;" % self.h.make("$S")
            have = prefix + "$have(t);"
            if self.ending == "branch":
                if self.store == "constructor":
                    return "if (early) {\nauto t = %s;\n%s\nreturn;\n}\n%s\n%s" % (
                        self.h.make("$S"), have, captured.setup, text)
                return "%s\nif (early) {\n%s\n} else {\n%s\n%s\n}" % (made, have, captured.setup, text)
            return "\n".join((made, captured.setup, text, have))
        return captured.setup + "\n" + text

    def link_function(self):
        role = {"own": "$A", "template": "$A<T>", "base": "$Q", "hop": "$Q"}.get(self.where, "$S")
        head = "template <class T> " if self.template else ""
        return head + "void $link(%s &x, %s f) { %s }" % (role, F, self.verb("put", "x.$cb", "std::move(f)"))

    def captured(self):
        return capture(self)
