#!/usr/bin/env python3
"""Programs that must not compile, and what the compiler then says.

usage: rejected.py FILE --include DIR --compiler CXX [--compiler CXX ...]
       rejected.py selftest

FILE names its error in the comment that begins with `// ERROR: `. Every compiler must give that error, and
no other: one mistake, one error. Exit status: 0 as expected, 1 not so.
"""
import argparse
import re
import subprocess
import sys


def wanted(text):
    found = re.findall(r"^// ERROR: (.*(?:\n// .*)*)$", text, re.M)
    if len(found) != 1:
        raise SystemExit("expected one line that begins with '// ERROR: ', found %d" % len(found))
    return found[0].replace("\n// ", " ")


def judge(want, status, output):
    """What is wrong with a compiler's answer, or None."""
    errors = [line for line in output.splitlines() if re.search(r"\berror:", line)]
    if status == 0:
        return "it compiles"
    if len(errors) != 1:
        return "%d errors, expected one:\n%s" % (len(errors), "\n".join(errors) or output)
    return None if want in errors[0] else "the error is another:\n" + errors[0]


def selftest():
    line = "a.cpp:1:2: error: static assertion failed: no edge\n"
    assert wanted("// x\n// ERROR: a\n// b\nint i;\n") == "a b"
    assert judge("no edge", 1, line) is None
    assert judge("no edge", 1, line + "note: in instantiation\n") is None
    assert judge("no edge", 0, "") == "it compiles"
    assert judge("no edge", 1, line + line).startswith("2 errors")
    assert judge("no edge", 1, "killed").startswith("0 errors")
    assert judge("other", 1, line).startswith("the error is another")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--include")
    parser.add_argument("--compiler", action="append", default=[])
    options = parser.parse_args()
    if options.file == "selftest":
        return selftest()
    with open(options.file, encoding="utf-8") as handle:
        want = wanted(handle.read())
    failed = not options.compiler
    for compiler in options.compiler:
        done = subprocess.run([compiler, "-std=c++20", "-DOURO_THREADS=0", "-fsyntax-only", "-I" + options.include,
                               options.file], capture_output=True, text=True, check=False)
        problem = judge(want, done.returncode, done.stderr)
        if problem:
            print("FAILED: %s: %s" % (compiler, problem))
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
