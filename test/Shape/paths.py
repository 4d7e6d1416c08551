"""No path of one machine, no left-over marker, nothing but the agreed top level."""
import re

# Spelt in parts, so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.}/])/(?:" + "|".join(("work", "root", "farm", "home", "Users", "tmp")) + r")/[A-Za-z0-9_.]")
MARKER = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
TOP = re.compile(r"CMakeLists\.txt|checks|runtime|tools|test|docs|README\.md|LICENSE|\..*")
TEXT = (".h", ".hpp", ".c", ".cpp", ".def", ".py", ".cmake", ".txt", ".json", ".md", ".yml", ".yaml", ".in", ".test")


def violations(tree):
    found = [f"{f}: outside the agreed top level" for f in tree.files if not TOP.fullmatch(f.split("/")[0])]
    for file in tree.files:
        scripts = file.startswith(("tools/dev/", ".ci/"))
        if not (file.endswith(TEXT) or scripts):
            continue
        for number, line in enumerate(tree.text(file).splitlines(), 1):
            machine = MACHINE.search(line)
            if machine:
                found.append(f"{file}:{number}: '{machine[0]}...' is a path of one machine")
            if MARKER.search(line):
                found.append(f"{file}:{number}: left-over marker '{MARKER.search(line)[0]}'")
    return found


PLANTS = [
    ({"checks/Facts/Planted.cpp": 'auto P = "/' + 'work/main";\n'}, "path of one machine"),
    ({"tools/dev/planted": "cd /" + "home/me\n"}, "path of one machine"),
    ({"docs/planted.md": "see /" + "root/x\n"}, "path of one machine"),
    ({"tools/Driver/Planted.cpp": "// TO" + "DO: later\n"}, "left-over marker"),
    ({"planted/file.txt": "\n"}, "outside the agreed top level"),
]
