#!/usr/bin/env python3
"""Writes ouro/annotations.h and docs/annotations.md from ouro/annotations.def.

A C macro cannot define macros, hence this script. With --check nothing is
written; the exit code is 1 if a file is not what the list says.
"""
import argparse
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = pathlib.Path("runtime/include/ouro/annotations.def")
HEADER = pathlib.Path("runtime/include/ouro/annotations.h")
PAGE = pathlib.Path("docs/annotations.md")

TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([(),|])|(\w+))')
PARAMETERS = {
    "None": "", "Reason": "reason", "Function": "function", "Resource": "kind",
    "ResourceSuccess": "kind, success", "ResourceMaybeSuccess": "...",
}


def read_rows(text, macro):
    """The arguments of each `macro(...)` row; adjacent strings are joined."""
    rows = []
    for start in re.finditer(r"^%s\(" % macro, text, re.M):
        at, arguments, words = start.end(), [], []
        while True:
            token = TOKEN.match(text, at)
            if not token:
                sys.exit(f"{LIST}: cannot read the row at offset {at}: {text[at:at + 40]!r}")
            at = token.end()
            if token[2] in (",", ")"):
                arguments.append("".join(words))
                words = []
                if token[2] == ")":
                    break
            elif token[1] is not None:
                words.append(re.sub(r"\\(.)", r"\1", token[1]))
            else:
                words.append(token[3] or token[2])
        rows.append(arguments)
    return rows


def macro_of(word):
    return "OURO_" + word.upper()


def signature(word, arguments):
    written = {"ResourceMaybeSuccess": "kind[, success]", "Reason": '"reason"'}.get(arguments, PARAMETERS[arguments])
    return macro_of(word) + (f"({written})" if written else "")


def definition(word, arguments):
    """The macro with its parameters, and the string literal it stands for."""
    parameters = PARAMETERS[arguments]
    name = macro_of(word) + (f"({parameters})" if parameters else "")
    text = {
        "None": f'"{word}"',
        "Reason": f'"{word}(" reason ")"',
        "Function": f'"{word}(" #function ")"',
        "Resource": f'"{word}(" #kind ")"',
        "ResourceSuccess": f'"{word}(" #kind ", " #success ")"',
        "ResourceMaybeSuccess": f'"{word}(" #__VA_ARGS__ ")"',
    }[arguments]
    head, body = f"#define {name}", f"OURO_ANNOTATE_({text})"
    if len(head) + len(body) < 80:
        return f"{head} {body}"
    return f"{head:<79}\\\n  {body}"  # as clang-format would break it


HEADER_TOP = """\
/*===- annotations.h - Who keeps whom alive, said in the code -------------===*/
/* Generated from annotations.def by tools/dev/annotations.py.
 *
 * Plain C, usable without any library; empty for compilers without the
 * attribute `annotate`. See docs/annotations.md.
 */
#ifndef OURO_ANNOTATIONS_H
#define OURO_ANNOTATIONS_H

/* C90 and C++98 have variadic macros only as an extension, which every
 * compiler knows and some warn about. */
#if defined(__cplusplus)
#if defined(__GNUC__) && __cplusplus < 201103L
#pragma GCC system_header
#endif
#elif !defined(__STDC_VERSION__) || __STDC_VERSION__ < 199901L
#if defined(__GNUC__)
#pragma GCC system_header
#endif
#endif

#if defined(__has_attribute)
#if __has_attribute(annotate)
#define OURO_ANNOTATE_(text) __attribute__((annotate("ouro::" text)))
#endif
#endif
#ifndef OURO_ANNOTATE_
#define OURO_ANNOTATE_(text)
#endif
"""


def make_header(rows):
    parts = [HEADER_TOP]
    for _, word, arguments, _, _, meaning, _ in rows:
        lines = textwrap.wrap(f"{meaning}", 76)
        parts.append("\n/* " + "\n * ".join(lines) + " */\n" + definition(word, arguments) + "\n")
    parts.append("\n#endif /* OURO_ANNOTATIONS_H */\n")
    return "".join(parts)


PAGE_TOP = """\
<!-- Generated from runtime/include/ouro/annotations.def by tools/dev/annotations.py. -->
# Annotations

Say in the code what the checks cannot see: who keeps whom alive, which ring is taken apart and where, who has to
release what. `#include <ouro/annotations.h>` needs no library and works in C and C++; for compilers without the
attribute `annotate` (GCC, MSVC) every macro is empty.

An annotation stands behind the name it is about, or in front of the whole declaration; for a class it stands between
`class` and its name:

```cpp
#include <ouro/annotations.h>
#include <memory>

class OURO_ACYCLIC("built once, bottom-up") Leaf {};

class Node {
  std::shared_ptr<Node> next OURO_BROKEN_BY(unlink);
  OURO_BACK_REFERENCE Node *list;
  void unlink() { next.reset(); }
};
```

Clang has no place for them behind the parameters of a function *definition*; put them in front of it or on the
declaration.

An annotation that silences a finding carries a reason, which every report repeats, or a claim that the checks verify.
The check `ouro-annotation` reports annotations that are malformed, stand in the wrong place or contradict each other.

## Arguments

* `"reason"`: a string literal that says why; it may not be blank.
* `function`: the name of a function, as seen from the class: `close` or `Session::close`.
* `kind`: a word of your choice for one kind of resource, the same where it is acquired and where it is released; `any`
  fits every kind.
* `success`: when the call did what it should: `always`, or how its result compares to a constant: `>= 0`, `!= NULL`,
  `== true`. A condition in square brackets may be left out.

## The annotations

"""


def make_page(rows, foreign):
    parts = [PAGE_TOP, "| macro | may stand on | silences |\n|---|---|---|\n"]
    for _, word, arguments, places, silences, _, _ in rows:
        places = ", ".join({"Type": "class"}.get(p, p.lower()) for p in places.split("|"))
        silenced = ", ".join(f"`{rule.strip()}`" for rule in silences.split(",")) if silences else ""
        parts.append(f"| [`{signature(word, arguments)}`](#{macro_of(word).lower()}) | {places} | {silenced} |\n")
    for _, word, _, _, _, meaning, example in rows:
        wrapped = textwrap.fill(meaning, 118)
        parts.append(f"\n### {macro_of(word)}\n\n{wrapped}\n\n```cpp\n{split_lines(example)}\n```\n")
    parts.append("\n## Attributes of clang and GCC\n\nThese are read as well, so there is no need to say it twice:\n\n"
                 "| attribute | read as | of |\n|---|---|---|\n")
    for spelling, kind, meaning, _ in foreign:
        word = next(row[1] for row in rows if row[0] == kind)
        parts.append(f"| {quoted(spelling)} | `{macro_of(word)}` | {meaning} |\n")
    return "".join(parts)


def quoted(spelling):
    """Backquotes around each attribute, not around words that go with it."""
    attributes, words = (spelling.split(" as ", 1) + [""])[:2]
    listed = ", ".join(f"`{a}`" for a in re.split(r", (?![^(]*\))", attributes))
    return f"{listed} as {words}" if words else listed


def split_lines(example):
    """Examples are one line in the list; declarations at the top level get one each."""
    out, depth = "", 0
    for i, c in enumerate(example):
        depth += (c in "{(") - (c in "})")
        out += c
        ends = c == ";" and depth == 0 or c == "}" and depth == 0 and example[i + 1:i + 2] == " "
        if ends:
            out += "\n"
    return "\n".join(line.strip() for line in out.strip().split("\n"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a file is out of date")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="of the source tree")
    options = parser.parse_args()

    text = (options.root / LIST).read_text(encoding="utf-8")
    rows, foreign = read_rows(text, "OURO_ANNOTATION"), read_rows(text, "OURO_FOREIGN")
    stale = []
    for path, wanted in ((HEADER, make_header(rows)), (PAGE, make_page(rows, foreign))):
        file = options.root / path
        if file.exists() and file.read_text(encoding="utf-8") == wanted:
            continue
        stale.append(path)
        if not options.check:
            file.write_text(wanted, encoding="utf-8")
    for path in stale:
        print(f"{path}: out of date; run tools/dev/annotations.py" if options.check else f"wrote {path}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
