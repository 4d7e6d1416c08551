"""Our own checks find nothing in our own code.

ourselves.py --build BUILD --driver OURO --major N
The database of the build has every file once per major; one is enough. Warning flags
are left out: they are the compiler's, which need not be clang.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def commands(build, major):
    """Entries of files below checks/ and tools/, each file once."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        ours = entry["file"].startswith((f"{ROOT}/checks/", f"{ROOT}/tools/"))
        if ours and (f"/llvm-{major}/include" in entry["command"] or f"/llvm-only/{major} " in entry["command"]):
            found[entry["file"]] = {**entry, "command": re.sub(r" -[WfO][\w=,+-]*", "", entry["command"])}
    return [found[file] for file in sorted(found)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--driver", required=True)
    parser.add_argument("--major", required=True)
    arguments = parser.parse_args()
    entries = commands(arguments.build, arguments.major)
    if not entries:
        sys.exit(f"{arguments.build}/compile_commands.json has no file of ours for LLVM {arguments.major}")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
        done = subprocess.run([arguments.driver, "check", "--no-cache", "-p", folder, ROOT / "checks", ROOT / "tools"], check=False)
    print(f"{len(entries)} translation units")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
