"""Budgets with a ratchet: header 150 lines, source 400, function 60.

budgets.baseline lists what is over budget and accepted, as "<lines> <where>".
Only what newly crosses a budget or grows fails, and so does an entry that could
shrink: the list gets shorter, never longer.
"""
import ast
import re

from tree import without_comments_and_strings

HEADER, SOURCE, FUNCTION = 150, 400, 60
BASELINE = "test/Shape/budgets.baseline"
HEAD_OF_TYPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


def cpp_functions(text):
    """Yields (name, first line, number of lines) of every function body that is
    not inside another one. Works on clang-formatted code, without a parser: a
    brace opens a function if the declaration before it has a parameter list."""
    code = without_comments_and_strings(text)
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", lambda m: re.sub(r"[^\n]", " ", m[0]), code, flags=re.M)
    open_braces = []  # for each open brace: None, or (name, line) if it opens a function
    begin = 0         # of the declaration before the next brace
    for match in re.finditer(r"[{};]", code):
        at, token = match.start(), match[0]
        inside = any(open_braces)
        if token == "{":
            head = code[begin:at]
            # An annotation of a class is no parameter list.
            name = re.search(r"([~\w:]+|operator\W+)\s*\(", re.sub(r"\bOURO_[A-Z_]+\([^()]*\)", "", head))
            is_type = HEAD_OF_TYPE.search(head.split("(")[0])
            starts = not inside and name and not (is_type and ")" not in head)
            line = code.count("\n", 0, begin + len(head) - len(head.lstrip())) + 1
            open_braces.append((name[1], line) if starts else None)
        elif token == "}" and open_braces:
            function = open_braces.pop()
            if function:
                yield function[0], function[1], code.count("\n", 0, at) + 2 - function[1]
        begin = at + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def over_budget(tree):
    """{where: (lines, budget, line)} for everything over its budget."""
    found = {}
    files = tree.matching(("checks/", "tools/", "runtime/"), (".h", ".hpp", ".cpp", ".c", ".py"))
    files += [f for f in tree.matching(("test/",), ("Test.cpp", ".py"))]
    for file in files:
        text = tree.text(file)
        budget = HEADER if file.endswith((".h", ".hpp")) else SOURCE
        lines = text.count("\n")
        if lines > budget:
            found[file] = (lines, budget, 1)
        functions = python_functions(text) if file.endswith(".py") else cpp_functions(text)
        for name, line, length in functions:
            if length > FUNCTION:
                found[f"{file}:{name}"] = (length, FUNCTION, line)
    return found


def violations(tree):
    accepted = {}
    for row in tree.text(BASELINE).splitlines():
        if row and not row.startswith("#"):
            lines, where = row.split(maxsplit=1)
            accepted[where] = int(lines)
    current = over_budget(tree)
    found = []
    for where, (lines, budget, line) in sorted(current.items()):
        limit = accepted.get(where, budget)
        if lines > limit:
            found.append(f"{where.split(':')[0]}:{line}: {where} has {lines} lines, the budget is {limit}; split it")
    for where, limit in sorted(accepted.items()):
        lines = current.get(where, (0,))[0]
        if lines < limit:
            way = f"lower its entry to {lines}" if lines else "remove its entry"
            found.append(f"{BASELINE}: {where} is accepted with {limit} lines and needs less; {way}")
    return found


def _long_function(lines):
    return "namespace a {\nint f(int X) {\n" + "  if (X) { ++X; }\n" * (lines - 3) + "  return X;\n}\n}\n"


PLANTS = [
    ({"checks/Facts/Planted.h": "\n" * 151}, "has 151 lines, the budget is 150"),
    ({"checks/Facts/Planted.cpp": "\n" * 401}, "has 401 lines, the budget is 400"),
    ({"checks/Facts/Planted.cpp": _long_function(61)}, "Planted.cpp:f has 61 lines"),
    ({"checks/Facts/Planted.cpp": _long_function(61).replace("int f(", "OURO_BORROWS(a) int f(")}, "Planted.cpp:f has 61 lines"),
    ({"test/Facts/PlantedTest.cpp": "TEST(A, B) {\n" + "  f();\n" * 60 + "}\n"}, "has 62 lines"),
    ({"test/Shape/planted.py": "def f():\n" + "    pass\n" * 60}, "planted.py:f has 61 lines"),
    ({BASELINE: "200 checks/Facts/Planted.h\n", "checks/Facts/Planted.h": "\n" * 201}, "the budget is 200"),
    ({BASELINE: "200 checks/Facts/Planted.h\n", "checks/Facts/Planted.h": "\n" * 190}, "lower its entry to 190"),
    ({BASELINE: "200 checks/Facts/Gone.h\n"}, "remove its entry"),
]
