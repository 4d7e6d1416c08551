#!/usr/bin/env python3
"""Generates functions that acquire and release, runs them to know the truth, and compares what the checks say.

usage: flow.py --cc C --cxx C++ --tidy CLANG-TIDY --plugin SO [--count N] [--seed N] [--ratchet FILE] [--keep DIR]
               [--jobs N] [--only NAME]... [--show N]

Half of the programs are C, half C++ (generate.py); truth.cpp runs each of them in every way it can go. A place that
acquires has to be reported by ouro-unreleased-resource if in any run what it acquired there is lost, else it must
not be; the same for second releases and ouro-double-release, and for ouro-mismatched-release. Findings count at the
default confidence. The ratchet holds the recall that must be reached and the false findings that are accepted; it is
not applied to --only.

Exit status: 0 fine, 1 below the ratchet, 2 a tool failed or wrong use.
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

BATCH = 250
FLAGS = {False: ["-std=gnu11"], True: ["-std=c++20"]}
DEFECTS = {"ouro-unreleased-resource": "leaked", "ouro-double-release": "double",
           "ouro-mismatched-release": "mismatched"}
# Known by the page of the rule: a leak of what a lost block contains is only possible.
LIMITS = {"content"}
# What was observed: {word: {line that acquires: lines that release}}; names of programs with too many runs.
Truth = collections.namedtuple("Truth", "seen capped")
# One place that acquires, for one sort of defect: the truth and the findings about it.
Verdict = collections.namedtuple("Verdict", "unit program line defect true findings")


def read_truth(text):
    seen = {word: collections.defaultdict(set) for word in ("acquired", *DEFECTS.values())}
    capped = set()
    for line in text.splitlines():
        word, *rest = line.split()
        if word == "capped":
            capped.add(rest[0])
        else:
            seen[word][int(rest[0])].update(int(n) for n in rest[1:])
    return Truth(seen, capped)


def observe(options, path, cxx, driver):
    """Compiles the unit and runs its programs."""
    compiler = options.cxx if cxx else options.cc
    run([compiler, *FLAGS[cxx], "-O0", "-w", "-DOURO_RUN", "-include", os.path.join(HERE, "truth.h"), "-c", path,
         "-o", path + ".o"])
    run([options.cxx, driver, path + ".o", "-o", path + ".run"])
    return read_truth(run([path + ".run"], timeout=300))


def subject(result, program_of, sites, also, truth):
    """The line that acquires of which a finding speaks: its own place, or what is released there against the rules, or
    else one of its notes, a true one first."""
    lines = [also.get(line, line) for _, line in result.places]
    if lines[0] in sites:
        return lines[0]
    if not program_of(lines[0]):
        raise ToolError("a finding outside all programs, %s:%d: %s" % (*result.places[0], result.message))
    seen = truth.seen[DEFECTS[result.rule]]
    released = [site for site, by in seen.items() if lines[0] in by]
    noted = released or [line for line in lines if line in sites]
    return next((line for line in noted if line in seen), noted[0] if noted else lines[0])


def judge_unit(unit, programs, truth, results):
    """[Verdict] about all places of the unit, and of findings at places that acquire nothing."""
    sites = {line: p for p in programs for line in p.sites}
    also = {line: from_ for p in programs for line, from_ in p.also.items()}

    def program_of(line):
        return next((p for p in programs if p.first <= line < p.first + p.text.count("\n")), None)
    found = collections.defaultdict(list)
    for result in results:
        if result.rule in DEFECTS:
            found[(DEFECTS[result.rule], subject(result, program_of, sites, also, truth))].append(result)
    verdicts = []
    for defect in DEFECTS.values():
        lines = set(sites) | {line for d, line in found if d == defect} | set(truth.seen[defect])
        for line in sorted(lines):
            program = sites.get(line) or program_of(line)
            if program.name not in truth.capped:
                verdicts.append(Verdict(unit, program, line, defect, line in truth.seen[defect],
                                        found.get((defect, line), [])))
    return verdicts


def print_table(verdicts):
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])
    for v in verdicts:
        language = "C++" if v.program.cxx else "C"
        construct = v.program.sites.get(v.line, "(no acquire)")
        keys = [(v.defect, language, construct)]
        if v.defect == "leaked" or v.true or v.findings:
            keys.append((v.defect, "all", "mistake: %s" % (v.program.mutation or "none")))
        for key in keys:
            cell = rows[key]
            at = 0 if v.true else 2
            cell[at] += 1
            cell[at + 1] += bool(v.findings)
    print("%-11s %-4s %-22s %6s %6s %9s %6s %6s" % (
        "defect", "lang", "construct", "true", "found", "recall", "sound", "false"))
    for key in sorted(rows):
        true, found, sound, false = rows[key]
        if true or false or key[0] == "leaked":
            print("%-11s %-4s %-22s %6d %6d %s %6d %6d" % (*key, true, found, percent(found, true), sound, false))


def print_cases(title, cases, show):
    print("\n%s: %d" % (title, len(cases)))
    for v in cases[:show]:
        print("  %s %s %s:%d (%s; mistake: %s)" % (v.program.name, v.defect, v.unit, v.line,
                                                   v.program.sites.get(v.line, "no acquire"), v.program.mutation))
        for result in v.findings:
            print("      %s:%d: %s [%s]" % (*result.places[0], result.message, result.rule))


def judge(verdicts, capped, ratchet, show):
    """Prints the report; returns what is wrong, as a list of lines."""
    print_table(verdicts)
    verdicts = [v for v in verdicts if v.findings or v.program.sites.get(v.line) not in LIMITS]
    print_cases("missed", [v for v in verdicts if v.true and not v.findings], show)
    print_cases("falsely reported", [v for v in verdicts if not v.true and v.findings], show)
    wrong = []
    programs = len({(v.program.cxx, v.program.name) for v in verdicts})
    print("\n%d programs, %d more have too many runs to know the truth" % (programs, capped))
    for defect in DEFECTS.values():
        true = [v for v in verdicts if v.defect == defect and v.true]
        recall = recall_of(sum(bool(v.findings) for v in true), len(true))
        false = sum(1 for v in verdicts if v.defect == defect and not v.true and v.findings)
        print("%s: %d true, recall %.1f %%, %d false" % (defect, len(true), recall, false))
        if ratchet:
            wrong += against_ratchet(ratchet[defect], "'%s'" % defect, recall, false)
    if ratchet:
        wrong += enough_programs(ratchet, programs)
    return wrong


def write_units(options, directory):
    """[(path, programs)]"""
    units = []
    for cxx in (False, True):
        numbers = range(options.count // 2)
        if options.only:
            prefix = "cxx" if cxx else "c"
            numbers = [n for n in range(10 ** 6) if "%s%d" % (prefix, n) in options.only]
        for at in range(0, len(numbers), BATCH):
            text, programs = generate.unit(options.seed, numbers[at:at + BATCH], cxx)
            path = os.path.join(directory, "unit%03d.%s" % (at // BATCH, "cpp" if cxx else "c"))
            with open(path, "w", encoding="utf-8") as handle:
                handle.write(text)
            units.append((path, programs))
    return units


def build_driver(options, directory):
    driver = os.path.join(directory, "truth.o")
    run([options.cxx, "-std=c++20", "-O1", "-w", "-c", os.path.join(HERE, "truth.cpp"), "-o", driver])
    return driver


def work(options, directory):
    os.makedirs(directory, exist_ok=True)
    driver = build_driver(options, directory)
    units = write_units(options, directory)
    analyser = Analyser("tidy", [*options.launch, options.tidy, "-load=" + options.plugin,
                                 "-checks=-*," + ",".join(DEFECTS), "-quiet"])

    def one(unit):
        path, programs = unit
        cxx = path.endswith("pp")
        truth = observe(options, path, cxx, driver)
        return judge_unit(path, programs, truth, analyser.check_file(path, FLAGS[cxx])), len(truth.capped)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        done = list(pool.map(one, units))
    ratchet = read_ratchet(options.ratchet) if options.ratchet and not options.only else None
    return judge([v for verdicts, _ in done for v in verdicts], sum(c for _, c in done), ratchet, options.show)


def main():
    parser = parser_for(__doc__, 20261121)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--ratchet")
    parser.add_argument("--show", type=int, default=40, help="of the misses and false findings, each")
    options = parser.parse_args()
    if not options.plugin:
        parser.error("--plugin is missing; build ouroPlugin22 and give build/lib/llvm-22/ouro-tidy.so")
    return exit_status(options, work)


if __name__ == "__main__":
    sys.exit(main())
