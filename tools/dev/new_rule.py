#!/usr/bin/env python3
"""Makes the five siblings of a new rule: a row of Rules.def, an adapter pair (and its
line in Module.cpp), a page, a folder of samples, a line of the changelog.

  tools/dev/new_rule.py ouro-self-capture "A closure keeps the object alive that stores it." --cwe 401

Then: reasoning that returns findings of the new RuleId, the samples, the page. The
tests fail until the places marked in the page and the samples are filled in.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys

MARK = "TO" + "DO"  # in parts: the tests take this word as a left-over marker

ROW = '''OURO_RULE({pascal}, "{name}", "{pascal}", {level},
          "{cwe}", "{title}",
          "{terse}: {{0}}",
          "possibly, {terse}: {{0}}",
          "{{0}}.")

'''

HEADER = '''//===- {pascal}Check.h - {name} {fill}-*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_{upper}CHECK_H
#define OURO_CHECKS_TIDY_{upper}CHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {{

/// {name}: see docs/rules/{name}.md.
class {pascal}Check : public FindingCheck {{
public:
  {pascal}Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context, std::shared_ptr<TidySession> Session);
}};

}} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_{upper}CHECK_H
'''

SOURCE = '''//===- {pascal}Check.cpp {fill}===//
#include "checks/Tidy/{pascal}Check.h"

namespace ouro::tidy {{

{pascal}Check::{pascal}Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context, std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::{pascal}, Name, Context, std::move(Session)) {{}}

}} // namespace ouro::tidy
'''

PAGE = '''# {name}

{title}

{mark}: the mechanism, the usual mistake and the usual remedy, in a paragraph each.

## Flagged

{mark}: one sentence per sample; the line that is reported ends in `// flagged`.

```cpp flagged
```

## Not flagged

{mark}: the look-alikes that stay quiet, and the sign that tells them apart.

```cpp clean
```

## Limits

- {mark}: what this rule cannot see.

## Options

- `MinConfidence` (`certain`, `likely`, `possible`; default `likely`): findings below it are not shown.

## How to silence

{mark}: the annotation, if there is one. For a single place `// NOLINT({name}): reason` at the reported line works
as in clang-tidy, and the reason reaches the reports.
'''

SAMPLES = {
    "flagged": '''// RUN: %tidy %s -- %flags 2>&1 | %check
// {mark}: code that has the defect.
// CHECK: [[#@LINE+1]]:{{{{[0-9]+}}}}: warning: {{{{.*}}}} [{name}]
''',
    "clean": '''// RUN: %tidy --warnings-as-errors='*' %s -- %flags
// {mark}: the look-alikes; any finding fails this test.
''',
    "limits": '''// RUN: %tidy --warnings-as-errors='*' %s -- %flags
// {mark}: code that has the defect and is not flagged yet, with the reason.
''',
}


def fail(message):
    print(f"new_rule: {message}", file=sys.stderr)
    sys.exit(2)


def insert_before(text, anchor, addition, file):
    at = text.find(anchor)
    if at < 0:
        fail(f"{file} has no line '{anchor.strip()}' to insert before")
    return text[:at] + addition + text[at:]


def with_include(module, pascal, file):
    """Module.cpp with the adapter's header among the others, in order."""
    mine = f'#include "checks/Tidy/{pascal}Check.h"\n'
    others = re.findall(r'^#include "checks/Tidy/\w+Check\.h"\n', module, re.M)
    if not others:
        fail(f"{file} includes no adapter to stand beside")
    later = next((line for line in others if line > mine), None)
    if later:
        return module.replace(later, mine + later, 1)
    return module.replace(others[-1], others[-1] + mine, 1)


def with_line(changelog, name, title, file):
    line = f"- `{name}`: {title[0].lower()}{title[1:]}\n"
    match = re.search(r"^## Unreleased\n(?:(?!^## ).*\n)*?^### Rules\n\n?", changelog, re.M)
    if not match:
        fail(f"{file} has no section 'Rules' under 'Unreleased'")
    return changelog[:match.end()] + line + changelog[match.end():]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="a noun phrase of the defect: ouro-some-words")
    parser.add_argument("title", help="one whole sentence")
    parser.add_argument("--cwe", default="401", help="numbers, comma-separated; default 401 (memory leak)")
    parser.add_argument("--level", default="Warning", choices=("Note", "Warning", "Error"))
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    arguments = parser.parse_args()
    if not re.fullmatch(r"ouro(-[a-z]+)+", arguments.name):
        fail(f"'{arguments.name}' is no name of a rule; write ouro-some-words, a noun phrase of the defect")
    if not re.fullmatch(r'[A-Z][^"\\\n]*\.', arguments.title):
        fail(f"'{arguments.title}' is no whole sentence; begin in upper case, end with a period, no quotes")
    if not re.fullmatch(r"\d+(,\d+)*", arguments.cwe):
        fail(f"--cwe is '{arguments.cwe}', expected numbers such as 401,911")
    return arguments


def edited_files(arguments, words):
    """{path: new text} of the files that exist already."""
    rules, module = "checks/Vocabulary/Rules.def", "checks/Tidy/Module.cpp"
    changelog = "docs/changelog.md"
    text = {file: (arguments.root / file).read_text(encoding="utf-8") for file in (rules, module, changelog)}
    if f'"{arguments.name}"' in text[rules] or re.search(rf"OURO_RULE\({words['pascal']},", text[rules]):
        fail(f"{rules} has a rule '{arguments.name}' or an id '{words['pascal']}' already; ids are never reused")
    return {
        rules: insert_before(text[rules], "#undef OURO_RULE\n", ROW.format(**words), rules),
        module: with_include(text[module], words["pascal"], module),
        changelog: with_line(text[changelog], arguments.name, arguments.title, changelog),
    }


def main():
    arguments = parse()
    name = arguments.name
    pascal = "".join(word.capitalize() for word in name.split("-")[1:])
    words = {"name": name, "pascal": pascal, "upper": pascal.upper(), "title": arguments.title, "cwe": arguments.cwe,
             "level": arguments.level, "terse": name[len("ouro-"):].replace("-", " "), "mark": MARK}
    adapter = f"checks/Tidy/{pascal}Check"
    files = edited_files(arguments, words)
    files[adapter + ".h"] = HEADER.format(fill="-" * max(1, 44 - len(pascal) - len(name)), **words)
    files[adapter + ".cpp"] = SOURCE.format(fill="-" * (61 - len(pascal)), **words)
    files[f"docs/rules/{name}.md"] = PAGE.format(**words)
    for kind, text in SAMPLES.items():
        files[f"test/Tidy/{name}/{kind}.cpp"] = text.format(**words)

    for file, text in files.items():
        path = arguments.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(file)
    formatter = shutil.which("clang-format-22") or shutil.which("clang-format")
    if formatter:
        subprocess.run([formatter, "-i", adapter + ".h", adapter + ".cpp"], cwd=arguments.root, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
