"""What our checks cost: user CPU and peak memory, on five heavy translation units.

  clang-tidy with all our checks    against    clang-tidy with one trivial check
  ouro check                        against    clang -fsyntax-only

tidy_cost.py --build BUILD --llvm-bin DIR --plugin SO --driver OURO [--runs N] [--only WORD]

The rivals take turns, so that a busy machine is unfair to both alike; the median
of N runs counts. CPU and memory are the kernel's account of the process and its
children (wait4). Bounds: 1.10 for CPU, 1.15 for memory. Never part of ctest.
"""
import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile

import generated

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRIVIAL = "llvm-namespace-comment"
CPU_BOUND, MEMORY_BOUND = 1.10, 1.15
OWN = ("checks/Extract/FactExtractor.cpp", "tools/Driver/TidyHost.cpp")


def run(command, folder, accepted):
    """(user CPU seconds, peak memory in MiB) of one process and its children."""
    with open(os.devnull, "w", encoding="utf-8") as null, tempfile.TemporaryFile("w+") as errors:
        child = subprocess.Popen(command, cwd=folder, stdout=null, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in accepted:
            errors.seek(0)
            sys.exit(f"{shlex.join(map(str, command))} left with {child.returncode}:\n{errors.read()[-2000:]}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def medians(rivals, folder, runs):
    """One (CPU, memory) pair of medians per rival, a (command, accepted exit codes)."""
    samples = [[] for _ in rivals]
    for turn in range(runs + 1):
        for sample, (command, accepted) in zip(samples, rivals):
            measured = run(command, folder, accepted)
            if turn:  # the first turn fills the file cache
                sample.append(measured)
    return [tuple(statistics.median(values) for values in zip(*sample)) for sample in samples]


def own_units(build):
    """(name, file, flags) of units of this repository, with the flags that matter to a parser."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for name in OWN:
        file = str(ROOT / name)
        entry = next((e for e in entries if e["file"] == file), None)
        if entry is None:
            sys.exit(f"no compile command for {file} in {build}/compile_commands.json")
        words = shlex.split(entry["command"])
        flags = []
        for index, word in enumerate(words):
            if word in ("-isystem", "-I"):
                flags += [word, words[index + 1]]
            elif word.startswith(("-I", "-D", "-std=")):
                flags.append(word)
        yield name, file, flags


def generated_units(folder):
    for name, text in generated.units().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        yield name, str(path), ["-std=c++20"]


def measure(arguments, name, file, flags, folder):
    tidy = [f"{arguments.llvm_bin}/clang-tidy", "--quiet"]
    clang = [f"{arguments.llvm_bin}/clang++", "-fsyntax-only", "-w", *flags, file]
    database = folder / (pathlib.Path(name).name + ".db")
    database.mkdir()
    entry = {"directory": str(folder), "file": file, "arguments": ["clang++", "-w", *flags, "-c", file]}
    (database / "compile_commands.json").write_text(json.dumps([entry]), encoding="utf-8")
    rivals = [
        ([*tidy, f"-checks=-*,{TRIVIAL}", file, "--", "-w", *flags], (0,)),
        ([*tidy, f"-load={arguments.plugin}", "-checks=-*,ouro-*", file, "--", "-w", *flags], (0,)),
        (clang, (0,)),
        ([str(arguments.driver), "check", "--no-cache", "-p", str(database), file], (0, 1)),
    ]
    return medians(rivals, folder, arguments.runs)


def show(rows):
    """Prints one line per unit and the geometric means; returns whether all means hold."""
    print(f"{'translation unit':38} {'tidy':>7} {'+ours':>7} {'CPU':>6} {'mem':>6}   "
          f"{'clang':>7} {'ouro':>7} {'CPU':>6} {'mem':>6}")
    ratios = []
    for name, (trivial, ours, clang, driver) in rows:
        ratio = (ours[0] / trivial[0], ours[1] / trivial[1], driver[0] / clang[0], driver[1] / clang[1])
        ratios.append(ratio)
        print(f"{name:38} {trivial[0]:6.2f}s {ours[0]:6.2f}s {ratio[0]:6.3f} {ratio[1]:6.3f}   "
              f"{clang[0]:6.2f}s {driver[0]:6.2f}s {ratio[2]:6.3f} {ratio[3]:6.3f}")
    means = [statistics.geometric_mean(column) for column in zip(*ratios)]
    print(f"{'geometric mean':54} {means[0]:6.3f} {means[1]:6.3f}   {'':15} {means[2]:6.3f} {means[3]:6.3f}")
    print(f"{'bound':54} {CPU_BOUND:6.2f} {MEMORY_BOUND:6.2f}   {'':15} {CPU_BOUND:6.2f} {MEMORY_BOUND:6.2f}")
    return max(means[0], means[2]) <= CPU_BOUND and max(means[1], means[3]) <= MEMORY_BOUND


def main():
    parser = argparse.ArgumentParser()
    for name in ("build", "llvm-bin", "plugin", "driver"):
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="units whose name contains this")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        units = [*own_units(arguments.build), *generated_units(folder)]
        rows = []
        for name, file, flags in units:
            if arguments.only in name:
                print(f"measuring {name} ...", file=sys.stderr)
                rows.append((name, measure(arguments, name, file, flags, folder)))
    if not rows:
        sys.exit(f"no unit's name contains '{arguments.only}'")
    return 0 if show(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
