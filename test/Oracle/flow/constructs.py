"""What generated programs do with a resource: each construct acquires one, does something while it is held (body), and
gives it back or hands it on. They nest."""
from builder import Held


def of(kind, name):
    """A declaration without its semicolon."""
    return kind.type + ("" if kind.type.endswith("*") else " ") + name


def acquire(b, kind, construct, name=None, outer=False):
    """A variable with a new resource that may not be there."""
    resource = Held(name or b.fresh(), kind, construct, outer)
    expression = b.pick(*kind.acquire)
    if name:
        b.site(construct)
        b.put("%s = %s;" % (name, expression))
    elif b.maybe(0.3):
        b.declare(kind, resource.name, kind.empty if b.maybe(0.5) else None)
        b.site(construct)
        b.put("%s = %s;" % (resource.name, expression))
    else:
        b.site(construct)
        b.declare(kind, resource.name, expression)
    return resource


def nested(b, body):
    """if (p) { ... release }"""
    r = acquire(b, b.kind(), "nested")
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def early_return(b, body):
    """if (!p) return; ... release"""
    r = acquire(b, b.kind(), "early return")
    if not r.kind.never_fails:
        b.open("if (%s)" % b.test(False, r))
        b.leave()
        b.close()
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)


def unconditional(b, body):
    """Nobody asks whether it is there."""
    r = acquire(b, b.kind(), "untested")
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r, tested=not r.kind.null_safe and b.maybe(0.7))


def by_input(b, body):
    """Acquired if an input says so, released if it says so, too, or if it is there."""
    kind, on = b.kind(), b.pick(*b.inputs)
    r = Held(b.fresh(), kind, "by input", False)
    b.declare(kind, r.name, kind.empty)
    b.open("if (%s)" % on)
    acquire(b, kind, "by input", r.name)
    b.close()
    same = b.maybe(0.5) and kind.null_safe
    body_without_exit(b, body)
    if same:
        b.open("if (%s)" % on)
        b.release(r)
        b.close()
    else:
        b.release(r, tested=True)


def body_without_exit(b, body):
    """Exits from here would need to know more than what is held."""
    quiet, b.quiet = b.quiet, True
    body(b)
    b.quiet = quiet


def flag(b, body):
    kind, have = b.kind(), b.fresh("have")
    r = Held(b.fresh(), kind, "flag", False)
    b.put("int %s = 0;" % have)
    b.declare(kind, r.name, kind.empty)
    b.open("if (%s)" % b.condition())
    acquire(b, kind, "flag", r.name)
    b.open("if (%s)" % b.test(True, r))
    b.put("%s = 1;" % have)
    b.close()
    b.close()
    body_without_exit(b, body)
    b.open("if (%s)" % b.pick(have, have + " != 0", have + " == 1"))
    b.release(r)
    b.close()


def ternary(b, body):
    kind, on = b.kind(), b.pick(*b.inputs)
    r = Held(b.fresh(), kind, "ternary", False)
    b.site("ternary")
    b.declare(kind, r.name, "%s ? %s : %s" % (on, b.pick(*kind.acquire), kind.empty))
    body_without_exit(b, body)
    b.release(r, tested=True)


def guarded(b, body):
    """if (input && (p = acquire()) is there) ..."""
    kind = b.kind()
    r = Held(b.fresh(), kind, "guard", False)
    b.declare(kind, r.name, kind.empty)
    test = b.pick(*kind.good).replace("@", "(%s = %s)" % (r.name, b.pick(*kind.acquire)))
    b.site("guard")
    b.open("if (%s && %s)" % (b.pick(*b.inputs), test))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def alias(b, body):
    r = acquire(b, b.kind(), "alias")
    b.open("if (%s)" % b.test(True, r))
    other = Held(b.fresh(), r.kind, "alias", False)
    b.declare(r.kind, other.name, r.name)
    first, second = (r, other) if b.maybe(0.5) else (other, r)
    if b.maybe(0.3) and r.kind.type.endswith("*"):
        b.put("%s = NULL;" % second.name)
    b.own(first)
    body(b)
    b.disown(first)
    b.release(first)
    b.close()


def local_struct(b, body):
    kind = b.kind()
    type_ = b.helper(("box", kind.type), "struct $ {\n  int other;\n  %s;\n};" % of(kind, "it"))
    box = b.fresh("box")
    b.put("struct %s %s;" % (type_, box))
    r = acquire(b, kind, "struct", box + ".it")
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def system_out_parameter(b, body):
    memory = next(k for k in b.kinds if k.name == "memory")
    r = Held(b.fresh(), memory, "system out-parameter", False)
    b.declare(memory, r.name, "NULL" if b.maybe(0.5) else None)
    if b.maybe(0.5):
        good = b.pick("%s == 0", "!%s") % ("posix_memalign((void **)&%s, 16, 8)" % r.name)
    else:
        good = b.pick("%s >= 0", "%s != -1") % ('asprintf(&%s, "x")' % r.name)
    b.site("system out-parameter")
    b.open("if (%s)" % good)
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def pipe_pair(b, body):
    kind = next(k for k in b.kinds if k.name == "descriptor")
    pair = b.fresh("pair")
    b.put("int %s[2];" % pair)
    b.site("pipe")
    b.open("if (%s)" % (b.pick("%s == 0", "%s >= 0", "!%s") % ("pipe(%s)" % pair)))
    ends = [Held("%s[%d]" % (pair, i), kind, "pipe", False) for i in (0, 1)]
    for end in ends:
        b.own(end)
    body(b)
    for end in ends:
        b.disown(end)
        b.release(end)
    b.close()


def stream_of_descriptor(b, body):
    """fdopen takes the descriptor if it succeeds."""
    descriptor = next(k for k in b.kinds if k.name == "descriptor")
    stream = next(k for k in b.kinds if k.name == "stream")
    r = acquire(b, descriptor, "fdopen")
    b.open("if (%s)" % b.test(True, r))
    f = Held(b.fresh(), stream, "fdopen", False)
    b.site("fdopen")
    b.declare(stream, f.name, 'fdopen(%s, "r")' % r.name)
    b.open("if (%s)" % b.test(True, f))
    b.own(f)
    body(b)
    b.disown(f)
    b.release(f)
    b.close(" else {")
    b.depth += 1
    b.release(r)
    b.close()
    b.close()


def grown(b, body):
    cast = "(char *)" if b.cxx else ""
    memory = next(k for k in b.kinds if k.name == "memory")
    r = acquire(b, memory, "realloc")
    b.open("if (%s)" % b.test(True, r))
    bigger = b.fresh()
    b.site("realloc")
    b.put("char *%s = %srealloc(%s, 16);" % (bigger, cast, r.name))
    b.open("if (!%s)" % bigger)
    b.own(r)
    b.leave() if not b.quiet else b.release(r)
    b.disown(r)
    b.close(" else {") if b.quiet else b.close()
    if b.quiet:
        b.depth += 1
    b.put("%s = %s;" % (r.name, bigger))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    if b.quiet:
        b.close()
    b.close()


def loop(b, body):
    """Acquired and released in each round."""
    i, bound = b.fresh("i"), b.bound()
    style = b.pick("for", "for", "while")
    if style == "for":
        b.put("int %s;" % i)
        b.open("for (%s = 0; %s < %s; %s++)" % (i, i, bound, i))
    else:
        b.put("int %s = 0;" % i)
        b.open("while (%s++ < %s)" % (i, bound))
    r = acquire(b, b.kind(), "loop")
    if not r.kind.never_fails:
        b.put("if (%s)" % b.test(False, r))
        b.put("  %s;" % b.pick("continue", "break"))
    b.own(r)
    if b.maybe(0.4):
        b.open("if (%s)" % b.condition())
        b.release(r)
        b.put("%s;" % b.pick("continue", "break"))
        b.close()
    b.loops += 1
    body(b)
    b.loops -= 1
    b.disown(r)
    b.release(r)
    b.close()


def retry(b, body):
    kind, i = b.kind(), b.fresh("i")
    r = Held(b.fresh(), kind, "retry", False)
    b.declare(kind, r.name, kind.empty)
    b.put("int %s;" % i)
    b.open("for (%s = 0; %s < 2; %s++)" % (i, i, i))
    acquire(b, kind, "retry", r.name)
    b.put("if (%s)" % b.test(True, r))
    b.put("  break;")
    b.close()
    body_without_exit(b, body)
    b.release(r, tested=True)


def block_with_break(b, body):
    """do { ... break ... } while (0); release"""
    kind = b.kind()
    r = Held(b.fresh(), kind, "do-while(0)", False)
    b.declare(kind, r.name, kind.empty)
    b.open("do")
    acquire(b, kind, "do-while(0)", r.name)
    b.put("if (%s)" % b.test(False, r))
    b.put("  break;")
    body_without_exit(b, body)
    b.put("if (%s)" % b.condition())
    b.put("  break;")
    b.use(r)
    b.close(" while (0);")
    b.release(r, tested=True)


def switched(b, body):
    r = acquire(b, b.kind(), "switch")
    b.open("if (%s)" % b.test(True, r))
    b.open("switch (%s)" % b.pick(*b.inputs))
    b.put("case 0:")
    b.release(r)
    b.put("break;")
    b.put("default:")
    b.depth += 1
    b.own(r)
    b.open("")
    body(b)
    b.close()
    b.disown(r)
    b.release(r)
    b.depth -= 1
    b.close()
    b.close()


def overwritten(b, body):
    r = acquire(b, b.kind(), "overwritten")
    b.release(r, tested=not r.kind.null_safe)
    acquire(b, r.kind, "overwritten", r.name)
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()


def container(b, body):
    """A block of memory with a resource in it."""
    memory = next(k for k in b.kinds if k.name == "memory")
    kind = b.kind()
    type_ = b.helper(("node", kind.type), "struct $ {\n  struct $ *next;\n  %s;\n};" % of(kind, "it"))
    node = b.fresh("node")
    b.site("container")
    b.put("struct %s *%s = %smalloc(sizeof *%s);" % (type_, node, "(struct %s *)" % type_ if b.cxx else "", node))
    whole = Held(node, memory, "container", False)
    b.open("if (%s)" % b.pick(node, node + " != NULL"))
    b.own(whole)
    r = acquire(b, kind, "content", node + "->it")
    b.open("if (%s)" % b.test(True, r))
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r)
    b.close()
    b.disown(whole)
    b.release(whole)
    b.close()


def unique(b, body):
    """std::unique_ptr: nobody has to release, only release() makes somebody."""
    kind = b.pick(*[k for k in b.kinds if k.name in ("object", "array")])
    type_ = "std::unique_ptr<int%s>" % ("[]" if kind.name == "array" else "")
    owner = b.fresh("owner")
    site = b.site("unique_ptr")
    b.put(b.pick("%s %s(%s);", "%s %s{%s};") % (type_, owner, kind.acquire[0]))
    body(b)
    if b.maybe(0.5):
        r = Held(b.fresh(), kind, "unique_ptr", False)
        b.same_site(site)
        b.put("int *%s = %s.release();" % (r.name, owner))
        b.release(r)
    elif b.maybe(0.3):
        b.put("%s.reset();" % owner)


def guard_class(b, body):
    kind = b.kind()
    type_ = b.helper(("guard", kind.name), (
        "class $ {\n  %s;\npublic:\n  explicit $(%s) : it(it) {}\n  ~$() {\n    if (%s)\n      %s\n  }\n"
        "  %s() const { return it; }\n};") % (
            of(kind, "it"), of(kind, "it"), kind.good[0].replace("@", "it"), kind.release.replace("@", "it"),
            of(kind, "get")))
    guard = b.fresh("guard")
    if b.maybe(0.5):
        b.site("RAII class")
        b.put("%s %s(%s);" % (type_, guard, kind.acquire[0]))
    else:
        r = acquire(b, kind, "RAII class")
        b.put("%s %s(%s);" % (type_, guard, r.name))
    body(b)


def with_lambda(b, body):
    """A closure called at the end releases it."""
    r = acquire(b, b.kind(), "lambda")
    done = b.fresh("done")
    b.put("auto %s = [&%s] { if (%s) %s };" % (done, r.name, b.test(True, r), r.kind.release.replace("@", r.name)))
    b.own(r)
    body_without_exit(b, body)
    b.disown(r)
    b.release(r, "%s();" % done)


BOTH = [nested, nested, early_return, early_return, early_return, unconditional, by_input, flag, ternary, guarded,
        alias, local_struct, system_out_parameter, pipe_pair, stream_of_descriptor, grown, loop, loop, retry,
        block_with_break, switched, overwritten, container]
CXX = [unique, guard_class, with_lambda]
EXITS = {early_return}  # they leave the function, so not where that is forbidden
NOT_IN_LOOPS = {loop, retry}  # too many runs
