#!/usr/bin/env python3
"""Fixes are applied to programs that are compiled and run before and after.

usage: fixes.py FILE --tidy PROGRAM --plugin FILE --heap FILE --compiler CXX [--compiler CXX ...]
                [--driver PROGRAM] [--launch WORD ...]
                [--include DIR --collected FILE --runtime LIBRARY]
       fixes.py selftest

FILE is a program that leaks. Below applied/ it must be edited: it then compiles
without warnings with every compiler, prints the same, leaves nothing on the
heap (LiveHeap.cpp counts) and gets no finding. Each `// EXPECT: text` must stand
in the edited text. Below withheld/ there is a finding, but nothing may be
edited; the first comment says why. `// STD: c++14` sets the language mode, which
is C++17 otherwise. `// RUNTIME` says that the program is a run() on the runtime;
its main() is CollectedMain.cpp, which asks the collector. With --driver the fixes in its SARIF give the same text.

Exit status: 0 as expected, 1 not so, 2 a tool failed.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

RULE = "ouro-self-capture"
LEAKED = 42


class ToolError(Exception):
    """A tool failed: neither a finding nor silence."""


def run(command, accepted=(0,)):
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240, check=False)
    if done.returncode not in accepted:
        raise ToolError("'%s' exited with %d\n%s%s" % (" ".join(command), done.returncode, done.stdout, done.stderr))
    return done


def marks(text, name):
    return re.findall(r"^// %s: (.*)$" % name, text, re.M)


def uses_runtime(text):
    return re.search("^// RUNTIME$", text, re.M) is not None


def flags_of(text, include=None):
    if uses_runtime(text):
        return ["-std=c++20", "-I" + str(include), "-DOURO_THREADS=0", "-DOURO_CHECKED=1", "-DOURO_SITES=1"]
    return ["-std=" + (marks(text, "STD") or ["c++17"])[0]]


def read(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return handle.read()


def execute(options, source, compiler, extra=()):
    """(exit status, what is printed) of the program. The counting heap is C++17, whatever the program is."""
    with tempfile.TemporaryDirectory() as folder:
        program, heap = os.path.join(folder, "program"), os.path.join(folder, "heap.o")
        text = read(source)
        flags = flags_of(text, options.include)
        if uses_runtime(text):
            run([compiler, *flags, "-c", options.collected, "-o", heap])
            link = [heap, options.runtime, "-pthread"]
        else:
            run([compiler, "-std=c++17", "-c", options.heap, "-o", heap])
            link = [heap]
        run([compiler, *flags, *extra, source, *link, "-o", program])
        done = subprocess.run([program], capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout


def tidy(options, source, *arguments):
    done = run([*options.launch, options.tidy, "-load=" + options.plugin, "--quiet", "-checks=-*,ouro-*", *arguments,
                source, "--", *flags_of(read(source), options.include)])
    if " error: " in done.stdout:
        raise ToolError(done.stdout)
    return done.stdout


def edited(text, replacements):
    """The text after SARIF replacements, whose columns count from 1."""
    starts = [0] + [match.end() for match in re.finditer("\n", text)]
    spans = []
    for order, item in enumerate(replacements):
        region = item["deletedRegion"]
        begin = starts[region["startLine"] - 1] + region.get("startColumn", 1) - 1
        end = starts[region.get("endLine", region["startLine"]) - 1] + region["endColumn"] - 1
        spans.append((begin, end, order, (item.get("insertedContent") or {}).get("text", "")))
    for begin, end, _, insert in sorted(spans, reverse=True):
        text = text[:begin] + insert + text[end:]
    return text


def driver_text(options, source):
    """What the fixes in the driver's SARIF make of the file."""
    with tempfile.TemporaryDirectory() as folder:
        sarif = os.path.join(folder, "out.sarif")
        run([options.driver, "check", "--no-cache", "--sarif", sarif, source, "--",
             *flags_of(read(source), options.include)], (0, 1))
        results = json.loads(read(sarif))["runs"][0]["results"]
    changes = [change for result in results for fix in result.get("fixes", []) for change in fix["artifactChanges"]]
    return edited(read(source), [item for change in changes for item in change["replacements"]])


def check_applied(options, printed_before, original, source):
    text = read(source)
    if text == read(original):
        return "no fix was offered"
    absent = [want for want in marks(text, "EXPECT")
              if not any(want in line for line in text.splitlines() if not line.startswith("// EXPECT"))]
    if absent or not marks(text, "EXPECT"):
        return "the edited text lacks: %s\n%s" % (" | ".join(absent) or "an EXPECT line", text)
    for compiler in options.compiler:
        status, printed = execute(options, source, compiler, ("-Wall", "-Wextra", "-Werror"))
        if status != 0:
            return "after the fix (%s) the program exits with %d\n%s" % (compiler, status, text)
        if printed != printed_before:
            return "after the fix (%s) the program prints:\n%s" % (compiler, printed)
    left = tidy(options, source)
    return "after the fix there is a finding:\n" + left if "[ouro-" in left else None


def check(options):
    original = options.file
    applied = os.path.basename(os.path.dirname(original)) == "applied"
    status, printed = execute(options, original, options.compiler[0])
    if status != LEAKED:
        return "the program does not leak: its exit status is %d" % status
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, os.path.basename(original))
        shutil.copyfile(original, source)
        promised = driver_text(options, source) if options.driver else None
        found = tidy(options, source, "--fix")
        rule = (marks(read(original), "RULE") or [RULE])[0]
        if "[%s]" % rule not in found:
            return "no finding of %s:\n%s" % (rule, found)
        if promised is not None and promised != read(source):
            return "the fixes in SARIF give another text:\n%s\nclang-tidy's:\n%s" % (promised, read(source))
        if applied:
            return check_applied(options, printed, original, source)
        if not read(original).startswith(("// ", "/*")):
            return "the first line does not say why nothing is edited"
        return None if read(source) == read(original) else "edited, which it should not be:\n" + read(source)


def selftest():
    def item(line, begin, end, text):
        return {"deletedRegion": {"startLine": line, "startColumn": begin, "endColumn": end},
                "insertedContent": {"text": text}}
    got = edited("ab\ncd\n", [item(1, 2, 2, "X"), item(2, 1, 2, "Y")])
    assert got == "aXb\nYd\n", got
    assert edited("ab", [item(1, 1, 1, "1"), item(1, 1, 1, "2")]) == "12ab"
    assert marks("// STD: c++14\nint x; // STD: no\n", "STD") == ["c++14"]
    assert flags_of("") == ["-std=c++17"]
    assert "-Idir" in flags_of("// what\n// RUNTIME\n", "dir") and not uses_runtime("// RUNTIME it is\n")
    return None


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    for name in ("tidy", "plugin", "heap", "driver", "include", "collected", "runtime"):
        parser.add_argument("--" + name)
    parser.add_argument("--compiler", action="append", default=[])
    parser.add_argument("--launch", action="append", default=[])
    options = parser.parse_args(arguments)
    try:
        problem = selftest() if options.file == "selftest" else check(options)
    except ToolError as error:
        print("ERROR: %s" % error)
        return 2
    if problem:
        print("FAILED: %s: %s" % (options.file, problem))
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
