"""Writes one program: statements go through a Builder, which knows what is held at each place and so how to leave.

Every release goes through release(), which counts them and applies the one mutation that the program has, if any: the
same seed with another mutation is the same program with another mistake.
"""
import collections

# name of the variable or expression that holds it, its Kind, and the construct that acquired it; "outer": the common
# exit at the end of the function releases it, not the early exits.
Held = collections.namedtuple("Held", "name kind construct outer")
Mutation = collections.namedtuple("Mutation", "at action")
ACTIONS = ("drop", "drop", "drop", "double", "wrong", "half")


class Builder:
    def __init__(self, name, rng, cxx, kinds, mutation):
        self.name, self.rng, self.cxx, self.kinds, self.mutation = name, rng, cxx, kinds, mutation
        self.inputs = ["in%d" % i for i in range(rng.randint(2, 4))]
        self.inputs_of_helpers = []
        self.counted = set()  # inputs that a loop counts to: negative numbers differ from 0 there
        self.lines, self.depth = [], 1
        self.helpers, self.made = [], {}
        self.held, self.exits = [], []
        self.releases, self.names, self.room = 0, 0, rng.choice((2, 3, 3, 4, 5))
        self.sites, self.also, self.taken = {}, {}, []
        self.loops, self.quiet = 0, False
        self.broken = None  # words for the mutation that was applied

    # Text.
    def put(self, text):
        self.lines.append("  " * self.depth + text)

    def open(self, text):
        self.put(text + " {" if text else "{")
        self.depth += 1

    def close(self, tail=""):
        self.depth -= 1
        self.put("}" + tail)

    def fresh(self, stem="v"):
        self.names += 1
        return "%s%d" % (stem, self.names)

    def pick(self, *choices):
        return self.rng.choice(choices)

    def maybe(self, chance):
        return self.rng.random() < chance

    # Conditions on the inputs.
    def condition(self):
        one = self.pick(*self.inputs)
        if self.maybe(0.2):
            other = self.pick(*[i for i in self.inputs if i != one])
            return self.pick("%s && %s", "%s || %s", "%s && !%s", "!%s || %s") % (one, other)
        return self.pick("%s", "!%s", "%s == 0", "%s != 0") % one

    # Resources.
    def kind(self):
        return self.pick(*self.kinds)

    def declare(self, kind, name, value=None):
        space = "" if kind.type.endswith("*") else " "
        self.put("%s%s%s%s;" % (kind.type, space, name, " = " + value if value else ""))

    def site(self, construct):
        """The next line acquires; findings about it are counted for the construct."""
        self.sites[len(self.lines)] = construct
        return len(self.lines)

    def same_site(self, site):
        """The next line hands over what that site acquired: findings may name either."""
        self.also[len(self.lines)] = site

    def switch(self):
        """An input that decides whether a helper succeeds, and nothing else: no summary of a helper relates its result
        to its arguments."""
        self.inputs_of_helpers.append("on%d" % len(self.inputs_of_helpers))
        return self.inputs_of_helpers[-1]

    def bound(self):
        """How often a loop runs: known, or told by an input, which may be negative then."""
        times = self.pick(*self.inputs)
        if not self.pick(False, False, True):
            return 2
        self.counted.add(times)
        return times + " + 1"

    def test(self, good, resource):
        tests = resource.kind.good if good else resource.kind.bad
        return self.pick(*tests).replace("@", resource.name)

    def use(self, resource):
        self.put(self.pick(*resource.kind.use).replace("@", resource.name))

    def release(self, resource, text=None, tested=False):
        """Gives it back: by `text`, or as its kind does. `tested`: what is not there must not be released."""
        kind = resource.kind
        statement = text or kind.release.replace("@", resource.name)
        at, self.releases = self.releases, self.releases + 1
        if tested and not (kind.null_safe and self.maybe(0.5)):
            statement = "if (%s) %s" % (self.test(True, resource), statement)
        if not self.mutation or self.mutation.at != at:
            self.put(statement)
            return
        action = self.mutation.action
        self.broken = action
        if action == "drop":
            self.put(";")
        elif action == "half":
            self.put("if (%s) %s" % (self.inputs[0], statement))
        elif action == "wrong" and kind.wrong and not text:
            right, wrong = (t.replace("@", resource.name) for t in (kind.release, kind.wrong))
            self.put(statement.replace(right, wrong))
        else:
            self.put(statement)
            self.put(statement)
            self.broken = "double"

    # Leaving.
    def leave(self):
        """An early exit: gives back what the exits do not."""
        label = self.exits[-1] if self.exits else None
        for resource in reversed(self.held):
            if not (resource.outer and label):
                self.release(resource)
        if label:
            if self.maybe(0.5):
                self.put("rc = -%d;" % self.rng.randint(1, 3))
            self.put("goto %s;" % label)
        else:
            self.put(self.result_of_failure())

    def result_of_failure(self):
        return {"void": "return;", "int": "return -1;"}.get(self.result, "return NULL;")

    def own(self, resource):
        self.held.append(resource)

    def disown(self, resource):
        self.held.remove(resource)

    # Helpers: written before the function, each once.
    def helper(self, key, text, hands_over=False):
        """The name of a helper function; `text` has $ for its name. `hands_over`: what it acquires is its caller's,
        and reported where it is called."""
        if key not in self.made:
            name = "%s_h%d" % (self.name, len(self.made))
            self.made[key] = name
            body = text.replace("$", name).rstrip("\n").split("\n")
            if hands_over:
                body = ["#ifdef OURO_RUN", "#undef HERE", "#define HERE truth_outer", "#endif", *body,
                        "#ifdef OURO_RUN", "#undef HERE", "#define HERE __LINE__",
                        "#define %s(...) (truth_outer = HERE, %s(__VA_ARGS__))" % (name, name), "#endif"]
            self.helpers += body
        return self.made[key]
