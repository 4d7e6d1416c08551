"""Who may include whom: the table of docs/architecture.md, section 3."""
import re

ADT = ("llvm/ADT/", "llvm/Support/", "llvm/Config/")
FILES = ("llvm/Support/FileSystem", "llvm/Support/MemoryBuffer", "llvm/Support/VirtualFileSystem",
         "<fstream>", "<filesystem>")
JSON = ("nlohmann/", "llvm/Support/JSON.h")
VERDICTS = ("checks/Vocabulary/Rules.", "checks/Vocabulary/Finding.", "checks/Vocabulary/Wording.",
            "checks/Vocabulary/Steps.")

# folder: (what may be included, what may not though the first allows it).
# Headers in angle brackets without a slash are the standard library's.
TABLE = {
    "runtime/": (("ouro/",), ()),
    "checks/Compat/": (("llvm/", "clang/", "clang-tidy/", "checks/Compat/"), ()),
    "checks/Vocabulary/": (ADT + ("checks/Vocabulary/", "ouro/annotations.def", "RuleDocs.inc"), FILES + JSON),
    "checks/Models/": (ADT + ("checks/Models/", "checks/Vocabulary/", "nlohmann/", "ModelTable.inc"), ()),
    "checks/Facts/": (ADT + ("checks/Facts/", "checks/Vocabulary/"), JSON + VERDICTS),
    "checks/Extract/": (
        ("llvm/", "checks/Compat/", "checks/Extract/", "checks/Facts/", "checks/Vocabulary/", "clang/AST/",
         "clang/ASTMatchers/", "clang/Analysis/", "clang/Basic/", "clang/Index/", "clang/Lex/"),
        JSON + VERDICTS + ("clang/Basic/Diagnostic",)),
    "checks/Reasoning/": (ADT + ("checks/Reasoning/", "checks/Facts/", "checks/Vocabulary/"),
                          FILES + JSON + ("checks/Vocabulary/Wording.",)),
    "checks/Summary/": (ADT + ("checks/Summary/", "checks/Facts/", "checks/Vocabulary/", "nlohmann/"), ()),
    "checks/Tidy/": (("checks/", "llvm/", "clang/", "clang-tidy/"), JSON),
    "tools/Link/": (ADT + ("tools/Link/", "checks/Vocabulary/", "checks/Facts/", "checks/Reasoning/",
                           "checks/Summary/"), JSON),
    "tools/Render/": (ADT + ("tools/Render/", "checks/Vocabulary/", "nlohmann/"), ()),
    "tools/Driver/": (("tools/", "checks/", "llvm/", "clang/", "clang-tidy/"), ()),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.M)


def violations(tree):
    found = []
    for file in tree.matching(("checks/", "tools/", "runtime/"), (".h", ".hpp", ".cpp", ".c", ".def")):
        folder = next((f for f in TABLE if file.startswith(f)), None)
        if folder is None:
            found.append(f"{file}: no layer of test/Shape/layering.py covers this folder; add a row")
            continue
        allowed, forbidden = TABLE[folder]
        code = tree.code(file)
        for match in INCLUDE.finditer(code):
            quoted, angled = match.groups()
            name = quoted or angled
            if name.startswith(forbidden) or f"<{angled}>" in forbidden:
                reason = "which this layer must not know"
            elif name.startswith(allowed) or (angled and not name.startswith(("llvm", "clang", "checks/", "tools/",
                                                                             "nlohmann/"))):
                continue
            else:
                reason = "which this layer may not include"
            line = code.count("\n", 0, match.start(1 if quoted else 2)) + 1
            found.append(f"{file}:{line}: {folder} includes '{name}', {reason}; it may include "
                         f"{', '.join(allowed)}")
    return found


def _plant(file, include):
    return {file: f"#include {include}\n"}, f"includes '{include.strip(chr(34) + '<>')}'"


PLANTS = [
    _plant("checks/Vocabulary/Planted.h", '"clang/AST/Decl.h"'),
    _plant("checks/Vocabulary/Planted.h", '"checks/Facts/Fact.h"'),
    _plant("checks/Vocabulary/Planted.h", "<fstream>"),
    _plant("checks/Models/Planted.cpp", '"checks/Facts/Fact.h"'),
    _plant("checks/Facts/Planted.h", '"checks/Vocabulary/Rules.h"'),
    _plant("checks/Facts/Planted.h", "<nlohmann/json.hpp>"),
    _plant("checks/Extract/Planted.cpp", '"clang/Basic/Diagnostic.h"'),
    _plant("checks/Extract/Planted.cpp", '"clang-tidy/ClangTidyCheck.h"'),
    _plant("checks/Extract/Planted.cpp", '"checks/Reasoning/StrongCycles.h"'),
    _plant("checks/Reasoning/Planted.cpp", '"checks/Extract/Symbols.h"'),
    _plant("checks/Reasoning/Planted.cpp", '"checks/Vocabulary/Wording.h"'),
    _plant("checks/Reasoning/Planted.cpp", '"clang/AST/Decl.h"'),
    _plant("checks/Tidy/Planted.cpp", '"tools/Render/Report.h"'),
    _plant("checks/Tidy/Planted.cpp", "<nlohmann/json.hpp>"),
    _plant("tools/Render/Planted.cpp", '"checks/Facts/Fact.h"'),
    _plant("tools/Link/Planted.cpp", '"checks/Extract/Symbols.h"'),
    _plant("tools/Driver/Planted.cpp", '"Relative.h"'),
    _plant("runtime/include/ouro/planted.h", '"llvm/ADT/StringRef.h"'),
    ({"checks/Nowhere/Planted.h": "\n"}, "no layer"),
]
