"""What compare.py measured, as Markdown and as a chart."""
import math


def number(value):
    if math.isnan(value):
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def rows(table, what, cases, heads=None, failing=None):
    """A table of one measure. `failing` is the case whose failure a missing figure tells."""
    out = ["", "| | " + " | ".join(heads or cases) + " |", "|---|" + "---|" * len(cases)]
    names = list(table.values[what])
    names += [who for who, case in table.failures if failing == case and who not in names]
    for who in names:
        cells = []
        for case in cases:
            value = table.of(what, who, case)
            failed = table.failures.get((who, failing or case))
            cells.append(f"crashes: {failed}" if failed and math.isnan(value) else number(value))
        out.append(f"| {who} | " + " | ".join(cells) + " |")
    return out


def ratio(table, what, who, case, ours="ouro"):
    """Theirs in ours."""
    return table.of(what, who, case) / table.of(what, ours, case)


def mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def spread(table, who, cases):
    """Geometric mean and least of the ratios, and the case of that."""
    found = {case: ratio(table, "collect", who, case) for case in cases}
    found = {case: value for case, value in found.items() if not math.isnan(value)}
    if not found:
        return math.nan, math.nan, ""
    least = min(found, key=found.get)
    return mean(list(found.values())), found[least], least


def ratios(table, garbage, live):
    out = ["", "| times ours | garbage: mean | least | live: mean | least |", "|---|---|---|---|---|"]
    for who in table.values["collect"]:
        if who != "ouro":
            cells = []
            for cases in (garbage, live):
                average, least, case = spread(table, who, cases)
                cells += [number(average), f"{number(least)} ({case})" if case else "-"]
            out.append(f"| {who} | " + " | ".join(cells) + " |")
    return out


def against(table, what, case, peers):
    """Ours in that of the first peer that was measured."""
    for peer in peers:
        value = 1 / ratio(table, what, peer, case)
        if not math.isnan(value):
            return f"{number(value)} x {peer}"
    return "-"


def goals(table, garbage, live):
    """The targets that were set for the runtime, and what this run gave."""
    pythons = [who for who in table.values["collect"] if who.startswith("CPython")]
    found = []
    for who in pythons:
        for name, cases, goal in (("garbage", garbage, "mean >= 12, each >= 6"),
                                  ("live", live, "mean >= 8, each >= 5")):
            average, least, case = spread(table, who, cases)
            found.append((f"{name}, {who} in ours", goal, f"{number(average)}, least {number(least)} ({case})"))
    if "Nim ORC" in table.values["collect"]:
        least = min(spread(table, "Nim ORC", cases)[1] for cases in (garbage, live))
        found.append(("Nim ORC in ours", "each >= 1", f"least {number(least)}"))
    found += [("clone and drop, hot", "<= 1.10 x raw count", against(table, "clone", "hot", ["raw count"])),
              ("clone and drop, random", "<= 1.10 x raw count", against(table, "clone", "random", ["raw count"])),
              ("clone and drop, biased, hot", "<= 2 x raw count", biased(table)),
              ("bytes of a node of 2 edges", "<= 25.5", number(table.of("bytes", "ouro", "ring2"))),
              ("drop of a chain of 10^7, ns per node", "<= 10", number(table.of("deep", "ouro", "drop ns/node"))),
              ("10^4 young beside 10^7 old, ms", "<= 0.5", number(table.of("young ms", "ouro", "1e4 beside old"))),
              ("trees of depth 18: rings", "<= 1.6 x boost, acyclic",
               trees(table, "trees s", "boost::intrusive_ptr", "plain 18")),
              ("their memory", "<= 1.5 x ours, acyclic", trees(table, "trees MB", "ouro", "plain 18"))]
    for case, goal in (("P99.9 ms", "<= 1"), ("worst ms", "<= 2"), ("CPU ratio", "<= 1.3"), ("memory ratio", "<= 1.5")):
        found.append((f"slices of a full collection: {case}", goal, number(table.of("slices", "ouro", case))))
    for case, peer in (("pair", "pymalloc"), ("batch", "mimalloc"), ("churn", "jemalloc")):
        found.append((f"make and drop, {case}", f"<= 1.0 x {peer}", against(table, "allocate", case, [peer])))
    return ["", "| | goal | this run |", "|---|---|---|"] + [f"| {a} | {b} | {c} |" for a, b, c in found]


def biased(table):
    return number(table.of("clone", "ouro biased", "hot") / table.of("clone", "raw count", "hot")) + " x raw count"


def trees(table, what, who, case):
    return number(table.of(what, "ouro", "parents 18") / table.of(what, who, case)) + f" x {who}"


def markdown(table, garbage, live, count, repeat):
    out = [f"Collection, ns per object, {count} objects, median of {repeat} runs:"]
    out += rows(table, "collect", garbage + live)
    out += ["", "V8 and Boehm sweep later: their garbage is found here, not yet freed.", "", "Their times, in ours:"]
    out += ratios(table, garbage, live)
    out += ["", "Bytes per object while it lives (its slot in an array left out):"]
    out += rows(table, "bytes", ["live_shuf", "live_rand4"], ["2 references", "4 references"])
    out += ["", f"A chain of {count} nodes is let go on the usual stack of 8 MiB, ns per node:"]
    out += rows(table, "chain", ["drop"], failing="chain")
    out += ["", "Binary trees of depth 16, CPU seconds; with parents every tree is a ring, except where these are weak or raw",
            "(`std::shared_ptr`, `boost::intrusive_ptr`, Rust):"]
    out += rows(table, "trees s", ["plain", "parents"])
    out += ["", "and their peak memory in MB:"] + rows(table, "trees MB", ["plain", "parents"])
    for what, title in (("clone", "Copy and drop of a reference"), ("allocate", "Make and drop of 24 bytes"),
                        ("weak", "Lock of a weak reference")):
        if what in table.values:
            cases = list(dict.fromkeys(case for values in table.values[what].values() for case in values))
            out += ["", f"{title}, ns:"] + rows(table, what, cases)
    if "clone" in table.values:
        out += ["", "Goals:"] + goals(table, garbage, live)
    return "\n".join(out) + "\n"


BEGIN, END = "<!-- begin: compare.py -->\n", "<!-- end: compare.py -->"


def inserted(page, text):
    """The page with the tables between its two marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit("the page has no place for the tables: " + BEGIN.strip())
    return before + BEGIN + "\n" + text + "\n" + END + after


COLOURS = ["#1b6ca8", "#c0392b", "#e67e22", "#27ae60", "#8e44ad", "#7f8c8d", "#2c3e50"]


def chart(table, cases):
    """Bars of ns per object on a logarithmic scale, one group per case."""
    names = list(table.values["collect"])
    bar, gap, left, height = 8, 16, 46, 240
    width = max(left + len(cases) * (len(names) * bar + gap), left + 100 * len(names)) + 10

    def y(value):
        return height - math.log10(max(value, 1)) / 3.3 * (height - 24)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 48}" font-family="sans-serif" '
           'font-size="10">', "<title>Cycle collection, nanoseconds per object</title>",
           f'<rect width="{width}" height="{height + 48}" fill="#fff"/>']
    for value in (1, 10, 100, 1000):
        out.append(f'<line x1="{left}" x2="{width}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>'
                   f'<text x="4" y="{y(value) + 3:.1f}">{value} ns</text>')
    for group, case in enumerate(cases):
        x = left + group * (len(names) * bar + gap)
        for index, who in enumerate(names):
            value = table.of("collect", who, case)
            if not math.isnan(value):
                out.append(f'<rect x="{x + index * bar}" y="{y(value):.1f}" width="{bar - 1}" '
                           f'height="{height - y(value):.1f}" fill="{COLOURS[index % len(COLOURS)]}">'
                           f"<title>{who}, {case}: {number(value)} ns per object</title></rect>")
        out.append(f'<text x="{x}" y="{height + 14}">{case}</text>')
    for index, who in enumerate(names):
        x = left + index * 100
        out.append(f'<rect x="{x}" y="{height + 28}" width="10" height="10" fill="{COLOURS[index % len(COLOURS)]}"/>'
                   f'<text x="{x + 14}" y="{height + 37}">{who}</text>')
    return "\n".join(out + ["</svg>", ""])
