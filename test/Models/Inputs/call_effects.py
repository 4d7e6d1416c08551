"""call_effects.py LIBRARY.json MODELS.json... --tidy COMMAND...

Does each modelled function that acquires what its model says, in the eyes of the checks? For every acquire of the last
MODELS.json (the ones before it define kinds that it uses) a C file has a function that drops the resource, which has
to be reported on that line, and, if some function of the files releases that kind, one that gives it back, which must
not be. The calls are made from the declarations in the library's headers: 0 for every argument that does not matter.
LIBRARY.json: as for call_names.py; "uncallable": functions that cannot be called with 0 in all arguments; "silent":
functions whose loss is not reported, with the reason.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from call_names import packages

FEW = re.compile(r"<stdin>:(\d+):\d+: error: too few arguments to function call, "
                 r"(?:single argument|at least argument|expected (?:at least )?(\d+))")
PARAMETER = re.compile(r"<stdin>:(\d+):\d+: error: passing 'struct probe' to parameter of incompatible type '([^']*)'")
SLOT = re.compile(r"(\*?)(\d+)(?:\[(\d+)\])?(\.\w+)?$")


FITS = {"==": "0", "<": "-1", "!=": "1", ">": "1", ">=": "0", "<=": "0"}  # {"compared to 0": a number that is so}


class Library:
    """What the headers declare."""

    def __init__(self, description):
        # <cstdio> is <stdio.h> in C; <exception> is nothing.
        names = [h if h.endswith(".h") else h[1:] + ".h"
                 for h in description["headers"] if h.endswith(".h") or h[0] == "c"]
        self.headers = "".join("#include <%s>\n" % name for name in names)
        flags = packages(description.get("packages")) or []
        self.flags = ["-isystem" + f[2:] if f.startswith("-I") else f for f in flags] + description.get("flags", [])
        self.head = "#define _GNU_SOURCE\n" + self.headers + "struct probe { int nothing; };\nstruct probe probe;\n"

    # Names are called in parentheses, because they may be macros, too.
    def errors(self, lines):
        text = self.head + "".join("void f%d(void) { %s; }\n" % (i, line) for i, line in enumerate(lines))
        command = ["clang", "-std=gnu11", "-fsyntax-only", "-w", "-ferror-limit=0", *self.flags, "-x", "c", "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        return done.stderr, self.head.count("\n") + 1

    def arities(self, names):
        stderr, first = self.errors(["(%s)()" % name for name in names])
        found = {name: 0 for name in names}
        for line, count in FEW.findall(stderr):
            found[names[int(line) - first]] = int(count or 1)
        return found

    def parameter_types(self, wanted, arities):
        """{(function, index): type}"""
        lines = []
        for name, index in wanted:
            args = ["0"] * max(arities[name], index + 1)
            args[index] = "probe"
            lines.append("(%s)(%s)" % (name, ", ".join(args)))
        stderr, first = self.errors(lines)
        found = {}
        for line, type_ in PARAMETER.findall(stderr):
            found[wanted[int(line) - first]] = type_
        return found


class Case:
    def __init__(self, name, effect, call):
        self.name, self.effect, self.call = name, effect, call
        at = effect.get("at", "result")
        match = SLOT.match(at)
        self.index = int(match.group(2)) if match else None
        self.pointee = bool(match and match.group(1))
        self.element = bool(match and match.group(3))
        self.rest = match.group(0)[match.end(2):] if match else ""

    def arguments(self, arities, place):
        args = ["0"] * max([arities[self.name]] + ([self.index + 1] if self.index is not None else []))
        for effect in self.call["effects"]:
            given = re.match(r"(\d+) (\S+) 0", effect.get("given", ""))
            if given and int(given.group(1)) < len(args):
                args[int(given.group(1))] = FITS[given.group(2)]
            unless = re.match(r"(\d+) == 0", effect.get("unless", ""))
            if unless and int(unless.group(1)) < len(args):
                args[int(unless.group(1))] = FITS["!="]
        if self.index is not None:
            args[self.index] = place
        return ", ".join(args)


def releases(calls):
    """{kind: (function, index, by address)}: the first function that gives it back whatever happens."""
    found = {}
    for call in calls:
        effects = call.get("effects", [])
        for effect in effects if not any("acquire" in e for e in effects) else []:
            match = SLOT.match(effect.get("at", "0"))
            if "release" in effect and match and "if" not in effect and not match.group(3) and not match.group(4):
                found.setdefault(effect["release"], (call["names"][0], int(match.group(2)), bool(match.group(1))))
    return found


def functions(case, types, arities, release):
    """(text that loses it, text that gives it back or None)"""
    if case.index is None:
        handle, declaration = "(%s)(%s)" % (case.name, case.arguments(arities, None)), ""
        # What was in something else that the call gives back may be dropped: there may be another name for it.
        inside = any("release" in e and "if" not in e for e in case.call["effects"])
        lost = ("__auto_type h = " if inside else "") + handle + ";"
    else:
        type_ = types.get((case.name, case.index))
        if not type_:
            return None, None
        if case.pointee:
            of = "void *" if type_ == "void *" else "__typeof__(*(%s)0) " % type_
            declaration = "%sh%s; " % (of, "[8]" if case.element else "")
            place = "h" if case.element else "&h"
            handle = "h" + case.rest
        else:
            # Not an argument: who counts that up counts for its caller.
            found = "void *found(void); __typeof__((%s)0) h = found();" % type_
            return "%s (%s)(%s);" % (found, case.name, case.arguments(arities, "h")), None
        lost = "%s(%s)(%s);" % (declaration, case.name, case.arguments(arities, place))
    if not release:
        return lost, None
    name, index, by_address = release
    if by_address and case.index is None:
        return lost, None
    args = ["0"] * max(arities[name], index + 1)
    args[index] = ("&" if by_address else "") + handle
    text = "(%s)(%s);" % (name, ", ".join(args))
    return lost, text if case.index is None else lost + " " + text


def main():
    split = sys.argv.index("--tidy")
    description = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    files = [json.loads(pathlib.Path(f).read_text(encoding="utf-8")) for f in sys.argv[2:split]]
    tidy = sys.argv[split + 1:]
    silent = description.get("silent", {})
    absent = {**description.get("absent", {}), **description.get("uncallable", {})}
    minor = {r["kind"] for f in files for r in f.get("resources", []) if r.get("minor") or r.get("paired")}

    def usable(file):
        known = [dict(c, names=[n for n in c["names"] if n not in absent and "::" not in n]) for c in file["calls"]]
        return [c for c in known if c["names"]]
    own = usable(files[-1])
    back = releases([c for f in files for c in usable(f)])
    cases = [Case(n, e, c) for c in own for n in c["names"] for e in c.get("effects", [])
             if "acquire" in e and e["acquire"] not in minor]
    library = Library(description)
    arities = library.arities(sorted({c.name for c in cases} | {r[0] for r in back.values()}))
    types = library.parameter_types(sorted({(c.name, c.index) for c in cases if c.index is not None}), arities)
    lines, expected, untried = [], {}, []
    for case in cases:
        alone = sum("acquire" in e for e in case.call["effects"]) == 1
        lost, kept = functions(case, types, arities, back.get(case.effect["acquire"]))
        if not lost:
            untried.append(case.name)
            continue
        lines.append("void lost%d(void) { %s }" % (len(lines), lost))
        expected[len(lines)] = (case, True)
        if kept and alone:
            lines.append("void kept%d(void) { %s }" % (len(lines), kept))
            expected[len(lines)] = (case, False)
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory) / "calls.c"
        head = library.head
        path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        first = head.count("\n")
        done = subprocess.run([*tidy, str(path), "--", "-std=gnu11", "-w",
                               "-Wno-error=incompatible-pointer-types", *library.flags],
                              capture_output=True, text=True, check=False)
    if "error:" in done.stdout or done.returncode:
        print(done.stdout[:3000] + done.stderr[-1000:])
        return 2
    seen = {int(n) - first: message for n, message in re.findall(r"calls\.c:(\d+):\d+: warning: (.*)", done.stdout)}
    wrong = 0
    for at, (case, bad) in expected.items():
        what = "%s of %s" % (case.effect["acquire"], case.name)
        if case.name in silent:
            if bad and at in seen:
                wrong += 1
                print("%s is reported; 'silent' says that it is not" % what)
        elif bad and at not in seen:
            wrong += 1
            print("%s is lost and nothing says so: %s" % (what, lines[at - 1]))
        elif not bad and at in seen:
            wrong += 1
            print("%s is given back, yet: %s: %s" % (what, seen[at], lines[at - 1]))
    for name in untried:
        print("%s could not be called" % name)
    print("%d functions acquire, %d wrong, %d not tried" % (len({c.name for c in cases}), wrong, len(untried)))
    return 1 if wrong or untried else 0


if __name__ == "__main__":
    sys.exit(main())
