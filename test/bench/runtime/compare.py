#!/usr/bin/env python3
"""Runs the runtime's benchmarks and its peers', side by side; prints ratios.

compare.py --bin FOLDER [--svg FILE] [--count N] [--repeat R] [--python PYTHON...]

Every figure is CPU time of one process, the best of R interleaved runs. Peers
that are not installed are left out: nim, php, node, Boehm, mimalloc, jemalloc.
"""
import argparse
import collections
import glob
import math
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
GARBAGE = ["ring2", "ring100", "dll1000", "ring1M", "shuf", "rand4", "ptree"]
LIVE = ["live_ptree", "live_rand4", "live_shuf"]


def run(table, command, environment=None):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, check=False,
                          env={**os.environ, **(environment or {})})
    if done.returncode:
        print(f"{command[0]} left with {done.returncode}", file=sys.stderr)
    for line in done.stdout.splitlines():
        what, who, case, value = line.split("\t")
        table[what][who][case].append(float(value))


def peers(folder, pythons):
    """Commands that take a case and a count."""
    found = [[folder / "graphs_ouro"]] + [[python, HERE / "graphs.py"] for python in pythons]
    if shutil.which("nim"):
        program = folder / "graphs_nim"
        subprocess.run(["nim", "c", "-d:danger", "--mm:orc", "--hints:off", "--warnings:off", f"-o:{program}",
                        f"--nimcache:{folder}/nimcache", HERE / "graphs.nim"], check=True, stdout=subprocess.DEVNULL)
        found.append([program])
    if shutil.which("php"):
        found.append(["php", HERE / "graphs.php"])
    if shutil.which("node"):
        found.append(["node", "--expose-gc", "--single-threaded-gc", "--max-old-space-size=8000", HERE / "graphs.js"])
    if (folder / "graphs_boehm").exists():
        found.append([folder / "graphs_boehm"])
    return found


def single_operations(table, folder):
    for program in ("micro", "micro_biased", "micro_atomic"):
        if (folder / program).exists():
            run(table, [folder / program])
    for name in ("mimalloc", "jemalloc"):
        libraries = glob.glob(f"/usr/lib/*/lib{name}.so.?")
        if libraries and (folder / "micro").exists():
            run(table, [folder / "micro", "malloc", name], {"LD_PRELOAD": libraries[0]})
    for system in ("boost", "plain", "parents"):
        if (folder / "trees").exists():
            run(table, [folder / "trees", system, 18])
    run(table, [folder / "pauses", 10_000_000])


def best(values):
    return min(values) if values else math.nan


def print_table(title, rows, cases):
    print(f"\n{title}\n{'':16}" + "".join(f"{case:>13}" for case in cases))
    for who, values in rows.items():
        print(f"{who:16}" + "".join(f"{best(values.get(case, [])):13.2f}" for case in cases))


def print_ratios(collect):
    ours = collect["ouro"]
    print("\nours in theirs: geometric mean (least)")
    for who, values in collect.items():
        if who == "ouro":
            continue
        parts = []
        for name, cases in (("garbage", GARBAGE), ("live", LIVE)):
            ratios = [best(values[case]) / best(ours[case]) for case in cases if values.get(case) and ours.get(case)]
            if ratios:
                mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
                parts.append(f"{name} {mean:.1f} ({min(ratios):.1f})")
        print(f"  {who:14} " + ", ".join(parts))


def chart(collect):
    """Bars of ns per object on a logarithmic scale, one group per case."""
    names, cases = list(collect), GARBAGE + LIVE
    bar, gap, left, height = 7, 14, 50, 220
    colours = ["#1b6ca8", "#c0392b", "#e67e22", "#27ae60", "#8e44ad", "#7f8c8d", "#2c3e50"]
    y = lambda ns: height - math.log10(max(ns, 1)) / 3.5 * (height - 20)
    width = left + len(cases) * (len(names) * bar + gap) + 10
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 70}" font-family="sans-serif" '
           'font-size="9">', f'<rect width="{width}" height="{height + 70}" fill="#fff"/>']
    for ns in (1, 10, 100, 1000):
        out.append(f'<line x1="{left}" x2="{width}" y1="{y(ns):.0f}" y2="{y(ns):.0f}" stroke="#ddd"/>'
                   f'<text x="4" y="{y(ns) + 3:.0f}">{ns} ns</text>')
    for group, case in enumerate(cases):
        x = left + group * (len(names) * bar + gap)
        for index, who in enumerate(names):
            value = best(collect[who].get(case, []))
            if not math.isnan(value):
                out.append(f'<rect x="{x + index * bar}" y="{y(value):.1f}" width="{bar - 1}" '
                           f'height="{height - y(value):.1f}" fill="{colours[index % len(colours)]}">'
                           f"<title>{who}, {case}: {value:.1f} ns per object</title></rect>")
        out.append(f'<text x="{x}" y="{height + 14}">{case}</text>')
    for index, who in enumerate(names):
        out.append(f'<rect x="{left + index * 90}" y="{height + 34}" width="9" height="9" '
                   f'fill="{colours[index % len(colours)]}"/><text x="{left + index * 90 + 13}" y="{height + 42}">{who}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--svg", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--python", nargs="*", default=[sys.executable])
    parser.add_argument("--graphs-only", action="store_true")
    arguments = parser.parse_args()
    table = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
    commands = peers(arguments.bin, arguments.python)
    for case in GARBAGE + LIVE:
        for _ in range(arguments.repeat):
            for command in commands:
                run(table, [*command, case, arguments.count])
    if not arguments.graphs_only:
        single_operations(table, arguments.bin)
    print_table("collection, ns per object, best run", table["collect"], GARBAGE + LIVE)
    print_ratios(table["collect"])
    print_table("bytes per object", table["bytes"], ["ring2", "rand4", "live_rand4"])
    for what in sorted(set(table) - {"collect", "bytes"}):
        cases = list(dict.fromkeys(case for values in table[what].values() for case in values))
        print_table(what, table[what], cases)
    if arguments.svg:
        arguments.svg.write_text(chart(table["collect"]), encoding="utf-8")


if __name__ == "__main__":
    main()
