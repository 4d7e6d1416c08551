#!/usr/bin/env python3
"""Proves that the stress set covers what it says, is the same every time, and that its judge can fail."""
import contextlib
import io
import itertools
import os
import re
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import analyser  # noqa: E402
import generate  # noqa: E402
import stress  # noqa: E402
from covering import Dimensions, cover  # noqa: E402

MIN_PROGRAMS = 400


def covering():
    """Against all rows, on dimensions small enough to list them."""
    values = {"a": [0, 1, 2], "b": [0, 1, 2], "c": [0, 1], "d": [0, 1]}
    small = Dimensions(values, [(("a", "b"), lambda a, b: a != b), (("b", "c", "d"), lambda b, c, d: b + c + d < 4)])
    everything = [dict(zip(values, row)) for row in itertools.product(*values.values())]
    possible = set().union(*(small.pairs(row) for row in everything if small.allowed(row)))
    rows, excluded = cover(small, 1)
    assert set().union(*map(small.pairs, rows)) == possible
    assert all(small.allowed(row) for row in rows)
    assert not {frozenset(pair) for pair in excluded} & possible
    assert len(rows) < sum(map(small.allowed, everything)), "as many rows as there are"
    assert cover(small, 2, rows)[0] == rows, "rows that were given are not counted"
    assert {row["a"] for row in cover(small.only("a", {2}), 1)[0]} == {2}


def programs():
    first, second = generate.generate(), generate.generate()
    assert first == second, "the same seed wrote other programs"
    assert len(first) >= MIN_PROGRAMS, "only %d programs" % len(first)
    assert len({p.name for p in first}) == len(first)
    texts = {re.sub(r"\w+", "w", p.text) for p in first}
    assert len(texts) > 0.9 * len(first), "only %d of %d programs differ by more than names" % (len(texts), len(first))
    for p in first:
        assert not re.search(r"[$@]\w", p.text), "%s has an unfilled place" % p.name
    for family, (dimensions, _, _) in generate.families().items():
        rows = [p.row for p in first if p.family == family]
        for name, values in dimensions.values.items():
            assert {row[name] for row in rows} == set(values), "%s.%s has a value that never occurs" % (family, name)
    return first


def judgements(some):
    def wrong(ratchet, *outcomes):
        with contextlib.redirect_stdout(io.StringIO()):
            return len(stress.judge(list(outcomes), ratchet))

    finding = [analyser.Result("ouro-refcount-cycle", "m", [("f", 1)])]
    leak = next(p for p in some if p.verdict == "leaks")
    sound = next(p for p in some if p.verdict == "sound")
    ratchet = {"programs_min": 1, "recall_percent": 50.0, "false_max": 0}
    outcome = stress.Outcome
    assert wrong(ratchet, outcome(leak, "leaks", finding), outcome(sound, "sound", [])) == 0
    assert wrong(ratchet, outcome(leak, "leaks", [])) == 1, "recall below the ratchet"
    assert wrong(ratchet, outcome(leak, "leaks", finding), outcome(sound, "sound", finding)) == 1, "a false finding"
    assert wrong(None, outcome(leak, "sound", [])) == 1, "a wrong belief, without a ratchet"
    assert wrong({**ratchet, "programs_min": 3}, outcome(leak, "leaks", finding)) == 1, "programs are missing"


def main():
    covering()
    judgements(programs())
    print("selftest passed")


if __name__ == "__main__":
    main()
