#!/usr/bin/env python3
"""Compiles, runs and analyses the stress set (generate.py) and compares verdicts.

usage: stress.py --compiler C++ --tidy CLANG-TIDY --plugin SO --ratchet FILE
                 [--only NAME]... [--keep DIR] [--jobs N] [--seed N] [--list]

The truth about a program is what running it shows; a generator that believed
otherwise is a failure. A leaking program is found if a finding lies between its
markers, at the default confidence; any finding in another program is false.
With --keep the next run compiles only what changed.
The ratchet holds the recall that must be reached and the false findings that are
accepted; the first may only rise, the second only fall. It is not applied to --only.

Exit status: 0 fine, 1 below the ratchet or wrong belief, 2 a tool failed or wrong use.
"""
import collections
import concurrent.futures
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import generate  # noqa: E402
from analyser import Analyser  # noqa: E402
from harness import (ToolError, against_ratchet, enough_programs, exit_status, parser_for, percent,  # noqa: E402
                     read_ratchet, recall_of, run)

FLAGS = ["-std=c++20"]
# Judges annotations, not leaks; the set has none.
NOT_ABOUT_LEAKS = {"ouro-annotation"}
Outcome = collections.namedtuple("Outcome", "program truth findings")


def is_current(path, sources):
    return os.path.exists(path) and all(os.path.getmtime(path) > os.path.getmtime(s) for s in sources)


def compile_all(options, directory, units, pool):
    """The program that runs them all. What a kept directory has of the same sources,
    compiled by the same command, is used again."""
    command = [options.compiler, *FLAGS, "-O0", "-w", *options.compile_flag]
    stamp, prelude = os.path.join(directory, "command.txt"), os.path.join(directory, "prelude.h")
    text = "\n".join(command) + "\n"
    same = os.path.exists(stamp) and open(stamp, encoding="utf-8").read() == text
    with open(stamp, "w", encoding="utf-8") as handle:
        handle.write(text)

    def compile_one(source):
        if not (same and is_current(source + ".o", (source, prelude))):
            run([*command, "-c", source, "-o", source + ".o"])
        return source + ".o"
    objects = list(pool.map(compile_one, [os.path.join(directory, "main.cpp"), *units]))
    binary = os.path.join(directory, "stress")
    run([*command, *objects, "-o", binary])
    return binary


def truths(binary, programs):
    """{name: "leaks" or "sound"} as running shows."""
    out = run([binary], timeout=60, env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
    told = dict(line.split() for line in out.splitlines())
    missing = [p.name for p in programs if told.get(p.name) not in ("leaks", "sound")]
    if missing:
        raise ToolError("no verdict of '%s' about %s" % (binary, ", ".join(missing)))
    return told


def regions(path):
    """[(name, first line, last line)] of the programs in a unit."""
    found, name, first = [], None, 0
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if line.startswith(generate.BEGIN):
                name, first = line.split()[2], number
            elif line.startswith(generate.END):
                found.append((name, first, number))
    return found


def analyse_all(options, units, pool):
    """{name: [Result]}"""
    analyser = Analyser("tidy", [*options.launch, options.tidy, "-load=" + options.plugin, "-checks=-*,ouro-*",
                                 "-quiet"])
    found = collections.defaultdict(list)
    for unit, results in zip(units, pool.map(lambda u: analyser.check_file(u, FLAGS), units)):
        where = regions(unit)
        for result in results:
            path, line = result.places[0]
            names = [n for n, first, last in where if first <= line <= last and os.path.samefile(path, unit)]
            if not names:
                raise ToolError("a finding outside all programs, %s:%d: %s" % (path, line, result.message))
            if result.rule not in NOT_ABOUT_LEAKS:
                found[names[0]].append(result)
    return found


def print_table(outcomes):
    """Recall and false findings per value of every dimension."""
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])
    for o in outcomes:
        for dimension, value in o.program.row.items():
            cell = rows[(o.program.family, dimension, value)]
            at = 0 if o.truth == "leaks" else 2
            cell[at] += 1
            cell[at + 1] += bool(o.findings)
    print("%-10s %-9s %-18s %6s %6s %8s %6s %6s" % (
        "family", "dimension", "value", "leaks", "found", "recall", "sound", "false"))
    for key in sorted(rows):
        leaks, found, sound, false = rows[key]
        print("%-10s %-9s %-18s %6d %6d %s %6d %6d" % (*key, leaks, found, percent(found, leaks), sound, false))


def judge(outcomes, ratchet):
    """Prints the report; returns what is wrong, as a list of lines."""
    print_table(outcomes)
    leaking = [o for o in outcomes if o.truth == "leaks"]
    found = [o for o in leaking if o.findings]
    false = [o for o in outcomes if o.truth == "sound" and o.findings]
    for title, group in (("missed", [o for o in leaking if not o.findings]), ("falsely reported", false)):
        print("\n%s: %d" % (title, len(group)))
        for o in group:
            row = " ".join("%s=%s" % item for item in o.program.row.items())
            print("  %s %4d lines  %s" % (o.program.name, o.program.text.count("\n"), row))
            for result in o.findings:
                print("      %s:%d: %s [%s]" % (*result.places[0], result.message, result.rule))
    recall = recall_of(len(found), len(leaking))
    print("\n%d programs, %d leak; recall %.1f %%, %d sound ones reported" % (
        len(outcomes), len(leaking), recall, len(false)))
    wrong = ["%s was believed to be '%s' and running it shows '%s'; mend the generator" %
             (o.program.name, o.program.verdict, o.truth) for o in outcomes if o.truth != o.program.verdict]
    if ratchet:
        wrong += against_ratchet(ratchet, "'leaks'", recall, len(false)) + enough_programs(ratchet, len(outcomes))
    return wrong


def chosen(options):
    programs = generate.generate(options.seed)
    unknown = set(options.only) - {p.name for p in programs}
    if unknown:
        raise ToolError("no program is called %s; --list shows all %d" % (", ".join(sorted(unknown)), len(programs)))
    return [p for p in programs if not options.only or p.name in options.only]


def show_list(options, _):
    for p in chosen(options):
        print(p.name, p.verdict, " ".join("%s=%s" % item for item in p.row.items()))
    return []


def work(options, directory):
    programs = chosen(options)
    units = generate.write(programs, directory)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        told = truths(compile_all(options, directory, units, pool), programs)
        findings = analyse_all(options, units, pool)
    outcomes = [Outcome(p, told[p.name], findings.get(p.name, [])) for p in programs]
    return judge(outcomes, None if options.only else read_ratchet(options.ratchet))


def main():
    parser = parser_for(__doc__, generate.SEED)
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("--compile-flag", action="append", default=[], help="a further flag, e.g. -fsanitize=address")
    parser.add_argument("--ratchet", default=os.path.join(HERE, "ratchet.json"))
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        return exit_status(options, show_list)
    if not options.plugin:
        parser.error("--plugin is missing; build ouroPlugin22 and give build/lib/llvm-22/ouro-tidy.so")
    return exit_status(options, work)


if __name__ == "__main__":
    sys.exit(main())
