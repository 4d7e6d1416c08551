"""tools/dev/new_rule.py on a copy of the tree: the manifest holds, the adapter compiles,
what cannot be made is refused, and what is left to write is not forgotten.

new_rule_test.py COMPILER FLAGS...
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import manifest
import paths
from tree import Tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILE = sys.argv[1:]


class NewRule(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        for file in Tree(ROOT).files:
            if file.startswith(("checks/", "docs/rules/", "docs/changelog.md", "test/Tidy/", ".clang-format")):
                (self.root / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / file, self.root / file)

    def make(self, *arguments):
        return subprocess.run([sys.executable, ROOT / "tools/dev/new_rule.py", *arguments, "--root", self.root],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def test_siblings(self):
        before = set(manifest.violations(Tree(self.root)))
        done = self.make("ouro-planted-rule", "A planted rule finds nothing.")
        self.assertEqual(done.returncode, 0, done.stdout)
        tree = Tree(self.root)
        self.assertEqual(set(manifest.violations(tree)) - before, set())
        self.assertIn(("PlantedRule", "ouro-planted-rule", "PlantedRule"), manifest.rules(tree))
        unwritten = {line.split(":")[0] for line in paths.violations(tree) if "left-over" in line}
        self.assertLessEqual({"docs/rules/ouro-planted-rule.md", "test/Tidy/ouro-planted-rule/flagged.cpp",
                              "test/Tidy/ouro-planted-rule/clean.cpp"}, unwritten)

    def test_adapter_compiles(self):
        done = self.make("ouro-planted-rule", "A planted rule finds nothing.")
        self.assertEqual(done.returncode, 0, done.stdout)
        for source in ("PlantedRuleCheck.cpp", "Module.cpp"):
            built = subprocess.run([*COMPILE, f"-I{self.root}", f"-I{ROOT / 'runtime/include'}",
                                    self.root / "checks/Tidy" / source],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            self.assertEqual(built.returncode, 0, built.stdout)

    def refused(self, words, *arguments):
        before = {file: (self.root / file).read_bytes() for file in Tree(self.root).files}
        done = self.make(*arguments)
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn(words, done.stdout)
        self.assertEqual(before, {file: (self.root / file).read_bytes() for file in Tree(self.root).files})

    def test_refuses(self):
        self.refused("ids are never reused", "ouro-refcount-cycle", "It stands there already.")
        self.refused("is no name of a rule", "SelfCapture", "A name in the wrong style.")
        self.refused("is no whole sentence", "ouro-planted-rule", "no sentence")
        self.refused("expected numbers", "ouro-planted-rule", "A planted rule.", "--cwe", "many")


if __name__ == "__main__":
    sys.exit(unittest.main(argv=sys.argv[:1], verbosity=0))
