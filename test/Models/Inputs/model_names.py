"""Do the names in a model exist in the library it speaks of?

  model_names.py MODEL LIBRARY COMPILER [FLAGS...]

Makes one C++ file that has a using-declaration for every type, function and
member of MODEL, each on a line of its own, and lists the lines that do not
compile. A member has to exist in one type of its entry, in one of the
instantiations that LIBRARY lists ("TYPE<int>" or "TYPE<int, int>" by the number
of held arguments if it lists none). Names in its "newer" list may be missing:
not every release of the library has them.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def instantiations_of(name, held, library):
    given = library["instantiations"].get(name)
    if given is not None:
        return given
    return [f"{name}<{', '.join(['int'] * len(held or [0]))}>"]


def questions(model, library):
    """[(what is asked, [alternatives, each one line of C++])]"""
    asked, held_of = [], {}
    for entry in model["types"]:
        held = entry.get("held", held_of.get(entry.get("like")))
        bases = []
        for name in entry["names"]:
            held_of[name] = held
            bases += instantiations_of(name, held, library)
            asked.append((name, [f"using ::{name};"]))
        for member in sorted(m for names in entry.get("members", {}).values() for m in names):
            asked.append((f"{entry['names'][0]}::{member}", [
                f"struct D : {base} {{ using {base}::{member}; }};" for base in bases]))
    for entry in model["functions"]:
        for name in entry["names"]:
            scope, _, last = name.rpartition("::")
            bases = library["instantiations"].get(scope)
            if bases:
                asked.append((name, [f"struct D : {base} {{ using {base}::{last}; }};" for base in bases]))
            else:
                asked.append((name, [f"using ::{name};"]))
    return asked


def without_limit(compiler):
    """The command that reports every error. Clang stops after 20 of them, which
    would make all later names good; GCC knows no limit and not the option."""
    unlimited = [*compiler, "-ferror-limit=0"]
    probe = subprocess.run([*unlimited, "-fsyntax-only", "-x", "c++", "/dev/null"], capture_output=True, check=False)
    return unlimited if probe.returncode == 0 else compiler


def failing_lines(asked, library, compiler):
    text, lines = "".join(f"#include <{h}>\n" for h in library["headers"]), {}
    text += library.get("prelude", "")
    count = text.count("\n")
    for what, alternatives in asked:
        for code in alternatives:
            count += 1
            lines[count] = what
            text += f"namespace ouro_{count} {{ {code} }}\n"
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "names.cpp"
        file.write_text(text, encoding="utf-8")
        run = subprocess.run([*without_limit(compiler), "-fsyntax-only", "-fno-access-control", "-w", str(file)],
                             capture_output=True, text=True, check=False)
    failed = {int(n) for n in re.findall(r"^[^\n]*names\.cpp:(\d+):\d+: (?:fatal )?error:", run.stderr, re.M)}
    if "too many errors" in run.stderr:
        sys.exit(f"the compiler gave up before the last question:\n{run.stderr[-1000:]}")
    if run.returncode != 0 and (not failed or not failed <= lines.keys()):
        sys.exit(f"the file of questions does not compile for another reason:\n{run.stderr[:4000]}")
    answered = {}
    for line, what in lines.items():
        answered[what] = answered.get(what, False) or line not in failed
    return [what for what, good in answered.items() if not good]


def main():
    model = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    library = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    asked = questions(model, library)
    newer = [re.compile(pattern + r"\Z") for pattern in library["newer"]]
    missing = [what for what in failing_lines(asked, library, sys.argv[3:])
               if not any(pattern.match(what) for pattern in newer)]
    for what in missing:
        print(f"no such name: {what}")
    print(f"{len(asked)} names, {len(missing)} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
