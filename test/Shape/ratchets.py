"""Lists of what is accepted although it is not good: they may only get shorter.

LIMITS says how many entries each has. An entry too many fails, and so does room
for one: whoever removes an entry lowers the limit, and nobody can use it up
again without changing this file, where a reviewer sees it.
"""

LIMITS = {
    "test/Shape/budgets.baseline": 0,
    "test/Oracle/known_gaps.txt": 0,
    "test/lsan.supp": 2,
}


def entries(text):
    return [row for row in (line.split("#")[0].strip() for line in text.splitlines()) if row]


def violations(tree):
    found = []
    for file, limit in sorted(LIMITS.items()):
        listed = entries(tree.text(file))
        if len(listed) > limit:
            found.append(f"{file}: lists {len(listed)} entries, accepted are {limit}; mend what '{listed[-1]}' stands for "
                         "instead of listing it")
        elif len(listed) < limit:
            found.append(f"{file}: lists {len(listed)} entries, accepted are {limit}; lower its limit in "
                         f"test/Shape/ratchets.py to {len(listed)}")
    return found


PLANTS = [
    ({"test/Shape/budgets.baseline": "# comment\n151 checks/Facts/Planted.h\n"}, "lists 1 entries, accepted are 0"),
    ({"test/Oracle/known_gaps.txt": "leaks/planted # why\n"}, "what 'leaks/planted' stands for"),
    ({"test/lsan.supp": ""}, "lower its limit in test/Shape/ratchets.py to 0"),
    ({"test/lsan.supp": None}, "lower its limit"),
]
