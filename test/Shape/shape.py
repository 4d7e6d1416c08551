"""Holds the shape of the tree: shape.py RULE [--root DIR] [--self-test]

A rule is a module of this folder with
  violations(tree)  -> lines "file:line: what is wrong, and the way out"
  PLANTS            -> [({path: text or None}, words)]: writing these files (None
                       deletes one) must make a violation that contains the words
--self-test plants each in a copy of the tree: a rule that cannot fail is no test.
Exit codes: 0 good, 1 violations, 77 skipped (a tool is missing).
"""
import argparse
import importlib
import pathlib
import shutil
import sys
import tempfile

from tree import Tree, planted

SKIPPED = 77


def self_test(rule, root):
    """Prints every plant that goes unnoticed; returns whether there was none."""
    blind = []
    with tempfile.TemporaryDirectory() as folder:
        for file in Tree(root).files:
            target = pathlib.Path(folder) / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pathlib.Path(root) / file, target)
        before = set(rule.violations(Tree(folder)))
        for files, words in rule.PLANTS:
            with planted(folder, files):
                new = set(rule.violations(Tree(folder))) - before
            if not any(words in line for line in new):
                blind.append(f"planted {sorted(files)}, expected a violation with '{words}', got {sorted(new)}")
    print("\n".join(blind) or f"{len(rule.PLANTS)} planted violations were found")
    return not blind and bool(rule.PLANTS)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rule")
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    rule = importlib.import_module(arguments.rule)
    missing = getattr(rule, "missing_tool", lambda: None)()
    if missing:
        print(f"skipped: {missing}")
        return SKIPPED
    if arguments.self_test:
        return 0 if self_test(rule, arguments.root) else 1
    found = rule.violations(Tree(arguments.root))
    print("\n".join(found) or f"{arguments.rule}: no violation")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
