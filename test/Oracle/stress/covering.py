"""Rows over dimensions such that every possible pair of values occurs.

Greedy pairwise covering in the manner of AETG (Cohen, Dalal, Fredman, Patton:
"The AETG System", IEEE TSE 23(7), 1997): each row starts at a pair not yet seen and is
completed with the values that bring most new pairs. Deterministic for a seed.
A pair that no row can have under the constraints is returned as excluded.
"""
import itertools
import random


class Dimensions:
    """values: {dimension: [value]}; constraints: [(dimensions, predicate)], where a
    row is allowed if every predicate, called with those dimensions' values, holds."""

    def __init__(self, values, constraints):
        self.values, self.names = values, list(values)
        self.constraints = constraints

    def only(self, name, accepted):
        """The same with fewer values of one dimension."""
        return Dimensions({**self.values, name: [v for v in self.values[name] if v in accepted]}, self.constraints)

    def allowed(self, row):
        return all(v in self.values[d] for d, v in row.items()) and all(
            predicate(*(row[d] for d in dims)) for dims, predicate in self.constraints if all(d in row for d in dims))

    def complete(self, row, gain, rng):
        """A whole row that extends `row`, or None if there is none."""
        if not self.allowed(row):
            return None
        free = [d for d in self.names if d not in row]
        if not free:
            return row
        # The most constrained dimension first, to fail early.
        options = {d: [v for v in self.values[d] if self.allowed({**row, d: v})] for d in free}
        name = min(free, key=lambda d: len(options[d]))
        candidates = options[name]
        rng.shuffle(candidates)
        for value in sorted(candidates, key=lambda v: -gain(row, name, v)):
            whole = self.complete({**row, name: value}, gain, rng)
            if whole:
                return whole
        return None

    def pairs(self, row):
        return {frozenset(pair) for pair in itertools.combinations(row.items(), 2)}


def cover(dimensions, seed, rows=()):
    """(rows, excluded pairs): `rows` and what must be added so that every pair occurs.
    Of `rows`, those count that `dimensions` allows."""
    rng = random.Random(seed)
    wanted = [((a, v), (b, w)) for a, b in itertools.combinations(dimensions.names, 2)
              for v in dimensions.values[a] for w in dimensions.values[b]]
    rng.shuffle(wanted)
    rows, excluded = list(rows), []
    seen = set().union(*(dimensions.pairs(row) for row in rows if dimensions.allowed(row)))

    def gain(row, name, value):
        return sum(frozenset(((name, value), item)) not in seen for item in row.items())

    for pair in wanted:
        if frozenset(pair) in seen:
            continue
        row = dimensions.complete(dict(pair), gain, rng)
        if row is None:
            excluded.append(pair)
            continue
        seen |= dimensions.pairs(row)
        rows.append({name: row[name] for name in dimensions.names})
    return rows, excluded
