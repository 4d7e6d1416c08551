"""Constructs in which more than one function or object has a part: helpers that make, release, consume and borrow,
structs that they fill and empty, lists, slots that live longer."""
from builder import Held
from constructs import acquire, body_without_exit, of


def released_by_helper(b, body):
    kind = b.kind()
    test = kind.good[0].replace("@", "it")
    text = kind.release.replace("@", "it")
    guard = "  if (%s)\n    %s\n" % (test, text) if not kind.null_safe or b.maybe(0.5) else "  %s\n" % text
    name = b.helper(("done", kind.name), "static void $(%s) {\n%s}" % (of(kind, "it"), guard))
    r = acquire(b, kind, "release helper")
    b.own(r)
    body_without_exit(b, body)
    b.disown(r)
    b.release(r, "%s(%s);" % (name, r.name))


def made_by_helper(b, body):
    kind = b.kind()
    name = b.helper(("make", kind.name), "static %s(int ok) {\n  if (!ok)\n    return %s;\n  return %s;\n}" % (
        of(kind, "$"), kind.empty, kind.acquire[0]), hands_over=True)
    r = Held(b.fresh(), kind, "make helper", False)
    b.site("make helper")
    b.declare(kind, r.name, "%s(%s)" % (name, "1" if b.maybe(0.3) else b.switch()))
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def made_through_parameter(b, body):
    kind = b.kind()
    name = b.helper(("out", kind.name), (
        "static int $(%s, int ok) {\n  %s;\n  if (!ok)\n    return -1;\n  it = %s;\n  if (%s)\n    return -2;\n"
        "  *out = it;\n  return 0;\n}") % (of(kind, "*out"), of(kind, "it"), kind.acquire[0],
                                          kind.bad[0].replace("@", "it")), hands_over=True)
    r = Held(b.fresh(), kind, "out-parameter", False)
    b.declare(kind, r.name, kind.empty if b.maybe(0.5) else None)
    call = "%s(&%s, %s)" % (name, r.name, "1" if b.maybe(0.3) else b.switch())
    if b.maybe(0.5):
        rc = b.fresh("rc")
        b.site("out-parameter")
        b.put("int %s = %s;" % (rc, call))
        good = b.pick("%s == 0", "!%s", "%s >= 0") % rc
    else:
        good = b.pick("%s == 0", "!%s") % call
        b.site("out-parameter")
    b.open("if (%s)" % good)
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def consumed(b, body):
    """A helper that takes it only if it succeeds."""
    kind = b.kind()
    name = b.helper(("consume", kind.name), (
        "static int $(%s, int ok) {\n  if (!ok)\n    return -1;\n  %s\n  return 0;\n}") % (
            of(kind, "it"), kind.release.replace("@", "it")))
    r = acquire(b, kind, "consumed on success")
    b.open("if (%s)" % b.test(True, r))
    body_without_exit(b, body)
    b.open("if (%s(%s, %s) %s)" % (name, r.name, b.switch(), b.pick("< 0", "!= 0")))
    b.release(r)
    b.close()
    b.close()


def borrowed(b, body):
    """A helper that only looks at it."""
    kind = b.kind()
    name = b.helper(("look", kind.name), "static int $(%s) {\n  if (%s)\n    return 0;\n  %s\n  return 1;\n}" % (
        of(kind, "it"), kind.bad[0].replace("@", "it"), kind.use[0].replace("@", "it")))
    r = acquire(b, kind, "borrow helper")
    b.open("if (%s)" % b.test(True, r))
    b.put("%s(%s);" % (name, r.name))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def handed_on(b, body):
    """Somebody else owns it from here on: a global, or a function of another file."""
    kind = b.pick(*[k for k in b.kinds if k.name != "descriptor"])
    r = acquire(b, kind, "handed on")
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    if b.maybe(0.5):
        b.release(r, "adopt(%s);" % r.name)
    else:
        slot = "%s_slot%d" % (b.name, len(b.taken))
        b.taken.append((kind, slot))
        b.release(r, "%s = %s;" % (slot, r.name))
    b.close()


def filled_by_helper(b, body):
    """A struct that one helper fills and another empties."""
    kind = b.kind()
    bad, good = (t[0].replace("@", "box->it") for t in (kind.bad, kind.good))
    type_ = b.helper(("filled", kind.name), "struct $ {\n  int count;\n  %s;\n};" % of(kind, "it"))
    fill = b.helper(("fill", kind.name), (
        "static int $(struct %s *box, int ok) {\n  box->count = 0;\n  if (!ok)\n    return -1;\n  box->it = %s;\n"
        "  if (%s)\n    return -1;\n  box->count = 1;\n  return 0;\n}") % (
            type_, kind.acquire[0], bad), hands_over=True)
    empty = b.helper(("empty", kind.name), "static void $(struct %s *box) {\n  if (%s)\n    %s\n}" % (
        type_, good, kind.release.replace("@", "box->it")))
    box = b.fresh("box")
    b.put("struct %s %s;" % (type_, box))
    r = Held(box + ".it", kind, "filled struct", False)
    b.site("filled struct")
    b.open("if (%s(&%s, %s) == 0)" % (fill, box, "1" if b.maybe(0.3) else b.switch()))
    body_without_exit(b, body)
    b.release(r, "%s(&%s);" % (empty, box) if b.maybe(0.7) else None)
    b.close()


def released_two_levels_down(b, body):
    kind = b.kind()
    inner = b.helper(("inner", kind.name), "static void $(%s) {\n  %s\n}" % (
        of(kind, "it"), kind.release.replace("@", "it")))
    outer = b.helper(("outer", kind.name), "static void $(%s) {\n  if (%s)\n    %s(it);\n}" % (
        of(kind, "it"), kind.good[0].replace("@", "it"), inner))
    r = acquire(b, kind, "two levels")
    b.own(r)
    body_without_exit(b, body)
    b.disown(r)
    b.release(r, "%s(%s);" % (outer, r.name))


def listed(b, body):
    """Blocks in a list, released by a loop."""
    memory = next(k for k in b.kinds if k.name == "memory")
    type_ = b.helper(("link",), "struct $ {\n  struct $ *next;\n  int value;\n};")
    head, i, next_ = b.fresh("head"), b.fresh("i"), b.fresh("next")
    b.put("struct %s *%s = NULL;" % (type_, head))
    b.put("int %s;" % i)
    b.open("for (%s = 0; %s < 2; %s++)" % (i, i, i))
    node = b.fresh("node")
    b.site("list")
    b.put("struct %s *%s = %smalloc(sizeof *%s);" % (type_, node, "(struct %s *)" % type_ if b.cxx else "", node))
    b.put("if (!%s)" % node)
    b.put("  break;")
    if b.maybe(0.4):
        b.open("if (%s)" % b.condition())
        b.release(Held(node, memory, "list", False))
        b.put("continue;")
        b.close()
    b.put("%s->next = %s;" % (node, head))
    b.put("%s = %s;" % (head, node))
    b.close()
    body_without_exit(b, body)
    b.open("while (%s)" % head)
    b.put("struct %s *%s = %s->next;" % (type_, next_, head))
    b.release(Held(head, memory, "list", False))
    b.put("%s = %s;" % (head, next_))
    b.close()


def cached(b, body):
    """Acquired once, kept for ever."""
    kind = b.pick(*[k for k in b.kinds if k.name != "descriptor"])
    slot = "%s_slot%d" % (b.name, len(b.taken))
    b.taken.append((kind, slot))
    b.open("if (%s)" % kind.bad[0].replace("@", slot))
    b.site("cached")
    b.put("%s = %s;" % (slot, b.pick(*kind.acquire)))
    b.close()
    body(b)


def error_code(b, body):
    """The result of a step is remembered, and decides who owns it."""
    kind = b.pick(*[k for k in b.kinds if k.name != "descriptor"])
    rc = b.fresh("rc")
    slot = "%s_slot%d" % (b.name, len(b.taken))
    b.taken.append((kind, slot))
    r = acquire(b, kind, "error code")
    b.put("int %s = -1;" % rc)
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.open("if (%s)" % b.condition())
    b.put("%s = 0;" % rc)
    b.close()
    b.open("if (%s)" % b.pick("%s == 0", "!%s", "%s >= 0") % rc)
    b.put("%s = %s;" % (slot, r.name))
    b.close(" else {")
    b.depth += 1
    b.release(r)
    b.close()
    b.close()


def reference_parameter(b, body):
    kind = b.kind()
    name = b.helper(("by reference", kind.name), (
        "static bool $(%s, int ok) {\n  if (ok)\n    it = %s;\n  return ok && %s;\n}") % (
            of(kind, "&it"), kind.acquire[0], kind.good[0].replace("@", "it")), hands_over=True)
    r = Held(b.fresh(), kind, "reference parameter", False)
    b.declare(kind, r.name, kind.empty)
    b.site("reference parameter")
    b.open("if (%s(%s, %s))" % (name, r.name, "1" if b.maybe(0.3) else b.switch()))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


BOTH = [released_by_helper, made_by_helper, made_through_parameter, consumed, borrowed, handed_on, filled_by_helper,
        released_two_levels_down, listed, cached, error_code]
CXX = [reference_parameter]
# One slot for what is handed on, and not too many runs.
NOT_IN_LOOPS = {handed_on, listed, cached, error_code}
