"""Constructs whose resource stands in a part of something: a structure that is returned, the contents of a block that a
helper makes, the elements of an array."""
from builder import Held
from constructs import body_without_exit, nested, of


def returned_struct(b, body):
    """A helper returns a structure with a resource in it; another may empty it."""
    kind = b.kind()
    type_ = b.helper(("returned", kind.name), "struct $ {\n  int count;\n  %s;\n};" % of(kind, "it"))
    make = b.helper(("make returned", kind.name), (
        "static struct %s $(int ok) {\n  struct %s box;\n  box.count = 0;\n  box.it = %s;\n  if (ok)\n"
        "    box.it = %s;\n  return box;\n}") % (type_, type_, kind.empty, kind.acquire[0]), hands_over=True)
    empty = b.helper(("empty returned", kind.name), "static void $(struct %s *box) {\n  if (%s)\n    %s\n}" % (
        type_, kind.good[0].replace("@", "box->it"), kind.release.replace("@", "box->it")))
    box = b.fresh("box")
    b.site("returned struct")
    b.put("struct %s %s = %s(%s);" % (type_, box, make, "1" if b.inputs_of_helpers else b.switch()))
    r = Held(box + ".it", kind, "returned struct", False)
    b.open("if (%s)" % b.test(True, r))
    body_without_exit(b, body)
    b.release(r, "%s(&%s);" % (empty, box) if b.maybe(0.5) else None)
    b.close()


def made_with_content(b, body):
    """A helper makes a block with a resource in it, another releases both."""
    if b.room < 1:
        return nested(b, body)
    b.room -= 1  # one more acquisition that may fail
    kind = b.kind()
    type_ = b.helper(("content", kind.name), "struct $ {\n  int count;\n  %s;\n};" % of(kind, "it"))
    cast = "(struct %s *)" % type_ if b.cxx else ""
    make = b.helper(("make content", kind.name), (
        "static struct %s *$(void) {\n  struct %s *box = %smalloc(sizeof *box);\n  if (!box)\n    return NULL;\n"
        "  box->it = %s;\n  if (%s) {\n    free(box);\n    return NULL;\n  }\n  return box;\n}") % (
            type_, type_, cast, kind.acquire[0], kind.bad[0].replace("@", "box->it")), hands_over=True)
    drop = b.helper(("drop content", kind.name), "static void $(struct %s *box) {\n  %s\n  free(box);\n}" % (
        type_, kind.release.replace("@", "box->it")))
    box = b.fresh("box")
    b.site("made with content")
    b.put("struct %s *%s = %s();" % (type_, box, make))
    b.open("if (%s)" % box)
    body_without_exit(b, body)
    b.release(Held(box, next(k for k in b.kinds if k.name == "memory"), "made with content", False),
              "%s(%s);" % (drop, box))
    b.close()


def array(b, body):
    """One loop fills an array, another empties it."""
    if b.room < 2:
        return nested(b, body)
    b.room -= 2  # two acquisitions that may fail
    kind, all_, i = b.kind(), b.fresh("all"), b.fresh("i")
    b.declare(kind, all_ + "[2]")
    b.put("int %s;" % i)
    b.open("for (%s = 0; %s < 2; %s++)" % (i, i, i))
    b.site("array")
    b.put("%s[%s] = %s;" % (all_, i, b.pick(*kind.acquire)))
    b.close()
    body_without_exit(b, body)
    b.open("for (%s = 0; %s < 2; %s++)" % (i, i, i))
    # With a text of its own it is never released by the wrong family: elements are not told apart.
    r = Held("%s[%s]" % (all_, i), kind, "array", False)
    b.release(r, kind.release.replace("@", r.name), tested=True)
    b.close()


BOTH = [returned_struct, made_with_content, array]
NOT_IN_LOOPS = {array}
