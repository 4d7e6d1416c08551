"""Writes random functions in C and C++ that acquire and release resources, each right or with one mistake.

What is right is not said here: truth.cpp finds out by running them. The same seed and number write the same text.
"""
import collections
import random

import constructs
import handles_in_parts
import shared_ownership
from builder import ACTIONS, Builder, Mutation
from kinds import kinds

# first: number of its first line in the unit; sites: {line that acquires: construct}; also: {line that hands it over:
# line that acquired}; mutation: what was done to it, or None; counted: of the inputs, those that may be -1, as bits.
Program = collections.namedtuple("Program", "name cxx first text sites also mutation inputs counted")

PRELUDE = """#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
%s#ifndef OURO_RUN
%svoid adopt(void *it);
#endif
"""
TABLE = """
#ifdef OURO_RUN
struct truth_program {
  const char *name;
  int inputs;
  int counted;
  void (*run)(const int *);
};
%sextern const struct truth_program truth_programs[];
%sconst struct truth_program truth_programs[] = {
%s  {NULL, 0, 0, NULL}};
%s#endif
"""


def body(b):
    """What happens while something is held: uses, ways out, further resources."""
    for _ in range(b.rng.choice((0, 1, 1, 2))):
        what = b.rng.random()
        if what < 0.25 and b.held:
            b.use(b.pick(*b.held))
        elif what < 0.55 and not b.quiet:
            trials = [t.replace("@", h.name) for h in b.held for t in h.kind.trial]
            b.open("if (%s)" % (b.pick(*trials) if trials and b.maybe(0.5) else b.condition()))
            b.leave()
            b.close()
        elif what < 0.65 and b.loops == 0 and b.depth < 6:
            b.open("if (%s)" % b.condition())
            body(b)
            b.close()
        else:
            construct(b)


def construct(b):
    """One more resource, if there is room."""
    if b.room == 0 or b.depth > 8:
        return
    b.room -= 1
    choices = constructs.BOTH + shared_ownership.BOTH + handles_in_parts.BOTH + (
        constructs.CXX + shared_ownership.CXX if b.cxx else [])
    in_loops = constructs.NOT_IN_LOOPS | shared_ownership.NOT_IN_LOOPS | handles_in_parts.NOT_IN_LOOPS
    unfit = (constructs.EXITS if b.quiet else set()) | (in_loops if b.loops else set())
    choices = [c for c in choices if c not in unfit]
    b.pick(*choices)(b, body)


def last_resource(b):
    """The result: acquired, and handed to the caller at the end."""
    kind = b.kind_of_result
    r = constructs.acquire(b, kind, "returned")
    if not kind.never_fails:
        b.open("if (%s)" % b.test(False, r))
        b.leave()
        b.close()
    b.own(r)
    body(b)
    b.disown(r)
    b.release(r, "return %s;" % r.name)
    b.put("return NULL;")


def with_common_exit(b):
    """goto cleanup: everything is declared first and released at the end, in reverse order."""
    b.put("int rc = 0;")
    chosen = [b.kind() for _ in range(b.rng.randint(1, 3))]
    resources = [constructs.Held(b.fresh(), kind, "goto cleanup", True) for kind in chosen]
    for r in resources:
        b.declare(r.kind, r.name, r.kind.empty)
    b.exits.append("out")
    b.open("")
    for r in resources:
        constructs.acquire(b, r.kind, "goto cleanup", r.name, outer=True)
        if not r.kind.never_fails:
            b.open("if (%s)" % b.test(False, r))
            b.leave()
            b.close()
        b.own(r)
        body(b)
    if b.maybe(0.3):
        b.put("goto out;")
    b.close()
    b.lines.append("out:")
    b.exits.pop()
    for r in reversed(resources):
        b.disown(r)
        b.release(r, tested=True)
    b.put("(void)rc;")


def write_function(name, rng, cxx, mutation):
    b = Builder(name, rng, cxx, kinds(cxx), mutation)
    style = rng.choice(("plain", "plain", "plain", "returned", "goto", "goto"))
    if style == "returned":
        b.kind_of_result = b.pick(*[k for k in b.kinds if k.type.endswith("*")])
        b.result = b.kind_of_result.type
        last_resource(b)
    else:
        b.result = b.pick("void", "int")
        if style == "goto":
            with_common_exit(b)
        for _ in range(rng.randint(1, 2) if style == "plain" else 0):
            construct(b)
        if b.result == "int":
            b.put("return %s;" % ("rc" if style == "goto" else "0"))
    return b


def text_of(b):
    """Lines of the program and the index of the function's first statement."""
    space = "" if b.result.endswith("*") else " "
    inputs = b.inputs + b.inputs_of_helpers
    lines = list(b.helpers)
    lines += ["static %s%s;" % (k.type + ("" if k.type.endswith("*") else " "), slot) for k, slot in b.taken]
    lines.append("%s%s%s(%s) {" % (b.result, space, b.name, ", ".join("int " + i for i in inputs)))
    start = len(lines)
    lines += [line or ";" for line in b.lines] + ["}"]
    call = "%s(%s)" % (b.name, ", ".join("in[%d]" % i for i in range(len(inputs))))
    lines += ["#ifdef OURO_RUN", "static void %s_run(const int *in) {" % b.name]
    lines += ["  %s = NULL;" % slot for _, slot in b.taken]
    lines.append("  truth_take(%s);" % call if b.result.endswith("*") else "  %s;" % call)
    lines += ["  truth_take(%s);" % slot for _, slot in b.taken]
    lines += ["}", "#endif", ""]
    return lines, start


def program(seed, number, cxx, first):
    """Program `number`; `first` is the line where it will stand."""
    name = "%s%d" % ("cxx" if cxx else "c", number)

    def write(mutation):
        return write_function(name, random.Random("%s %d %s" % (seed, number, cxx)), cxx, mutation)
    b = write(None)
    other = random.Random("%s %d mutation" % (seed, number))
    if b.releases and other.random() < 0.6:
        b = write(Mutation(other.randrange(b.releases), other.choice(ACTIONS)))
    lines, start = text_of(b)
    sites = {first + start + at: construct_ for at, construct_ in b.sites.items()}
    also = {first + start + at: first + start + from_ for at, from_ in b.also.items()}
    inputs = len(b.inputs) + len(b.inputs_of_helpers)
    counted = sum(1 << at for at, name_ in enumerate(b.inputs) if name_ in b.counted)
    return Program(name, cxx, first, "\n".join(lines) + "\n", sites, also, b.broken, inputs, counted)


def unit(seed, numbers, cxx):
    """(text, programs) of one translation unit."""
    opened, closed = ('extern "C" {\n', "}\n") if cxx else ("", "")
    text = PRELUDE % ("#include <memory>\n" if cxx else "", 'extern "C" ' if cxx else "")
    if cxx:
        text = text.replace("#define _GNU_SOURCE\n", "")
    programs = []
    for number in numbers:
        programs.append(program(seed, number, cxx, text.count("\n") + 1))
        text += programs[-1].text
    rows = "".join('  {"%s", %d, %d, %s_run},\n' % (p.name, p.inputs, p.counted, p.name) for p in programs)
    return text + TABLE % (opened, "" if cxx else "", rows, closed), programs
