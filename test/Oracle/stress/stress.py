#!/usr/bin/env python3
"""Compiles, runs and analyses the stress set (generate.py) and compares verdicts.

usage: stress.py --compiler C++ --tidy CLANG-TIDY --plugin SO --ratchet FILE
                 [--only NAME]... [--keep DIR] [--jobs N] [--seed N] [--list]

The truth about a program is what running it shows; a generator that believed
otherwise is a failure. A leaking program is found if a finding lies between its
markers, at the default confidence; any finding in another program is false.
The ratchet holds the recall that must be reached and the false findings that are
accepted; the first may only rise, the second only fall. It is not applied to --only.

Exit status: 0 fine, 1 below the ratchet or wrong belief, 2 a tool failed or wrong use.
"""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import generate  # noqa: E402
from analyser import Analyser, AnalyserError, Result  # noqa: E402,F401

FLAGS = ["-std=c++20"]
# Judges annotations, not leaks; the set has none.
NOT_ABOUT_LEAKS = {"ouro-annotation"}
Outcome = collections.namedtuple("Outcome", "program truth findings")


class ToolError(Exception):
    """A program that is needed to judge failed; says which and how."""


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise ToolError("'%s' exited with %d\n%s" % (
            " ".join(command), done.returncode, (done.stderr + done.stdout)[:4000]))
    return done.stdout


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


def percent(part, whole):
    return "%5.1f %%" % (100.0 * part / whole) if whole else "      -"


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
    recall = 100.0 * len(found) / len(leaking) if leaking else 100.0
    print("\n%d programs, %d leak; recall %.1f %%, %d sound ones reported" % (
        len(outcomes), len(leaking), recall, len(false)))
    wrong = ["%s was believed to be '%s' and running it shows '%s'; mend the generator" %
             (o.program.name, o.program.verdict, o.truth) for o in outcomes if o.truth != o.program.verdict]
    if ratchet:
        if recall < ratchet["recall_percent"]:
            wrong.append("recall is %.1f %%, the ratchet says %.1f %%" % (recall, ratchet["recall_percent"]))
        if len(false) > ratchet["false_max"]:
            wrong.append("%d sound programs are reported, the ratchet allows %d" % (len(false), ratchet["false_max"]))
        if len(outcomes) < ratchet["programs_min"]:
            wrong.append("only %d programs, the ratchet says %d" % (len(outcomes), ratchet["programs_min"]))
        better = int(recall * 10) / 10
        if not wrong and (better > ratchet["recall_percent"] or len(false) < ratchet["false_max"]):
            print("better than the ratchet: set recall_percent to %.1f and false_max to %d" % (better, len(false)))
    return wrong


def chosen(options):
    programs = generate.generate(options.seed)
    unknown = set(options.only) - {p.name for p in programs}
    if unknown:
        raise ToolError("no program is called %s; --list shows all %d" % (", ".join(sorted(unknown)), len(programs)))
    return [p for p in programs if not options.only or p.name in options.only]


def work(options, directory):
    programs = chosen(options)
    units = generate.write(programs, directory)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        told = truths(compile_all(options, directory, units, pool), programs)
        findings = analyse_all(options, units, pool)
    outcomes = [Outcome(p, told[p.name], findings.get(p.name, [])) for p in programs]
    ratchet = None
    if not options.only:
        with open(options.ratchet, encoding="utf-8") as handle:
            ratchet = json.load(handle)
    wrong = judge(outcomes, ratchet)
    for line in wrong:
        print("FAILED: " + line)
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("--compile-flag", action="append", default=[], help="a further flag, e.g. -fsanitize=address")
    parser.add_argument("--tidy", default="clang-tidy")
    parser.add_argument("--plugin")
    parser.add_argument("--launch", action="append", default=[], help="a word before clang-tidy, e.g. env")
    parser.add_argument("--ratchet", default=os.path.join(HERE, "ratchet.json"))
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--keep", help="write them here; the next run compiles only what changed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=generate.SEED)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if not options.list and not options.plugin:
        parser.error("--plugin is missing; build ouroPlugin22 and give build/lib/llvm-22/ouro-tidy.so")
    try:
        if options.list:
            for p in chosen(options):
                print(p.name, p.verdict, " ".join("%s=%s" % item for item in p.row.items()))
            return 0
        keep = contextlib.nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
        with keep as directory:
            return work(options, directory)
    except (ToolError, AnalyserError, OSError, ValueError, subprocess.TimeoutExpired) as error:
        print("ERROR: %s" % error)
        return 2


if __name__ == "__main__":
    sys.exit(main())
