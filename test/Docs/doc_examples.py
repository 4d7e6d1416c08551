#!/usr/bin/env python3
"""The fenced examples of the documents are compiled and analysed.

usage: doc_examples.py list FILE
       doc_examples.py check FILE NUMBER --include DIR [--analyser PROGRAM] [--compiler CXX]
       doc_examples.py selftest

A block that opens with ```cpp flagged must yield a finding of the document's
rule (the file's name; any rule of ours in other documents); if it has lines
marked `// flagged`, every finding must touch one of them. A ```cpp clean block
must yield no finding at all. Both must compile, without warnings, with the
headers of PRELUDE included before line 1. A ```text output block right after a
flagged one is what `ouro check` prints for that block as example.cpp, without
the summary line; a last line of three dots stands for the rest.

Exit status: 0 as documented, 1 not so, 2 a tool failed, 77 (ctest: Skipped)
without analyser.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Oracle"))
from analyser import Analyser, AnalyserError  # noqa: E402

PRELUDE = ("algorithm", "deque", "functional", "map", "memory", "optional", "string", "utility", "variant", "vector",
           "ouro/annotations.h")
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>.*)$")


class Block:
    def __init__(self, line, kind):
        self.line, self.kind, self.text, self.output = line, kind, "", None


def blocks_of(text):
    """Tested blocks in order; a fence that is almost one is an error."""
    blocks, current, last = [], None, None
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if not fence:
            if current is not None:
                current.append(line)
            elif line.strip():
                last = None
            continue
        info = fence["info"].strip()
        if current is None:
            current = []
            if info in ("cpp flagged", "cpp clean"):
                last = Block(number, info.split()[1])
                blocks.append(last)
                target = ("text", last)
            elif info == "text output":
                if not last or last.kind != "flagged":
                    raise ValueError("line %d: output without a flagged block before it" % number)
                target = ("output", last)
            elif info.startswith("cpp "):
                raise ValueError("line %d: unknown fence '%s'; expected 'cpp flagged' or 'cpp clean'" % (number, info))
            else:
                target = None
        else:
            if target:
                setattr(target[1], target[0], "\n".join(current) + "\n")
            current = None
    return blocks


def fail(text):
    print("FAILED: " + text)
    return 1


def flags_for(include):
    flags = ["-std=c++20", "-Wall", "-Wextra", "-I" + include]
    for header in PRELUDE:
        flags += ["-include", header]
    return flags


def judge(block, results, rule):
    """None, or what is wrong."""
    found = ["%s:%d: %s [%s]" % (*r.places[0], r.message, r.rule) for r in results]
    if block.kind == "clean":
        return "findings in a clean example:\n" + "\n".join(found) if results else None
    wanted = [r for r in results if rule is None or r.rule == rule]
    if not wanted:
        return "no finding" + (" of " + rule if rule else "")
    marks = {n for n, line in enumerate(block.text.splitlines(), 1) if re.search(r"// flagged\b", line)}
    stray = [r for r in results if marks and not {line for _, line in r.places} & marks]
    if stray or len(wanted) != len(results):
        return "findings beside the marked lines or of other rules:\n" + "\n".join(found)
    return None


def printed(analyser, directory, source, flags):
    """What the driver prints, without the summary line."""
    done = subprocess.run([analyser, "check", "--no-cache", "--color=never", os.path.basename(source), "--", *flags],
                          cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise AnalyserError("exit status %d: %s" % (done.returncode, done.stderr.strip()))
    return [line.rstrip() for line in done.stdout.splitlines()
            if not re.match(r"\d+ findings? ", line)]


def same_output(documented, actual):
    if documented[-1:] == ["..."]:
        documented = documented[:-1]
        actual = actual[:len(documented)]
    return documented == actual


def check(options):
    with open(options.file, encoding="utf-8") as handle:
        block = blocks_of(handle.read())[options.number]
    stem = os.path.splitext(os.path.basename(options.file))[0]
    rule = stem if stem.startswith("ouro-") else None
    flags = flags_for(options.include)
    where = "%s:%d (%s)" % (os.path.basename(options.file), block.line, block.kind)
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "example.cpp")
        with open(source, "w", encoding="utf-8") as handle:
            handle.write(block.text)
        done = subprocess.run([options.compiler, *flags, "-Wno-attributes", "-fsyntax-only", source],
                              capture_output=True, text=True, check=False)
        if done.returncode or done.stderr:
            return fail("%s does not compile cleanly:\n%s" % (where, done.stderr))
        if not options.analyser:
            print("SKIPPED: %s compiles; no analyser was given" % where)
            return 77
        results = Analyser("driver", [options.analyser]).check_file(source, flags)
        wrong = judge(block, results, rule)
        if not wrong and block.output is not None:
            actual = printed(options.analyser, directory, source, flags)
            if not same_output(block.output.splitlines(), actual):
                wrong = "the output is not as documented; it is now:\n" + "\n".join(actual)
    return fail("%s: %s" % (where, wrong)) if wrong else 0


def selftest(_):
    from analyser import Result
    text = ("```cpp flagged\na\nb // flagged\n```\n\n```text output\nout\n```\n"
            "  ```cpp clean\nc\n  ```\n```cpp\nnot tested\n```\n```text output of something else\nx\n```\n")
    first, second = blocks_of(text)
    assert (first.kind, first.text, first.output, first.line) == ("flagged", "a\nb // flagged\n", "out\n", 1)
    assert (second.kind, second.text, second.output, second.line) == ("clean", "c\n", None, 9)
    for bad in ("```cpp flaged\n```\n", "```text output\n```\n", "```cpp clean\n```\n```text output\n```\n"):
        try:
            blocks_of(bad)
            raise SystemExit("accepted: " + bad)
        except ValueError:
            pass
    on, off = Result("ouro-x", "m", [("f", 2)]), Result("ouro-x", "m", [("f", 1)])
    other = Result("ouro-y", "m", [("f", 2)])
    assert judge(first, [on], "ouro-x") is None and judge(first, [on], None) is None
    assert judge(first, [], "ouro-x") and judge(first, [off], "ouro-x") and judge(first, [on, off], "ouro-x")
    assert judge(first, [other], "ouro-x") and judge(first, [on, other], "ouro-x")
    assert judge(second, [], "ouro-x") is None and judge(second, [on], "ouro-x")
    assert same_output(["a", "b"], ["a", "b"]) and same_output(["a", "..."], ["a", "b"])
    assert not same_output(["a"], ["a", "b"]) and not same_output(["b", "..."], ["a", "b"])
    print("selftest passed")
    return 0


def list_blocks(options):
    with open(options.file, encoding="utf-8") as handle:
        for block in blocks_of(handle.read()):
            print("%s-%d" % (block.kind, block.line))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("list")
    one.add_argument("file")
    one.set_defaults(run=list_blocks)
    one = commands.add_parser("check")
    one.add_argument("file")
    one.add_argument("number", type=int)
    one.add_argument("--include", required=True)
    one.add_argument("--analyser")
    one.add_argument("--compiler", default="c++")
    one.set_defaults(run=check)
    commands.add_parser("selftest").set_defaults(run=selftest)
    options = parser.parse_args()
    try:
        return options.run(options)
    except (AnalyserError, ValueError) as error:
        print("ERROR: %s" % error)
        return 2


if __name__ == "__main__":
    sys.exit(main())
