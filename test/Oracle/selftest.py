#!/usr/bin/env python3
"""Proves that every judgement of oracle.py can fail, with analysers that lie."""
import contextlib
import io
import json
import os
import stat
import sys
import tempfile

sys.dont_write_bytecode = True
import oracle  # noqa: E402

FAKE = """#!{python}
import json, sys
arguments = sys.argv[1:]
if {status} > 1:
    sys.exit({status})
sarif, source = arguments[arguments.index("--sarif") + 1:][:2]
results = []
for line in {lines}:
    place = {{"physicalLocation": {{"artifactLocation": {{"uri": source}}, "region": {{"startLine": line}}}}}}
    results.append({{"ruleId": "ouro-refcount-cycle", "message": {{"text": "m"}}, "locations": [place]}})
json.dump({{"version": "2.1.0", "runs": [{{"results": results}}]}}, open(sarif, "w"))
sys.exit({status})
"""


def script(path, text):
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(text)
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


class Bench:
    def __init__(self, top):
        self.top = top
        for kind in ("leaks", "sound"):
            os.makedirs(os.path.join(top, kind))
        self.gaps("")

    def gaps(self, text):
        self.gap_file = script(os.path.join(self.top, "gaps.txt"), text)

    def source(self, kind, text):
        return script(os.path.join(self.top, kind, "case.cpp"), text)

    def binary(self, status):
        return script(os.path.join(self.top, "binary"), "#!/bin/sh\necho so it says >&2\nexit %d\n" % status)

    def fake(self, *lines, status=None):
        status = (1 if lines else 0) if status is None else status
        return script(os.path.join(self.top, "fake"),
                      FAKE.format(python=sys.executable, lines=list(lines), status=status))

    def sample(self, kind, text, exit_status, fake, *more):
        arguments = ["sample", "--source", self.source(kind, text), "--binary", self.binary(exit_status),
                     "--gaps", self.gap_file]
        return self.quiet(arguments + [*more] + (["--analyser", fake] if fake else []))

    @staticmethod
    def quiet(arguments):
        with contextlib.redirect_stdout(io.StringIO()):
            return oracle.main(arguments)


def samples(bench):
    marked, plain = "a\nb // FLAG\n", "a\nb\n"
    assert bench.sample("leaks", marked, 42, bench.fake(2)) == 0
    assert bench.sample("sound", plain, 0, bench.fake()) == 0
    assert bench.sample("leaks", marked, 42, bench.fake()) == 1, "a missed leak"
    assert bench.sample("sound", plain, 0, bench.fake(2)) == 1, "a false alarm"
    assert bench.sample("leaks", marked, 42, bench.fake(1)) == 1, "a finding at the wrong line"
    assert bench.sample("leaks", marked, 42, bench.fake(1, 2)) == 1, "a second finding at the wrong line"
    assert bench.sample("leaks", marked, 0, bench.fake(2)) == 1, "a leak that does not leak"
    assert bench.sample("sound", plain, 42, bench.fake()) == 1, "a sound sample that leaks"
    assert bench.sample("sound", plain, 3, bench.fake()) == 1, "a sample that computes nonsense"
    assert bench.sample("leaks", plain, 42, bench.fake(2)) == 1, "a leak without marks"
    assert bench.sample("sound", marked, 0, bench.fake()) == 1, "marks in a sound sample"
    assert bench.sample("sound", plain, 0, bench.fake(status=3)) == 2, "a failing tool"
    assert bench.sample("sound", plain, 0, None) == 77, "no analyser"
    assert bench.sample("leaks", marked, 42, bench.fake(2), "--rule", "ouro-other") == 1, "a finding of another rule"
    assert bench.sample("leaks", marked, 42, bench.fake(2), "--report", "left") == 1, "a leak that is not reported"
    assert bench.sample("leaks", marked, 42, bench.fake(2), "--report", "so it says") == 0
    bench.gaps("leaks/case # why\n")
    assert bench.sample("leaks", marked, 42, bench.fake()) == 0, "a known gap"
    assert bench.sample("leaks", marked, 42, bench.fake(2)) == 1, "a gap that was closed"


def gap_lists(bench):
    def check(text):
        bench.gaps(text)
        return bench.quiet(["gaps", "--gaps", bench.gap_file, "--samples", bench.top])
    assert check("# nothing\n") == 0
    assert check("leaks/case\nsound/case\n") == 0
    assert check("sound/case\nleaks/case\n") == 1, "unsorted"
    assert check("leaks/case\nleaks/case\n") == 1, "repeated"
    assert check("leaks/other\n") == 1, "a gap without a sample"
    bench.gaps("")


def shared_material(bench):
    shared = os.path.join(bench.top, "shared")
    os.makedirs(os.path.join(shared, "patterns"))
    path = script(os.path.join(shared, "patterns", "patterns.cpp"),
                  "".join("namespace %s {\nx // FLAG\ny // LINK\n}\n" % p for p in oracle.RULE_PATTERNS))
    flags = [4 * index + 2 for index in range(len(oracle.RULE_PATTERNS))]
    run = lambda command, fake: bench.quiet([command, "--shared", shared, "--analyser", fake])
    assert run("patterns", bench.fake(*flags)) == 0
    assert run("patterns", bench.fake(*flags[1:])) == 1, "a missed pattern"
    assert run("patterns", bench.fake(*flags, 1)) == 1, "a finding beside the marks"
    assert run("traps", bench.fake()) == 77, "no traps"
    os.rename(path, os.path.join(shared, "patterns", "traps.cpp"))
    assert run("traps", bench.fake()) == 0
    assert run("traps", bench.fake(1)) == 1, "a loud trap"
    assert run("patterns", bench.fake()) == 77, "no patterns"
    assert bench.quiet(["case", "--shared", shared, "--case", "cycle/001", "--results", bench.top]) == 77


SCORER = """
class Row:
    def row(self, family):
        return family
def score(root, results):
    return {"cycle": Row()}, %r, %r, [], {}
"""


def corpus_scores(bench):
    shared = os.path.join(bench.top, "study")
    os.makedirs(os.path.join(shared, "corpus", "cycle", "1"))
    os.makedirs(os.path.join(bench.top, "results", "cycle", "1"))

    def score(misses, alarms, listed):
        script(os.path.join(shared, "corpus", "score.py"), SCORER % (misses, alarms))
        return bench.quiet(["score", "--shared", shared, "--results", os.path.join(bench.top, "results"), "--family", "cycle",
                            "--misses", script(os.path.join(bench.top, "misses"), listed)])
    assert score([], [], "") == 77, "no results"
    script(os.path.join(bench.top, "results", "cycle", "1", "flawed.sarif"), "")
    assert score([], [], "") == 0
    missed, known = ["cycle/1 cycle:1 (a.c:2)"], "cycle/1 cycle:1\n"
    assert score(missed, [], "") == 1, "a new miss"
    assert score(missed, [], "cycle/1 cycle:2\n") == 1, "another miss than the known one"
    assert score(missed, [], known) == 0
    assert score([], [], known) == 1, "a miss that was closed"
    assert score(missed, [], known + "cycle/2 cycle:1\n") == 0, "a miss where nothing was judged"
    assert score([], ["cycle/1 sound a.c:1 [r] m"], "") == 1, "a finding in a sound twin"
    assert score([], ["cycle/1 flawed a.c:1 [r] m"], "") == 0


def main():
    with tempfile.TemporaryDirectory() as top:
        bench = Bench(top)
        samples(bench)
        gap_lists(bench)
        shared_material(bench)
        corpus_scores(bench)
    print("selftest passed")


if __name__ == "__main__":
    main()
