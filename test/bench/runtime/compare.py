#!/usr/bin/env python3
"""Runs the runtime's benchmarks and its peers', side by side; prints tables.

compare.py --bin FOLDER [--docs FOLDER] [--count N] [--repeat R] [--python PYTHON...] [--graphs-only]
compare.py --bin FOLDER --check     tiny graphs, no times: all make the same ones and free them; exit code 1 if not
compare.py --bin FOLDER --self-test that --check can fail

Figures are CPU times of one process, medians of R interleaved runs. Systems that are not installed are named and left
out. --bin holds the programs that CMake built; those of Nim and Rust are compiled into it. --docs replaces the tables in
its runtime.md and the chart beside it.
"""
import argparse
import collections
import dataclasses
import glob
import json
import math
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import report  # noqa: E402

GARBAGE = ["ring2", "ring100", "dll1000", "ring1M", "shuf", "rand4", "ptree"]
LIVE = ["live_ptree", "live_rand4", "live_shuf"]
# What a collector says it freed: those that counting left over, all, or all but what a stray word on the stack keeps.
COUNTING, ALL, MOST = "counting", "all", "most"


@dataclasses.dataclass
class System:
    """A command that takes a case and a count; `frees` is None if it never frees a ring."""
    name: str
    command: list
    frees: str = None
    depth: int = 16


class Table:
    """what -> who -> case -> values, in order of appearance; and who failed at what, and how."""

    def __init__(self):
        self.values = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
        self.failures = {}

    def add(self, what, who, case, value):
        self.values[what][who][case].append(float(value))

    def of(self, what, who, case):
        found = self.values.get(what, {}).get(who, {}).get(case)
        return statistics.median(found) if found else math.nan


def run(table, who, command, case="", environment=None):
    """Adds the rows that a program prints."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          check=False, env={**os.environ, **(environment or {})})
    if done.returncode:
        code = -done.returncode if done.returncode < 0 else done.returncode - 128
        known = code in signal.Signals._value2member_map_
        table.failures[who, case] = signal.Signals(code).name if known else f"exit {done.returncode}"
        if not known:
            print(f"{who}, {case}: exit {done.returncode}: {done.stderr[-300:]}", file=sys.stderr)
    for line in done.stdout.splitlines():
        table.add(*line.split("\t"))


def compiled(folder, name, source, command):
    """A program that is compiled here, with its compiler; again if the source is newer."""
    program = folder / name
    if not program.exists() or program.stat().st_mtime < (HERE / source).stat().st_mtime:
        subprocess.run([*command(program), HERE / source], check=True, stdout=subprocess.DEVNULL)
    return [program]


def installed(folder, pythons):
    """The systems that are here; prints which are not."""
    nim = ["nim", "c", "-d:danger", "--mm:orc", "--hints:off", "--warnings:off", f"--nimcache:{folder}/nimcache"]
    node = ["node", "--expose-gc", "--single-threaded-gc", "--max-old-space-size=8000", HERE / "graphs.js"]
    ours, counted = folder / "graphs_ouro", folder / "graphs_counted"
    known = [("ouro", "bench_graphs_ouro", ours.exists(), lambda: [ours], COUNTING),
             ("ouro, one kind", "bench_graphs_ouro", ours.exists(), lambda: [ours, "one-kind"], COUNTING)]
    known += [(python_name(each), each, shutil.which(each), lambda each=each: [each, HERE / "graphs.py"], COUNTING)
              for each in pythons]
    known += [
        ("Nim ORC", "nim", shutil.which("nim"),
         lambda: compiled(folder, "graphs_nim", "graphs.nim", lambda to: [*nim, f"-o:{to}"]), ALL),
        ("PHP", "php", shutil.which("php"), lambda: ["php", HERE / "graphs.php"], COUNTING),
        ("V8", "node", shutil.which("node"), lambda: node, ALL),
        ("Boehm", "libgc-dev", (folder / "graphs_boehm").exists(), lambda: [folder / "graphs_boehm"], MOST),
        ("std::shared_ptr", "bench_graphs_counted", counted.exists(), lambda: [counted, "shared"], None),
        ("boost::intrusive_ptr", "libboost-dev", has_boost(counted), lambda: [counted, "intrusive"], None),
        ("Rust Rc", "rustc", shutil.which("rustc"),
         lambda: compiled(folder, "graphs_rust", "graphs.rs", lambda to: ["rustc", "-O", "-o", to]), None),
    ]
    found = []
    for name, needs, is_here, command, frees in known:
        if is_here:
            found.append(System(name, command(), frees))
        else:
            print(f"left out: {name}: {needs} is not here", flush=True)
    return found


def has_boost(counted):
    return counted.exists() and subprocess.run([counted, "intrusive", "chain", "1"], stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL, check=False).returncode == 0


def python_name(python):
    asked = subprocess.run([python, "-c", "import sys; print('CPython %d.%d' % sys.version_info[:2])"],
                           stdout=subprocess.PIPE, text=True, check=False) if shutil.which(python) else None
    return asked.stdout.strip() if asked else python


def measure_graphs(table, systems, count, repeat):
    for case in GARBAGE + LIVE:
        for _ in range(repeat):
            for system in systems:
                if system.frees:
                    run(table, system.name, [*system.command, case, count], case)
    for system in systems:
        for case in ("chain", "plain", "parents"):
            run(table, system.name, [*system.command, case, count if case == "chain" else system.depth], case)


def measure_operations(table, folder):
    """Google Benchmark's programs: nanoseconds of an operation, median of five."""
    library = lambda name: next(iter(glob.glob(f"/usr/lib/*/lib{name}.so.?*")), None)
    commands = [([folder / program], {}) for program in ("micro", "micro_biased", "micro_atomic")]
    commands += [([folder / "micro_malloc", "glibc"], {}), ([folder / "micro_pymalloc", "pymalloc"], {})]
    commands += [([folder / "micro_malloc", name], {"LD_PRELOAD": library(name)}) for name in ("mimalloc", "jemalloc")]
    for command, environment in commands:
        if not command[0].exists() or None in environment.values():
            print(f"left out: {' '.join(map(str, command))}: not here", flush=True)
            continue
        options = ["--benchmark_format=json", "--benchmark_repetitions=5", "--benchmark_min_time=0.2"]
        done = subprocess.run([*map(str, command), *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True, check=True, env={**os.environ, **environment})
        for each in json.loads(done.stdout)["benchmarks"]:
            if each["run_type"] == "iteration":
                what, who, case = re.fullmatch(r"(\w+)/(.*)/(\w+)", each["run_name"]).groups()
                table.add(what, who, case, 1e9 / each["items_per_second"])


def measure_long_ones(table, folder, systems, repeat):
    """What is compared at its full size: trees with depth 18, ten million old objects."""
    native = [one for one in systems if one.name in ("ouro", "boost::intrusive_ptr")]
    for _ in range(repeat):
        for system in native:
            for case in ("plain", "parents"):
                deep = Table()
                run(deep, system.name, [*system.command, case, 18], case)
                for what in ("trees s", "trees MB"):
                    table.add(what, system.name, case + " 18", deep.of(what, system.name, case))
    if (folder / "pauses").exists():
        run(table, "ouro", [folder / "pauses", 10_000_000])


def complaints(table, systems, count):
    """What is wrong with the figures of --check."""
    wrong = [f"{who}, {case}: {how}" for (who, case), how in table.failures.items()]

    def expect_same(what, case, names):
        found = {name: table.of(what, name, case) for name in names}
        if len(set(found.values())) > 1 or any(map(math.isnan, found.values())):
            wrong.append(f"{what}, {case}: {found}")

    collecting = [system for system in systems if system.frees]
    for case in GARBAGE + LIVE:
        expect_same("links", case, [system.name for system in collecting])
    for case in GARBAGE:
        expect_same("freed", case, [system.name for system in collecting if system.frees == COUNTING])
        for system in collecting:
            freed = table.of("freed", system.name, case)
            if system.frees == MOST and case not in ("ring2", "ring100"):
                continue  # the stray word keeps its whole ring
            if not (0.99 if system.frees == ALL else 0.9) * count <= freed <= count:
                wrong.append(f"freed, {case}: {system.name}: {freed:.0f} of {count}")
    for case in ("plain", "parents"):
        expect_same("trees nodes", case, [system.name for system in systems])
    return wrong + [f"chain: {system.name} said nothing" for system in systems
                    if math.isnan(table.of("chain", system.name, "drop"))]


def check(systems, count=2000, depth=6):
    table = Table()
    for system in systems:
        for case in GARBAGE + LIVE if system.frees else []:
            run(table, system.name, [*system.command, case, count, "check"], case)
        for case, size in (("chain", count), ("plain", depth), ("parents", depth)):
            run(table, system.name, [*system.command, case, size], case)
    wrong = complaints(table, systems, count)
    print("\n".join(wrong) or f"{len(systems)} systems agree: {', '.join(system.name for system in systems)}")
    return 1 if wrong else 0


def self_test():
    systems, good = [System("a", [], COUNTING), System("b", [], ALL)], Table()
    for name in ("a", "b"):
        for case in GARBAGE + LIVE:
            good.add("links", name, case, 7)
            good.add("freed", name, case, 100)
        for case in ("plain", "parents"):
            good.add("trees nodes", name, case, 3)
        good.add("chain", name, "drop", 1)
    assert not complaints(good, systems, 100), complaints(good, systems, 100)
    for what, case, value in (("links", "rand4", 8), ("freed", "ring2", 50), ("trees nodes", "plain", 4)):
        kept = good.values[what]["b"][case]
        good.values[what]["b"][case] = [value]
        assert len(complaints(good, systems, 100)) == 1, (what, case)
        good.values[what]["b"][case] = kept
    good.failures["a", "chain"] = "SIGSEGV"
    assert complaints(good, systems, 100) == ["a, chain: SIGSEGV"]
    page = report.BEGIN + "old" + report.END + "rest"
    assert report.inserted(page, "new") == report.BEGIN + "\nnew\n" + report.END + "rest"
    good.values["chain"]["b"].clear()
    assert "chain: b said nothing" in complaints(good, systems, 100)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--docs", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--python", nargs="*", default=[sys.executable])
    parser.add_argument("--graphs-only", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    systems = installed(arguments.bin.resolve(), arguments.python)
    if arguments.check:
        return check(systems)
    table = Table()
    measure_graphs(table, systems, arguments.count, arguments.repeat)
    if not arguments.graphs_only:
        measure_operations(table, arguments.bin)
        measure_long_ones(table, arguments.bin, systems, arguments.repeat)
    text = report.markdown(table, GARBAGE, LIVE, arguments.count, arguments.repeat)
    print(text)
    if arguments.docs:
        page = arguments.docs / "runtime.md"
        page.write_text(report.inserted(page.read_text(encoding="utf-8"), text), encoding="utf-8")
        (arguments.docs / "runtime.svg").write_text(report.chart(table, GARBAGE + LIVE), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
