#!/usr/bin/env python3
"""Relative links in the documents lead to files and headings that exist, and
the tests that docs/architecture.md names exist.

usage: doc_links.py ROOT | --self-test
"""
import os
import re
import sys
import tempfile

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TEST = re.compile(r"`(test/[\w./-]+)`")


def documents(root):
    if os.path.exists(os.path.join(root, "README.md")):
        yield "README.md"
    for base, _, names in sorted(os.walk(os.path.join(root, "docs"))):
        for name in sorted(names):
            if name.endswith(".md"):
                yield os.path.relpath(os.path.join(base, name), root)


def anchors(path):
    """Anchors as GitHub makes them from headings."""
    with open(path, encoding="utf-8") as handle:
        heads = re.findall(r"^#+ +(.*)$", handle.read(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def problems(root):
    for document in documents(root):
        with open(os.path.join(root, document), encoding="utf-8") as handle:
            text = re.sub(r"^ *```.*?^ *```", "", handle.read(), flags=re.MULTILINE | re.DOTALL)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            path = os.path.normpath(os.path.join(root, os.path.dirname(document), file)) if file \
                else os.path.join(root, document)
            if not os.path.exists(path):
                yield "%s: '%s' does not exist" % (document, target)
            elif anchor and anchor not in anchors(path):
                yield "%s: '%s' has no heading '%s'" % (document, file, anchor)
        for name in TEST.findall(text):
            if not os.path.exists(os.path.join(root, name)):
                yield "%s: test '%s' does not exist" % (document, name)


def self_test():
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(os.path.join(root, "docs"))
        with open(os.path.join(root, "docs", "a.md"), "w", encoding="utf-8") as handle:
            handle.write("# Good head\n[x](a.md#good-head) [x](#good-head) [x](https://nowhere.invalid)\n"
                         "```\n[x](gone.md)\n```\n")
        assert list(problems(root)) == []
        with open(os.path.join(root, "README.md"), "w", encoding="utf-8") as handle:
            handle.write("[x](docs/gone.md) [x](docs/a.md#bad-head) `test/gone.py`\n")
        assert len(list(problems(root))) == 3, list(problems(root))
    print("self-test passed")


def main():
    if sys.argv[1] == "--self-test":
        self_test()
        return 0
    found = list(problems(sys.argv[1]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
