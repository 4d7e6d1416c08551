#!/usr/bin/env python3
"""The oracle over a bundled example (docs/examples/NAME, test/Docs/NAME.json).

usage: example.py truth   --expect JSON --scenarios BINARY --kind leaks|sound --name N
       example.py lists   --expect JSON --scenarios BINARY --leaks LEAKS.md
       example.py verdict --expect JSON --sources DIR --rules RULES.def --work DIR
                          [--analyser PROGRAM]

truth    running a scenario shows what the expectations claim
lists    the expectations, the scenarios and LEAKS.md name the same things
verdict  the analysis finds each leak whose rule exists, and nothing else

Exit status: 0 agreement, 1 disagreement, 2 a tool failed, 77 skipped.
"""
import argparse
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from analyser import Analyser, AnalyserError, read_sarif  # noqa: E402
from oracle import describe, fail, run_sample, skip  # noqa: E402


def names_of(expected):
    return {("leaks", leak["name"]) for leak in expected["leaks"]} | {("sound", name) for name in expected["sound"]}


def truth(options, _):
    ran, why = run_sample([options.scenarios, options.name])
    if ran != options.kind:
        return fail("%s: expected %s, running it says %s\n%s" % (options.name, options.kind, ran or "nothing", why))
    print("%s: %s %s" % (options.name, ran, why))
    return 0


def lists(options, expected):
    printed = subprocess.run([options.scenarios, "--list"], capture_output=True, text=True, check=True).stdout
    scenarios = {tuple(line.split()) for line in printed.splitlines()}
    with open(options.leaks, encoding="utf-8") as handle:
        wrong, sound = handle.read().split("## Look-alikes")
    row = re.compile(r"^\| ([a-z]+(?:-[a-z]+)+) \|", re.MULTILINE)
    documented = {("leaks", n) for n in row.findall(wrong)} | {("sound", n) for n in row.findall(sound)}
    for what, found in (("scenarios", scenarios), (os.path.basename(options.leaks), documented)):
        different = found ^ names_of(expected)
        if different:
            return fail("%s and expectations differ in %s" % (what, sorted(different)))
    return 0


def line_of(sources, field):
    """(file name, line) of "file.h Class::member" or "file.cpp function::variable": the first line after
    the head that declares it."""
    name, symbol = field.split(" ")
    scope, member = symbol.split("::")
    inside = not scope
    with open(os.path.join(sources, name), encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if scope and re.match(r"(\s*(class|struct)\b.*\b%s\b|\w.*\b%s\()[^;]*$" % (scope, scope), line):
                inside = True
            if inside and re.search(r"\b%s\b *[;({=]" % member, line) and not line.lstrip().startswith("return"):
                return name, number
    raise AnalyserError("'%s' is not declared in %s" % (symbol, name))


def existing_rules(path):
    with open(path, encoding="utf-8") as handle:
        return set(re.findall(r'^OURO_RULE\(\w+,\s*"([\w-]+)"', handle.read(), re.MULTILINE))


def write_database(sources, work):
    entries = []
    for name in sorted(os.listdir(sources)):
        if name.endswith(".cpp"):
            path = os.path.join(sources, name)
            entries.append({"directory": sources, "file": path,
                            "arguments": ["c++", "-std=c++20", "-I" + sources, "-c", path]})
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(work, "compile_commands.json"), "w", encoding="utf-8") as handle:
        json.dump(entries, handle, indent=2)


def verdict(options, expected):
    rules = existing_rules(options.rules)
    places = {leak["name"]: {line_of(options.sources, f) for f in leak["fields"]} for leak in expected["leaks"]}
    if not options.analyser:
        return skip("all fields are declared; no analyser was given")
    write_database(options.sources, options.work)
    sarif = os.path.join(options.work, "report.sarif")
    analyser = Analyser("driver", [options.analyser])
    analyser.check_database(options.work, sarif, "possible")
    unsure = read_sarif(sarif)
    analyser.check_database(options.work, sarif)
    results = read_sarif(sarif)

    def touches(result, leak):
        return result.rule == leak["rule"] and \
            bool({(os.path.basename(f), n) for f, n in result.places} & places[leak["name"]])
    # Where only what the program is for tells that it leaks, no tool can be sure.
    missed = [leak["name"] for leak in expected["leaks"] if leak["rule"] in rules and
              not any(touches(r, leak) for r in (unsure if leak.get("confidence") == "possible" else results))]
    stray = [r for r in results if not any(touches(r, leak) for leak in expected["leaks"])]
    print(describe(results))
    if missed or stray:
        return fail("missed: %s; beside the expectations: %d\n%s" % (
            ", ".join(missed) or "none", len(stray), describe(stray)))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = {"truth": truth, "lists": lists, "verdict": verdict}
    parser.add_argument("command", choices=commands)
    for name in ("expect", "scenarios", "kind", "name", "leaks", "sources", "rules", "work", "analyser"):
        parser.add_argument("--" + name)
    options = parser.parse_args()
    with open(options.expect, encoding="utf-8") as handle:
        expected = json.load(handle)
    try:
        return commands[options.command](options, expected)
    except AnalyserError as error:
        print("ERROR: %s" % error)
        return 2


if __name__ == "__main__":
    sys.exit(main())
