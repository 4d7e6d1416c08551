"""plan.py OURO FOLDER: `ouro plan`, and what ninja makes of it."""
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unittest

OURO, FOLDER = sys.argv[1], sys.argv[2]
FILES = {"a b/x.h": "struct X {};\n", "a b/y$.h": "struct Y {};\n", "a b/a.cpp": '#include "x.h"\n#include <vector>\n', "a b/b.cpp": '#include "x.h"\n',
         "a b/c.cpp": '#include "y$.h"\nextern "C" void *malloc(unsigned long);\n#ifdef LEAK\nvoid f() { void *p = malloc(1); }\n#endif\n'}


class Plan(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.join(FOLDER, self.id().rsplit(".", 1)[1])
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, ".git"))
        os.makedirs(os.path.join(self.folder, "a b"))
        for name, text in FILES.items():
            self.put(name, text)
        self.describe(("a.cpp",), ("b.cpp",), ("c.cpp",), ("c.cpp", "-DTWO"))

    def put(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as out:
            out.write(text)

    def describe(self, *entries):
        place = os.path.join(self.folder, "a b")
        self.put("compile_commands.json", json.dumps([{"directory": place, "file": name, "arguments": ["c++", *flags, name]}
                                                      for name, *flags in entries]))

    def run_tool(self, *command, status=0):
        process = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(process.returncode, status, process.stdout + process.stderr)
        return process.stdout + process.stderr

    def ninja(self, status=0):
        said = self.run_tool("ninja", "-f", "p.ninja", status=status)
        steps = re.findall(r"^\[\d+/\d+\] (INDEX|LINK|PLAN)(?: .*/(\w)\.cpp'?)?$", said, re.M)
        return sorted(name or step for step, name in steps)

    def test_ninja_repeats_what_is_needed(self):
        self.run_tool(OURO, "plan", "--quiet", "--ninja", "p.ninja", "--out", "sums", "--json", "r.json")
        self.assertEqual(self.ninja(), ["LINK", "a", "b", "c", "c"])
        self.assertEqual(self.ninja(), [])
        time.sleep(1.1)
        self.put("a b/x.h", "struct X { int more; };\n")
        self.assertEqual(self.ninja(), ["LINK", "a", "b"])
        time.sleep(1.1)
        self.put("a b/y$.h", FILES["a b/y$.h"])  # touched: summaries stay, and so does the report
        self.assertEqual(self.ninja(), ["c", "c"])
        self.assertEqual(self.ninja(), [])
        time.sleep(1.1)
        self.describe(("a.cpp",), ("b.cpp",), ("c.cpp", "-DLEAK"))
        self.assertEqual(self.ninja(status=1), ["LINK", "PLAN", "c"])
        with open(os.path.join(self.folder, "r.json"), encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual([finding["rule"] for finding in report["findings"]], ["ouro-unreleased-resource"])
        self.assertEqual(len(report["units"]), 3)

    def test_commands(self):
        self.describe(("a.cpp",), ("b.cpp",), ("c.cpp", "-DLEAK"), ("c.cpp",))
        text = self.run_tool(OURO, "plan", "--quiet", "--commands", "--out", "s u m", "--min-confidence=likely")
        self.assertEqual([re.search(r" (index|link) ", line)[1] for line in text.splitlines()], ["index"] * 4 + ["link"])
        self.put("all.sh", text)
        self.assertIn("1 finding ", self.run_tool("sh", "all.sh", status=1))
        # Any order will do.
        lines = text.splitlines()
        shutil.rmtree(os.path.join(self.folder, "s u m"))
        self.put("all.sh", "\n".join(lines[3::-1] + lines[4:]) + "\n")
        self.assertIn("1 finding ", self.run_tool("sh", "all.sh", status=1))

    def test_what_does_not_fit(self):
        for arguments, wanted in ((["--out=s"], "needs either --ninja and a file, or --commands"),
                                  (["--commands"], "needs --out"),
                                  (["--ninja=p.ninja", "--out=s"], "--ninja needs --sarif or --json"),
                                  (["--commands", "--out=s", "--sarif=-"], "name files")):
            self.assertIn("ouro: error: ", said := self.run_tool(OURO, "plan", *arguments, status=2))
            self.assertIn(wanted, said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
