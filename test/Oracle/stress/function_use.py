"""Programs with shared callables that call themselves, or each other, through a counted pointer."""
from covering import Dimensions
from text import fill

FAMILY = "function"
F = "std::function<void(int)>"
LEAKING = {"none", "called", "emptied_before", "partly_cleared"}
# made: the shared place; lv: the callable in it; clear: empties it.
PLACES = {
    "function": {"type": F, "lv": "*@x", "call": "(*@x)", "clear": "*@x = nullptr;"},
    "vector": {"type": "std::vector<%s>" % F, "made": "1", "lv": "@x->front()", "call": "@x->front()",
               "clear": "@x->clear();"},
    "map": {"type": "std::map<std::string, %s>" % F, "lv": "(*@x)[\"k\"]", "call": "@x->at(\"k\")",
            "clear": "@x->erase(\"k\");"},
    "record": {"type": "$Box", "lv": "@x->$one", "call": "@x->$one", "clear": "@x->$one = nullptr;"},
}
BOX = "struct $Box {\n%s $one;\n%s $two;\nint $width = 0;\n};" % (F, F)
# @p is the captured pointer; @b the body, in which `g` is that pointer.
CAPTURES = {
    "init": "[g = @p, c](int v) {\n@b\n}",
    "local": "auto g = @p;\n[g, c](int v) {\n@b\n}",
    "copy_all": "auto g = @p;\n[=](int v) {\n@b\n}",
    "moved": "auto h = @p;\n[g = std::move(h), c](int v) {\n@b\n}",
    "generic": "[g = @p, c](auto v) {\n@b\n}",
    "bind": "std::bind([](const std::shared_ptr<@T> &g, const $Tok &c, int v) {\n@b\n}, @p, c, std::placeholders::_1)",
    "nested": "auto g = @p;\n[g, c](int v) {\nauto then = [g, &c, v] {\n@b\n};\nthen();\n}",
}
VALUES = {
    "place": list(PLACES),
    "capture": list(CAPTURES),
    "site": ["local", "parameter"],
    "ending": ["none", "called", "emptied_before", "partly_cleared", "weak", "by_reference", "other", "cleared",
               "moved_out", "in_turn", "passed_itself"],
}
DIMENSIONS = Dimensions(VALUES, [
    (("capture", "ending"), lambda c, e: e not in ("weak", "by_reference", "passed_itself") or c in ("init", "local")),
    (("place", "ending"), lambda p, e: e != "partly_cleared" or p == "record"),
    (("site", "ending"), lambda s, e: e != "passed_itself" or s == "local"),
])


class Recursion:
    def __init__(self, row):
        self.__dict__.update(row)
        self.of = PLACES[self.place]

    def put(self, x, setup_and_call):
        *setup, call = setup_and_call.split("\n", 1) if setup_and_call.startswith("auto ") else [setup_and_call]
        return "\n".join([*setup, "%s = %s;" % (fill(self.of["lv"], x=x), call)])

    def body(self, g="g"):
        return "if (v > c.$least)\n%s(v - 1);" % fill(self.of["call"], x=g)

    def store(self, x, captured):
        """Puts a callable that captures the pointer `captured` into `x`."""
        if self.ending == "weak":
            setup = "auto w = std::weak_ptr(%s);\n" % captured if self.capture == "local" else ""
            name = "w" if setup else "w = std::weak_ptr(%s)" % captured
            return self.put(x, setup + "[%s, c](int v) {\nif (auto g = w.lock()) {\n%s\n}\n}" % (name, self.body()))
        if self.ending == "by_reference":
            setup = "auto &g = *%s;\n" % captured if self.capture == "local" else ""
            name = "&g" if setup else "&g = *%s" % captured
            return self.put(x, setup + "[%s, c](int v) {\n%s\n}" % (name, self.body("(&g)")))
        text = fill(CAPTURES[self.capture], p=captured, b=self.body(), T=self.of["type"])
        return self.put(x, text)

    def statements(self):
        make = lambda x: "auto %s = std::make_shared<%s>(%s);" % (x, self.of["type"], self.of.get("made", ""))
        call, clear = fill(self.of["call"], x="f") + "(3);", fill(self.of["clear"], x="f")
        if self.ending == "passed_itself":
            return ("auto f = [c](auto &&me, int v) -> void {\nif (v > c.$least)\nme(me, v - 1);\n};\nf(f, 3);\n%s\n%s" % (
                make("d"), self.put("d", "[c](int v) { (void)v; }")))
        if self.ending == "other":
            return "\n".join((make("f"), make("d"), self.put("d", "[c](int v) { (void)c, (void)v; }"),
                              self.arm("f", "d"), call))
        if self.ending == "in_turn":
            # Two refer to each other; one is emptied, which frees both.
            both = ["{\n%s\n}" % self.arm(x, y) for x, y in (("f", "d"), ("d", "f"))]
            return "\n".join((make("f"), make("d"), *both, call, clear))
        before = clear if self.ending == "emptied_before" else ""
        if self.place == "vector" and before:
            before += "\nf->resize(1);"
        second = "{\n%s\n}\nf->$one = nullptr;" % self.arm("f", "f").replace("$one", "$two") if (
            self.ending == "partly_cleared") else ""
        after = {"called": call, "cleared": call + "\n" + clear, "weak": call, "by_reference": call,
                 "partly_cleared": second, "moved_out": "auto kept = std::move(%s);" % fill(self.of["lv"], x="f")}.get(self.ending, "")
        return "\n".join((make("f"), before, self.arm("f", "f"), after))

    def arm(self, x, captured):
        if self.site == "local":
            return self.store(x, captured)
        return "$arm(%s, %s, c);" % (x, captured)


def program(row):
    """(text, believed to leak) of one row of DIMENSIONS."""
    r = Recursion(row)
    parts = ["struct $Tok : Tally {\nint $least = 0;\n};", BOX if r.place == "record" else ""]
    statements = r.statements()
    if r.site == "parameter":
        if r.ending == "partly_cleared":
            statements = statements.replace("$arm(f, f, c);\n}", "f->$two = f->$one;\n}")
        parts.append("void $arm(const std::shared_ptr<%s> &x, const std::shared_ptr<%s> &y, const $Tok &c) {\n%s\n}" % (
            r.of["type"], r.of["type"], r.store("x", "y")))
    parts.append("void use() {\n$Tok c;\n%s\n}" % statements)
    return "\n".join(parts), row["ending"] in LEAKING
