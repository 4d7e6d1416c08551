"""A rule is five siblings: a row of Rules.def, an adapter pair, a page, a folder of
samples, a line of the changelog. Ids and names are unique; no sibling is an orphan."""
import re

ROW = re.compile(r'^OURO_RULE\(\s*(\w+),\s*"([^"]+)",\s*"(\w+)"', re.M)
ROWS = "checks/Vocabulary/Rules.def"
CHANGELOG = "docs/changelog.md"
BASE_OF_ADAPTERS = "Finding"
SAMPLES = ("flagged", "clean", "limits")


def rules(tree):
    """[(id, name, PascalName)] in the order of Rules.def."""
    return ROW.findall(tree.code(ROWS))


def siblings_missing(tree, name, pascal):
    present = set(tree.files)
    for file in (f"checks/Tidy/{pascal}Check.h", f"checks/Tidy/{pascal}Check.cpp", f"docs/rules/{name}.md"):
        if file not in present:
            yield f"{ROWS}: rule '{name}' has no {file}"
    samples = [f.rsplit("/", 1)[1] for f in tree.files if re.match(rf"test/Tidy/{name}/[^/]+$", f)]
    for kind in SAMPLES:
        if not any(s.startswith(kind) for s in samples):
            yield f"{ROWS}: rule '{name}' has no sample test/Tidy/{name}/{kind}*"
    if name not in tree.text(CHANGELOG):
        yield f"{ROWS}: rule '{name}' is not mentioned in {CHANGELOG}"


def violations(tree):
    rows = rules(tree)
    if not rows:
        return [f"{ROWS}: no rule was found; has the form of a row changed?"]
    found = []
    for column, what in enumerate(("id", "name", "Pascal name")):
        values = [row[column] for row in rows]
        found += [f"{ROWS}: {what} '{v}' stands {values.count(v)} times" for v in sorted(set(values))
                  if values.count(v) > 1]
    names = {name for _, name, _ in rows}
    pascals = {pascal for _, _, pascal in rows}
    for _, name, pascal in rows:
        if not re.fullmatch(r"ouro(-[a-z]+)+", name):
            found.append(f"{ROWS}: name '{name}' is not of the form ouro-some-words")
        found += siblings_missing(tree, name, pascal)
    for file in tree.files:
        page = re.match(r"docs/rules/(ouro-[\w-]+)\.md$", file)
        sample = re.match(r"test/Tidy/(ouro-[\w-]+)/", file)
        adapter = re.match(r"checks/Tidy/(\w+)Check\.(?:h|cpp)$", file)
        if (page and page[1] not in names) or (sample and sample[1] not in names):
            found.append(f"{file}: belongs to a rule that {ROWS} does not have")
        if adapter and adapter[1] not in pascals | {BASE_OF_ADAPTERS}:
            found.append(f"{file}: adapter of a rule that {ROWS} does not have")
    return found


_ROW = 'OURO_RULE({0}, "{1}", "{2}", Warning, "401", "T.", "t", "t", "T.")\n'
_PLANTED = {
    ROWS: _ROW.format("Planted", "ouro-planted", "Planted"),
    "checks/Tidy/PlantedCheck.h": "\n", "checks/Tidy/PlantedCheck.cpp": "\n",
    "docs/rules/ouro-planted.md": "\n", CHANGELOG: "ouro-planted\n",
    **{f"test/Tidy/ouro-planted/{kind}.cpp": "\n" for kind in SAMPLES},
}


def _without(path):
    return {k: v for k, v in _PLANTED.items() if k != path}


PLANTS = [(_without(path), words) for path, words in (
    ("checks/Tidy/PlantedCheck.h", "'ouro-planted' has no checks/Tidy/PlantedCheck.h"),
    ("checks/Tidy/PlantedCheck.cpp", "'ouro-planted' has no checks/Tidy/PlantedCheck.cpp"),
    ("docs/rules/ouro-planted.md", "'ouro-planted' has no docs/rules/ouro-planted.md"),
    ("test/Tidy/ouro-planted/flagged.cpp", "has no sample test/Tidy/ouro-planted/flagged"),
    ("test/Tidy/ouro-planted/limits.cpp", "has no sample test/Tidy/ouro-planted/limits"),
)] + [
    ({**_PLANTED, CHANGELOG: "nothing\n"}, "is not mentioned"),
    ({ROWS: _ROW.format("A", "ouro-a", "A") * 2}, "id 'A' stands 2 times"),
    ({ROWS: _ROW.format("A", "OuroA", "A")}, "is not of the form"),
    ({ROWS: "\n"}, "no rule was found"),
    ({"docs/rules/ouro-orphan.md": "\n"}, "belongs to a rule that"),
    ({"test/Tidy/ouro-orphan/flagged.cpp": "\n"}, "belongs to a rule that"),
    ({"checks/Tidy/OrphanCheck.cpp": "\n"}, "adapter of a rule that"),
]
