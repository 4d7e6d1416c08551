#!/usr/bin/env python3
"""The oracle: what is analysed is also run, and both verdicts must agree.

usage: oracle.py sample   --source F --binary B --gaps F [--rule RULE ...] [--report TEXT] [analyser] [-- FLAGS]
       oracle.py gaps     --gaps F --samples DIR
       oracle.py patterns --shared DIR [analyser] [-- FLAGS]
       oracle.py traps    --shared DIR [analyser] [-- FLAGS]
       oracle.py case     --shared DIR --case ID --results DIR [analyser]
       oracle.py score    --shared DIR --results DIR --family F --misses FILE

[analyser] is --host driver|tidy --analyser PROGRAM [--analyser ARGUMENT ...];
use --analyser=ARGUMENT where the argument starts with a dash.

Exit status: 0 agreement, 1 disagreement, 2 wrong use or a tool failed,
77 (ctest: Skipped) when what is needed is absent; the last line says what.

A sample lies in samples/leaks or samples/sound, and main() returns 0 when its
own computation came out right. LiveHeap.cpp makes it exit with 42 when heap
blocks are left, CollectedMain.cpp when objects of the runtime are; with --report
a sample that leaks must also print that text. In leaks/, `// FLAG` marks the
lines a finding may touch; findings count if they are of a RULE.
"""
import argparse
import importlib.util
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from analyser import Analyser, AnalyserError  # noqa: E402

RULE = "ouro-refcount-cycle"
LEAKED, SKIPPED = 42, 77
RULE_PATTERNS = ("p01", "p02", "p03", "p04", "p05", "p18")


def fail(text):
    print("FAILED: " + text)
    return 1


def skip(text):
    print("SKIPPED: " + text)
    return SKIPPED


def lines_with(path, mark):
    """Numbers of the lines that carry `// ... mark`."""
    with open(path, encoding="utf-8") as handle:
        return {number for number, line in enumerate(handle, 1)
                if re.search(r"//.*\b%s\b" % mark, line)}


def lines_in(path, places):
    name = os.path.basename(path)
    return {line for where, line in places if os.path.basename(where) == name}


def describe(results):
    return "\n".join("  %s:%d: %s [%s]" % (*(r.places[0] if r.places else ("?", 0)), r.message, r.rule)
                     for r in results)


def sample_name(source):
    kind = os.path.basename(os.path.dirname(source))
    return kind + "/" + os.path.splitext(os.path.basename(source))[0]


def read_gaps(path):
    with open(path, encoding="utf-8") as handle:
        rows = [line.split("#")[0].strip() for line in handle]
    return [row for row in rows if row]


def run_sample(command):
    """'leaks' or 'sound', or None with a text if the program misbehaved."""
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    if done.returncode == LEAKED:
        return "leaks", done.stderr.strip()
    if done.returncode == 0:
        return "sound", ""
    return None, "exit status %d\n%s" % (done.returncode, done.stderr.strip())


def judge(source, results):
    """The static verdict, and why it is none of the two if so."""
    if not results:
        return "sound", ""
    marks = lines_with(source, "FLAG")
    stray = [r for r in results if not lines_in(source, r.places) & marks]
    if stray and marks:
        return None, "a finding touches no line marked FLAG (%s):\n%s" % (
            ", ".join(map(str, sorted(marks))), describe(stray))
    return "leaks", describe(results)


def sample(options, flags):
    name = sample_name(options.source)
    claim = name.split("/")[0]
    if (claim == "leaks") != bool(lines_with(options.source, "FLAG")):
        return fail("%s: samples in leaks/ have FLAG lines, samples in sound/ have none" % name)
    ran, why = run_sample([options.binary])
    if ran != claim:
        return fail("%s lies in %s/, but running it says %s\n%s" % (name, claim, ran or "nothing", why))
    if claim == "leaks" and options.report and options.report not in why:
        return fail("%s leaks, but does not report '%s'\n%s" % (name, options.report, why))
    if not options.analyser:
        return skip("%s: ran as claimed; no analyser was given" % name)
    results = Analyser(options.host, options.analyser).check_file(options.source, flags)
    verdict, why = judge(options.source, [r for r in results if r.rule in (options.rule or [RULE])])
    listed = name in read_gaps(options.gaps)
    if verdict == claim:
        if listed:
            return fail("%s agrees now: take it out of %s" % (name, os.path.basename(options.gaps)))
        print("%s: execution and analysis both say %s\n%s" % (name, claim, why))
        return 0
    if listed:
        print("%s: known gap (execution %s, analysis %s)" % (name, claim, verdict))
        return 0
    return fail("%s: execution says %s, analysis says %s\n%s" % (name, claim, verdict or "something else", why))


def gaps(options, _):
    listed = read_gaps(options.gaps)
    if listed != sorted(set(listed)):
        return fail("%s must be sorted and without repetition" % options.gaps)
    unknown = [g for g in listed if not os.path.exists(os.path.join(options.samples, g + ".cpp"))]
    if unknown:
        return fail("known gaps without a sample: " + ", ".join(unknown))
    print("%d known gaps, every one names a sample" % len(listed))
    return 0


def shared_file(options, *parts):
    path = os.path.join(options.shared, *parts)
    return path if os.path.exists(path) else None


def pattern_lines(path):
    """{namespace: {line of a FLAG}} of patterns.cpp."""
    found, current = {}, None
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            match = re.match(r"namespace (\w+)", line)
            current = match.group(1) if match else current
            if re.search(r"//.*\bFLAG\b", line):
                found.setdefault(current, set()).add(number)
    return found


def patterns(options, flags):
    path = shared_file(options, "patterns", "patterns.cpp")
    if not path:
        return skip("no patterns below '%s'" % options.shared)
    if not options.analyser:
        return skip("no analyser was given")
    results = Analyser(options.host, options.analyser).check_file(path, flags)
    results = [r for r in results if r.rule == RULE]
    primary = {line for r in results for line in lines_in(path, r.places[:1])}
    wanted = pattern_lines(path)
    missed = ["%s (line %s)" % (p, ", ".join(map(str, sorted(wanted[p]))))
              for p in RULE_PATTERNS if not wanted.get(p, set()) & primary]
    allowed = lines_with(path, "FLAG") | lines_with(path, "LINK")
    stray = [r for r in results if not lines_in(path, r.places) & allowed]
    print(describe(results))
    if missed:
        return fail("not reported at the FLAG line: " + ", ".join(missed))
    if stray:
        return fail("findings that touch no FLAG or LINK line:\n" + describe(stray))
    return 0


def traps(options, flags):
    path = shared_file(options, "patterns", "traps.cpp")
    if not path:
        return skip("no patterns below '%s'" % options.shared)
    if not options.analyser:
        return skip("no analyser was given")
    results = Analyser(options.host, options.analyser).check_file(path, flags)
    return fail("traps must stay silent:\n" + describe(results)) if results else 0


def import_tool(options, name):
    path = shared_file(options, "corpus", name + ".py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def case(options, _):
    """Analyses both variants of one case; the sound one must stay silent."""
    corpus = shared_file(options, "corpus")
    if not corpus:
        return skip("no corpus below '%s'" % options.shared)
    if not options.analyser:
        return skip("no analyser was given")
    compdb, score = import_tool(options, "compdb"), import_tool(options, "score")
    target = os.path.join(options.results, options.case)
    alarms = []
    for variant in ("flawed", "sound"):
        database = os.path.join(target, variant)
        os.makedirs(database, exist_ok=True)
        try:
            entries = compdb.entries(corpus, options.case, variant)
        except SystemExit as reason:
            return skip(str(reason))
        with open(os.path.join(database, "compile_commands.json"), "w", encoding="utf-8") as handle:
            compdb.json.dump(entries, handle, indent=2)
        sarif = os.path.join(target, variant + ".sarif")
        Analyser(options.host, options.analyser).check_database(database, sarif)
        results = score.results_of(sarif)
        for rule, message, places in results:
            print("%s: %s: %s [%s]" % (variant, places[:1], message, rule))
        if variant == "sound":
            alarms = [r for r in results if score.family_of(r[0])]
    return fail("%d findings in the sound twin of %s" % (len(alarms), options.case)) if alarms else 0


def score_corpus(options, _):
    """What is missed in a family of the corpus, by the corpus's own score.py, against the list of what may be."""
    if not shared_file(options, "corpus"):
        return skip("no corpus below '%s'" % options.shared)
    score = import_tool(options, "score")
    cases = [options.family + "/" + name for name in sorted(os.listdir(shared_file(options, "corpus", options.family)))]
    judged = {name for name in cases if os.path.exists(os.path.join(options.results, name, "flawed.sarif"))}
    if not judged:
        return skip("no results for the %d cases" % len(cases))
    tally, misses, alarms, _, _ = score.score(shared_file(options, "corpus"), options.results)
    print(tally[options.family].row(options.family) + ", %d of %d cases" % (len(judged), len(cases)))
    missed = {" ".join(m.split(" ")[:2]) for m in misses if m.split(" ")[0] in judged}
    listed = {line for line in read_gaps(options.misses) if line.split(" ")[0] in judged}
    if missed - listed:
        return fail("newly missed:\n  " + "\n  ".join(sorted(missed - listed)))
    if listed - missed:
        return fail("no longer missed, to be struck off %s:\n  %s" %
                    (os.path.basename(options.misses), "\n  ".join(sorted(listed - missed))))
    loud = [a for a in alarms if a.split(" ")[0] in judged and a.split(" ")[1] == "sound"]
    return fail("findings in sound twins:\n  " + "\n  ".join(loud)) if loud else 0


COMMANDS = {"sample": sample, "gaps": gaps, "patterns": patterns, "traps": traps,
            "case": case, "score": score_corpus}


def main(arguments):
    flags = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, flags = arguments[:split], arguments[split + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    for name in ("source", "binary", "gaps", "samples", "shared", "case", "results", "report", "family", "misses"):
        parser.add_argument("--" + name)
    parser.add_argument("--host", default="driver", choices=("driver", "tidy"))
    parser.add_argument("--analyser", action="append", default=[])
    parser.add_argument("--rule", action="append", default=[])
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options, flags)
    except AnalyserError as error:
        print("ERROR: %s" % error)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
