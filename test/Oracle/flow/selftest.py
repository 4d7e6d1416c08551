#!/usr/bin/env python3
"""Proves that running generated programs shows the truth, that the programs cover what they say, and that the judge of
the checks can fail.

usage: selftest.py --cc C --cxx C++
"""
import argparse
import collections
import contextlib
import io
import os
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import analyser  # noqa: E402
import constructs  # noqa: E402
import flow  # noqa: E402
import generate  # noqa: E402
import harness  # noqa: E402
import shared_ownership  # noqa: E402

# Programs whose truth is known by reading: (text, {word: lines}).
KNOWN = """
void kept_on_one_way(int a) {
  void *p = malloc(8); // leaked if a
  if (a)
    return;
  free(p);
}
void kept_if_the_second_fails(int a) {
  FILE *f = fopen("x", "r"); // leaked if the descriptor is not there
  int d = open("x", 0);
  if (d < 0)
    return;
  if (f)
    fclose(f);
  close(d);
}
void twice(int a) {
  int d = open("x", 0); // double if a
  if (a)
    close(d);
  if (d >= 0)
    close(d);
}
void by_another_family(int a) {
  FILE *f = popen("x", "r"); // mismatched
  if (f)
    fclose(f);
}
void handed_on(int a) {
  void *p = malloc(8);
  adopt(p);
}
void grown(int a) {
  void *p = malloc(8); // leaked if it cannot grow
  if (!p)
    return;
  void *q = realloc(p, 16);
  if (q)
    free(q);
}
void ended(int a) {
  for (int i = 0; i <= a; i++) {
    void *p = malloc(8); // leaked if a and only the second is not there
    if (!p)
      return;
    if (i == a || a == 0)
      free(p);
  }
}
"""


def units(seed, count):
    return [(cxx, *generate.unit(seed, range(count), cxx)) for cxx in (False, True)]


def observed(options, text, cxx, directory):
    path = os.path.join(directory, "known.%s" % ("cpp" if cxx else "c"))
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(text)
    return flow.observe(options, path, cxx, flow.build_driver(options, directory))


def truth_is_known(options, directory):
    names = [line.split("(")[0].split()[-1] for line in KNOWN.splitlines() if line.startswith("void")]
    prelude = generate.PRELUDE % ("", "")
    runs = "".join("static void %s_run(const int *in) { %s(in[0]); }\n" % (n, n) for n in names)
    rows = "".join('{"%s", 1, 0, %s_run},\n' % (n, n) for n in names)
    table = generate.TABLE.replace("struct truth_program {", runs + "struct truth_program {", 1) % ("", "", rows, "")
    text = prelude + KNOWN + table
    truth = observed(options, text, False, directory)
    for word in flow.DEFECTS.values():
        wanted = {n for n, line in enumerate(text.splitlines(), 1) if "// " + word in line}
        assert set(truth.seen[word]) == wanted, (word, wanted, dict(truth.seen[word]))
    assert not truth.capped


def programs_are_as_they_say(options, directory):
    assert units(1, 40) == units(1, 40), "the same seed wrote other programs"
    assert units(1, 40) != units(2, 40), "another seed wrote the same programs"
    seen, leaking = collections.Counter(), collections.Counter()
    for cxx, text, programs in units(7, 400):
        truth = observed(options, text, cxx, directory)
        sites = {line: p for p in programs for line in p.sites}
        for word, lines in truth.seen.items():
            strange = set(lines) - set(sites)
            assert not strange, "lines %s are '%s' and no program says that they acquire" % (sorted(strange), word)
        for line, program in sites.items():
            seen[program.sites[line]] += 1
            bad = any(line in truth.seen[d] for d in flow.DEFECTS.values())
            leaking[program.sites[line]] += line in truth.seen["leaked"]
            assert program.mutation or not bad, "%s has no mistake and line %d is wrong" % (program.name, line)
        assert len(truth.capped) < len(programs) / 20, "%d programs have too many runs" % len(truth.capped)
    rare = [c for c, n in seen.items() if n < 5]
    assert not rare, "rare constructs: %s" % rare
    assert len(seen) >= len(constructs.BOTH) + len(shared_ownership.BOTH) - 5, sorted(seen)
    never = [c for c in seen if not leaking[c] and c not in ("RAII class", "unique_ptr", "cached")]
    assert len(never) < 4, "constructs that never leak: %s" % never


def judge_can_fail():
    program = generate.Program("p", False, 10, "a\n" * 10, {12: "nested", 15: "loop"}, {16: 15}, None, 1, 0)
    truth = flow.read_truth("acquired 12\nacquired 15\nleaked 12\ndouble 15 17\n")
    ratchet = {"programs_min": 1, **{d: {"recall_percent": 100.0, "false_max": 0} for d in flow.DEFECTS.values()}}

    def finding(rule, *lines):
        return analyser.Result("ouro-" + rule, "m", [("u", line) for line in lines])

    def wrong(*findings, ratchet=ratchet):
        with contextlib.redirect_stdout(io.StringIO()):
            return len(flow.judge(flow.judge_unit("u", [program], truth, findings), 0, ratchet, 9))
    leak, double = finding("unreleased-resource", 12, 13), finding("double-release", 17, 15)
    assert wrong(leak, double) == 0
    assert wrong(double) == 1, "a leak is missed"
    assert wrong(leak) == 1, "a second release is missed"
    assert wrong(leak, double, finding("unreleased-resource", 15)) == 1, "a false leak"
    assert wrong(leak, double, finding("mismatched-release", 16, 15)) == 1, "a false mismatch"
    assert wrong(leak, double, finding("mismatched-release", 14)) == 1, "a false finding where nothing is acquired"
    assert wrong(leak, finding("double-release", 18, 16)) == 0, "where the resource is handed over"
    assert wrong(leak, double, finding("refcount-cycle", 16)) == 0, "another rule"
    assert wrong(leak, double, ratchet={**ratchet, "programs_min": 2}) == 1, "programs are missing"
    try:
        wrong(finding("unreleased-resource", 99))
    except harness.ToolError:
        return
    raise AssertionError("a finding outside all programs went unnoticed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    options = parser.parse_args()
    judge_can_fail()
    with tempfile.TemporaryDirectory() as directory:
        truth_is_known(options, directory)
        programs_are_as_they_say(options, directory)
    print("selftest passed")


if __name__ == "__main__":
    main()
