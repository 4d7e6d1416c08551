"""What our checks cost on one large C file: the SQLite amalgamation, or any other.

  c_cost.py --file sqlite3.c --llvm-bin DIR --plugin SO --driver OURO
            [--runs N] [--flags "-DX ..."] [--no-analyzer] [--no-instructions]

Four rivals: `clang -fsyntax-only`; clang-tidy with a check that looks at no node;
clang-tidy with all of ours; `ouro check`. User CPU and peak memory are medians of
N runs as in tidy_cost.py, instructions are valgrind's count, the same in every
run. Clang's analyzer, with its default checkers, runs once: what it adds to
parsing, by what we add to it, is the last line. Bound: 1.15 of parsing.
Without a file nothing is measured, and the program says so. Never part of ctest.
"""
import argparse
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from tidy_cost import medians, run

TRIVIAL = "llvm-include-order"  # hears of includes only, so nodes are visited and nothing is done
BOUND = 1.15
HINT = "skipped: no C file; give --file, or configure with -DOURO_BENCH_C_FILE=<path of sqlite3.c>"


def rivals(arguments, flags, folder):
    """{name: (command, accepted exit codes)}"""
    file = str(arguments.file.resolve())
    tidy = [f"{arguments.llvm_bin}/clang-tidy", "--quiet"]
    entry = {"directory": str(folder), "file": file, "arguments": ["clang", "-w", *flags, "-c", file]}
    (folder / "compile_commands.json").write_text(json.dumps([entry]), encoding="utf-8")
    return {
        "clang -fsyntax-only": ([f"{arguments.llvm_bin}/clang", "-fsyntax-only", "-w", *flags, file], (0,)),
        "clang-tidy, trivial": ([*tidy, f"-checks=-*,{TRIVIAL}", file, "--", "-w", *flags], (0,)),
        "clang-tidy, ours": ([*tidy, f"-load={arguments.plugin}", "-checks=-*,ouro-*", file, "--", "-w", *flags],
                             (0,)),
        "ouro check": ([str(arguments.driver), "check", "--no-cache", "-p", str(folder), file], (0, 1)),
    }


def instructions(command, folder, accepted):
    """Executed instructions of a process and its children."""
    valgrind = ["valgrind", "--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null"]
    done = subprocess.run([*valgrind, *command], cwd=folder, capture_output=True, text=True, errors="replace")
    counts = re.findall(r"^==\d+== Collected : (\d+)", done.stderr, re.M)
    if done.returncode not in accepted or not counts:
        sys.exit(f"valgrind {shlex.join(command)} left with {done.returncode}:\n{done.stderr[-2000:]}")
    return sum(map(int, counts))


def show(measured, counts):
    """Prints a line per rival, as ratios to parsing; returns whether the bound holds for `ouro check`."""
    parse = measured["clang -fsyntax-only"]
    base = counts.get("clang -fsyntax-only")
    print(f"{'':22} {'user CPU':>9} {'ratio':>6} {'memory':>9} {'more':>9} {'instructions':>13} {'ratio':>6}")
    for name, (seconds, memory) in measured.items():
        count = f"{counts[name] / 1e6:11.0f} M {counts[name] / base:6.2f}" if base else ""
        print(f"{name:22} {seconds:8.2f}s {seconds / parse[0]:6.2f} {memory:5.0f} MiB {memory - parse[1]:5.0f} MiB "
              f"{count}")
    ratio = counts["ouro check"] / base if base else measured["ouro check"][0] / parse[0]
    print(f"bound for `ouro check`: {BOUND:.2f} of parsing; it is {ratio:.2f}")
    return ratio <= BOUND


def main():
    parser = argparse.ArgumentParser()
    for name in ("llvm-bin", "plugin", "driver"):
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    parser.add_argument("--file", type=pathlib.Path)
    parser.add_argument("--flags", default="", help="of the compiler")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-analyzer", action="store_true", help="which takes minutes")
    parser.add_argument("--no-instructions", action="store_true", help="which takes about a minute")
    arguments = parser.parse_args()
    if not arguments.file or not arguments.file.is_file():
        print(HINT)
        return 0
    flags = shlex.split(arguments.flags)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        named = rivals(arguments, flags, folder)
        measured = dict(zip(named, medians(list(named.values()), folder, arguments.runs)))
        counts = {}
        if not arguments.no_instructions and not shutil.which("valgrind"):
            print("skipped: instruction counts, there is no valgrind")
        elif not arguments.no_instructions:
            counts = {name: instructions(command, folder, accepted) for name, (command, accepted) in named.items()}
        holds = show(measured, counts)
        if not arguments.no_analyzer:
            analyze = [f"{arguments.llvm_bin}/clang", "--analyze", "-w", *flags, "-o", str(folder / "analysis"),
                       str(arguments.file.resolve())]
            seconds, _ = run(analyze, folder, (0,))
            added = seconds - measured["clang -fsyntax-only"][0]
            ours = measured["clang-tidy, ours"][0] - measured["clang-tidy, trivial"][0]
            print(f"clang --analyze: {seconds:.1f}s; adds {added / max(ours, 0.01):.0f} times what our checks add")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
