"""The part of a callback program that makes objects, stores the callback and lets go."""
from closures import DIMENSIONS, F, FIRES, LEAKING, Callback

FAMILY = "closure"
LOOP = """class $Loop {
std::deque<%s> $jobs;
public:
void $post(%s f) { $jobs.push_back(std::move(f)); }
void $turn() {
while (!$jobs.empty()) {
auto f = std::move($jobs.front());
$jobs.pop_front();
f(1);
}
}
};""" % (F, F)


class CallbackUse(Callback):
    def arm(self, a, captured):
        """Has the callback stored for the object that the local pointer `a` refers to."""
        others = (["o"] if self.ending == "distinct" else []) + (["q"] if self.ending == "outside_queue" else [])
        if self.member:
            return "%s->$arm(%s);" % (a, ", ".join(others))
        if self.site == "parameter":
            return "$arm(%s);" % ", ".join([a, *others])
        text = self.stored("a->", captured)
        return text if a == "a" else "{\nauto a = %s;\n%s\n}" % (a, text)

    def last(self):
        """What happens before the objects are let go."""
        place = "a->%s$cb" % self.path
        return {
            "user_calls": "a->$cut();",
            "sub_reset": "a->$sub = nullptr;",
            "moved_out": "auto kept = std::move(%s);" % place,
            "outside_queue": "q.$turn();",
        }.get(self.ending) or (
            "a->%s$fire();" % self.path if self.ending in FIRES else
            self.verb("erase", place) if self.ending == "erase" else
            self.verb("clear", place) if self.ending in ("user_clears", "other_pair") else "")

    def statements(self, captured):
        make = self.h.make(self.a(True))
        if self.ending == "owner_calls":
            return "$O a;"
        if self.ending == "branch":
            return "auto a = %s;\n$arm(a, true);\nauto c = %s;\n$arm(c, false);" % (make, make)
        first = {"distinct": "auto o = %s;" % make, "outside_queue": "$Loop q;"}.get(self.ending, "")
        other = "auto c = %s;\n%s" % (make, self.arm("c", captured)) if self.ending == "other_pair" else ""
        armed = self.arm("a", captured)
        if other and self.site == "local":
            armed = "{\n%s\n}" % armed
        return "\n".join((first, "auto a = %s;" % make, armed, other, self.last()))

    def owner(self, captured):
        """An object outside, whose destructor empties the place."""
        return "class $O {\n%s $root = %s;\npublic:\n$O() { %s }\n~$O() { $root->$cut(); }\n};" % (
            self.pointer(), self.h.make(self.a(True)), self.arm("$root", captured))


def program(row):
    """(text, believed to leak) of one row of DIMENSIONS."""
    c = CallbackUse(row)
    captured = c.captured()
    before, after = captured.outside
    link = c.link_function() if c.store == "function" else ""
    in_a = c.where in ("own", "template")
    forward = ("template <class T> struct $A;\n%svoid $link(%s &x, %s f);" % (
        "template <class T> " if c.template else "", "$A<T>" if c.template else "$A", F)) if link and in_a else ""
    if forward and not c.template:
        forward = forward.replace("template <class T> struct", "struct")
    parts = [c.h.definitions, c.verbs.get("definitions", ""), LOOP if c.ending == "outside_queue" else "",
             *c.slot_classes(), before, forward, "" if in_a else link, c.holder(captured), link if in_a else "", after]
    if c.site == "parameter":
        parts.append("void $arm(%s) {\n%s\n}" % (c.parameters(True), c.stored("a->", captured)))
    if c.ending == "owner_calls":
        parts.append(c.owner(captured))
    parts.append("void use() {\n%s\n}" % c.statements(captured))
    return "\n".join(parts), row["ending"] in LEAKING
