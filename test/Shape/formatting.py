"""clang-format is content with our own C++. Samples are laid out by hand.

The formatter of the preferred LLVM is named by $OURO_CLANG_FORMAT."""
import os
import re
import shutil
import subprocess

PROGRAM = os.environ.get("OURO_CLANG_FORMAT", "clang-format-22")


def missing_tool():
    return None if shutil.which(PROGRAM) else f"no {PROGRAM}; run tools/dev/setup"


def violations(tree):
    files = tree.matching(("checks/", "tools/", "runtime/"), (".h", ".cpp", ".hpp"))
    files += tree.matching(("test/",), ("Test.cpp",))
    if not files:
        return ["no file to format was found"]
    done = subprocess.run([PROGRAM, "--dry-run", "--Werror", "--fno-color-diagnostics", *files], cwd=tree.root,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wrong = sorted({match[1] for match in re.finditer(r"^([^\s:]+):\d+:\d+: error:", done.stdout, re.M)})
    found = [f"{file}: not formatted; run {PROGRAM} -i {file}" for file in wrong]
    if done.returncode and not found:
        found.append(f"{PROGRAM} failed: {done.stdout.strip()}")
    return found


PLANTS = [
    ({"checks/Facts/Planted.cpp": "int   f( ) {return 1;}\n"}, "checks/Facts/Planted.cpp: not formatted"),
    ({"test/Facts/PlantedTest.cpp": "int   f( ) {return 1;}\n"}, "test/Facts/PlantedTest.cpp: not formatted"),
]
