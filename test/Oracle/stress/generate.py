#!/usr/bin/env python3
"""Writes the stress set: C++20 programs that leak or do not, and say which.

usage: generate.py --out DIR [--seed N]   writes DIR/*.cpp and DIR/programs.json
       generate.py --list                 names, believed verdicts, dimensions

Every family of programs (families()) is a set of dimensions with constraints;
covering.py picks rows in which each possible pair of values occurs, and again among
the rows that leak. A row becomes a namespace between two marker lines, with `bool run()` that tells whether objects
are left after everything outside is gone. Names are nonsense words. The same seed
writes the same bytes.
"""
import argparse
import collections
import json
import os
import random
import sys

sys.dont_write_bytecode = True
import closure_use  # noqa: E402
import function_use  # noqa: E402
import ring_use  # noqa: E402
from covering import cover  # noqa: E402
from text import Names, layout  # noqa: E402

SEED = 20240613
BATCH = 25
BEGIN, END = "// BEGIN ", "// END "
# verdict: "leaks" or "sound", what the generator believes; row: value of each dimension.
Program = collections.namedtuple("Program", "name family row verdict text")

PRELUDE = """#pragma once
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

// Counts the objects that exist.
struct Tally {
  static inline int Live = 0;
  Tally() { ++Live; }
  Tally(const Tally &) { ++Live; }
  Tally &operator=(const Tally &) = default;
  ~Tally() { --Live; }
};

struct Entry {
  const char *Name;
  bool (*Run)();
};
"""
MAIN = """#include "prelude.h"
#include <cstdio>
#include <cstring>
@declarations
// Runs all programs, or the ones named; one line each, flushed before and after.
int main(int argc, char **argv) {
  const Entry *batches[] = {@names};
  for (const Entry *e : batches)
    for (; e->Name; ++e) {
      bool wanted = argc == 1;
      for (int i = 1; i < argc; ++i)
        wanted |= !std::strcmp(argv[i], e->Name);
      if (!wanted)
        continue;
      std::printf("%s ", e->Name);
      std::fflush(stdout);
      std::printf("%s\\n", e->Run() ? "leaks" : "sound");
      std::fflush(stdout);
    }
}
"""
RUN = """bool run() {
const int before = Tally::Live;
use();
return Tally::Live != before;
}
"""


def families():
    """{prefix: (dimensions, endings that leak, row -> (text, leaks))}"""
    return {module.FAMILY: (module.DIMENSIONS, module.LEAKING, module.program)
            for module in (ring_use, closure_use, function_use)}


def rows_of(family, seed):
    """Every pair of values occurs, and every pair occurs in a program that leaks if it can."""
    dimensions, leaking, _ = families()[family]
    rows, _ = cover(dimensions, "%s %d" % (family, seed))
    rows, _ = cover(dimensions.only("ending", leaking), "%s leaking %d" % (family, seed), rows)
    return rows


def generate(seed=SEED):
    """All programs, in order."""
    programs = []
    for family, (_, _, emit) in families().items():
        for number, row in enumerate(rows_of(family, seed)):
            text, leaks = emit(row)
            name = "%s%03d" % (family, number)
            names = Names(random.Random("%s %d" % (name, seed)))
            programs.append(Program(name, family, row, "leaks" if leaks else "sound",
                                    layout(names.apply(text + "\n" + RUN))))
    return programs


def unit(programs, index):
    """The text of one translation unit."""
    parts = ['#include "prelude.h"\n']
    for p in programs:
        row = " ".join("%s=%s" % item for item in p.row.items())
        parts.append("%s%s %s\n// %s\nnamespace %s {\n%s} // namespace %s\n%s%s\n" % (
            BEGIN, p.name, p.verdict, row, p.name, p.text, p.name, END, p.name))
    rows = "".join('{"%s", %s::run}, ' % (p.name, p.name) for p in programs)
    parts.append("extern const Entry Batch%d[];\nconst Entry Batch%d[] = {%s{nullptr, nullptr}};\n" % (
        index, index, rows))
    return "\n".join(parts)


def write(programs, directory):
    """Writes all files; returns the translation units with programs, in order.
    A file that has its text already is left alone, so that it need not be compiled again."""
    os.makedirs(directory, exist_ok=True)
    units = []

    def save(name, text):
        path = os.path.join(directory, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as handle:
                if handle.read() == text:
                    return path
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)
        return path

    save("prelude.h", PRELUDE)
    batches = [programs[i:i + BATCH] for i in range(0, len(programs), BATCH)]
    for index, batch in enumerate(batches):
        units.append(save("batch%02d.cpp" % index, unit(batch, index)))
    declarations = "".join("extern const Entry Batch%d[];\n" % i for i in range(len(batches)))
    names = ", ".join("Batch%d" % i for i in range(len(batches)))
    save("main.cpp", MAIN.replace("@declarations", declarations).replace("@names", names))
    save("programs.json", json.dumps([p._replace(text="")._asdict() for p in programs], indent=1) + "\n")
    return units


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    if not options.out and not options.list:
        parser.error("nothing to do; give --out DIR or --list")
    programs = generate(options.seed)
    if options.list:
        for p in programs:
            print(p.name, p.verdict, " ".join("%s=%s" % item for item in p.row.items()))
    if options.out:
        write(programs, options.out)


if __name__ == "__main__":
    main()
