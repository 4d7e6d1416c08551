"""Invariants I1, I2 and I6 of docs/architecture.md, section 4."""
import re

CODE = (".h", ".cpp", ".def")
OURS = ("checks/", "tools/")
WITHOUT_CLANG = ("Vocabulary", "Models", "Facts", "Reasoning", "Summary", "Link", "Render")
KNOWS_JSON = ("checks/Models/", "checks/Summary/", "tools/Render/", "tools/Driver/DatabaseReader")
KNOWS_SARIF = ("tools/Render/Sarif", "tools/Driver/")
KNOWS_VERSION = ("checks/Compat/LLVM.h",)


def lines_with(tree, files, pattern):
    for file in files:
        for number, line in enumerate(tree.code(file).splitlines(), 1):
            match = re.search(pattern, line)
            if match:
                yield f"{file}:{number}", match[0]


def runtime_types(tree):
    """Names of the types our runtime offers to users."""
    names = set()
    for file in tree.matching(("runtime/include/",), (".hpp", ".h")):
        names.update(re.findall(r"^\s*(?:class|struct)\s+([a-z]\w*)\s*(?:final\s*)?[:{]", tree.code(file), re.M))
    return names


def i1(tree):
    names = "|".join(sorted(runtime_types(tree)))
    if names:
        for place, word in lines_with(tree, tree.matching(OURS, CODE + (".json",)), rf"\bouro::(?:{names})\b"):
            yield f"{place}: I1: names '{word}' of our runtime; the runtime is known by its annotations only"


def i2(tree):
    for file in tree.matching(OURS, ("CMakeLists.txt",)):
        text = re.sub(r"#[^\n]*", "", tree.text(file))
        for layer, options in re.findall(r"ouro_add_layer\(\s*(\w+)([^)]*)\)", text):
            if layer in WITHOUT_CLANG and re.search(r"\bCLANG\b", options):
                yield f"{file}: I2: layer {layer} must compile without clang's headers; drop CLANG"
    files = [f for f in tree.matching(OURS, CODE) if f.split("/")[1] in WITHOUT_CLANG]
    for place, _ in lines_with(tree, files, r'#\s*include\s*["<]clang'):
        yield f"{place}: I2: includes a header of clang"


def i6(tree):
    files = tree.matching(OURS, CODE)
    for place, word in lines_with(tree, files, r'#\s*include\s*["<](nlohmann/|llvm/Support/JSON)'):
        if not place.startswith(KNOWS_JSON):
            yield f"{place}: I6: knows JSON; only {', '.join(KNOWS_JSON)} may"
    for place, word in lines_with(tree, files, r"(?i)\bsarif\w*"):
        if not place.startswith(KNOWS_SARIF):
            yield f"{place}: I6: knows SARIF ('{word}'); only {', '.join(KNOWS_SARIF)} may"
    for place, word in lines_with(tree, files, r"\b(?:LLVM|CLANG)_VERSION_(?:MAJOR|MINOR|STRING)\b"):
        if not place.startswith(KNOWS_VERSION):
            yield f"{place}: I6: knows the version of LLVM; what differs belongs into {KNOWS_VERSION[0]}"


def violations(tree):
    return [*i1(tree), *i2(tree), *i6(tree)]


PLANTS = [
    ({"runtime/include/ouro/planted.hpp": "namespace ouro {\nclass planted_ptr {\n};\n}\n",
      "checks/Extract/Planted.cpp": 'bool f(S T) { return T == "ouro::planted_ptr"; }\n'}, "I1: names 'ouro::planted_ptr'"),
    ({"runtime/include/ouro/planted.hpp": "namespace ouro {\nstruct planted_ptr {};\n}\n",
      "checks/Models/planted.json": '{"type": "ouro::planted_ptr"}\n'}, "I1: names"),
    ({"checks/Facts/CMakeLists.txt": "ouro_add_layer(Facts CLANG DEPENDS Vocabulary)\n"}, "I2: layer Facts"),
    ({"checks/Reasoning/Planted.cpp": '#include "clang/AST/Decl.h"\n'}, "I2: includes"),
    ({"checks/Reasoning/Planted.cpp": "#include <nlohmann/json.hpp>\n"}, "I6: knows JSON"),
    ({"tools/Driver/Planted.cpp": '#include "llvm/Support/JSON.h"\n'}, "I6: knows JSON"),
    ({"checks/Reasoning/Planted.cpp": "int SarifVersion = 2;\n"}, "I6: knows SARIF"),
    ({"tools/Render/Planted.cpp": 'auto S = "sarif";\n'}, "I6: knows SARIF"),
    ({"checks/Tidy/Planted.cpp": "#if LLVM_VERSION_MAJOR < 22\n#endif\n"}, "I6: knows the version"),
]
