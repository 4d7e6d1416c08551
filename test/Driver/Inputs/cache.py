"""cache.py OURO FOLDER: what `ouro check` keeps between runs, and when it is used again."""
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

OURO, FOLDER = sys.argv[1], sys.argv[2]
LEAK = 'extern "C" void *malloc(unsigned long);\nvoid %s() { void *p = malloc(4); }\n'


class Project:
    """Some files, their compile database and a cache of their own."""

    def __init__(self, name, files, flags=()):
        self.folder = os.path.join(FOLDER, name)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.cache = os.path.join(self.folder, "cache")
        self.flags = list(flags)
        self.ouro = OURO
        os.makedirs(os.path.join(self.folder, ".git"))  # the source root
        for file, text in files.items():
            self.put(file, text)
        self.sources = [file for file in files if file.endswith(".cpp")]
        self.describe()

    def path(self, file):
        return os.path.join(self.folder, file)

    def put(self, file, text, age=100):
        """Old enough to be settled: what was just written is read again in any case."""
        os.makedirs(os.path.dirname(self.path(file)), exist_ok=True)
        with open(self.path(file), "w", encoding="utf-8") as out:
            out.write(text)
        os.utime(self.path(file), (time.time() - age,) * 2)

    def describe(self):
        entries = [{"directory": self.folder, "file": self.path(file),
                    "arguments": ["c++", "-std=c++20", *self.flags, "-c", self.path(file)]} for file in self.sources]
        self.put("compile_commands.json", json.dumps(entries))

    def run(self, *arguments, **how):
        process = subprocess.run([self.ouro, "check", "-j2", "--verbose", "--cache", self.cache, *arguments], cwd=self.folder,
                                 capture_output=True, text=True, check=False, **how)
        return process.returncode, process.stdout, process.stderr

    def analysed(self, *arguments):
        """How many files were analysed; the report must be what it would be without a cache."""
        status, report, said = self.run(*arguments)
        fresh = subprocess.run([self.ouro, "check", "-j2", "--no-cache", *arguments], cwd=self.folder, capture_output=True,
                               text=True, check=False)
        assert (status, report) == (fresh.returncode, fresh.stdout), f"{report}\n--- without the cache:\n{fresh.stdout}"
        counts = re.search(r"note: (\d+) analysed, (\d+) from the cache", said)
        assert int(counts[1]) + int(counts[2]) == len(self.sources)
        return int(counts[1])

    def entries(self, ending=".unit"):
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.cache) for name in names if name.endswith(ending)]


def three(name, **more):
    return Project(name, {"x.h": "struct X { int a; };\n", "y.h": "struct Y { int a; };\n", "a.cpp": '#include "x.h"\n' + LEAK % "a",
                          "b.cpp": '#include "x.h"\nint b;\n', "c.cpp": '#include "y.h"\n' + LEAK % "c"}, **more)


class Reuse(unittest.TestCase):
    def test_nothing_changed(self):
        project = three("same")
        self.assertEqual(project.analysed(), 3)
        self.assertEqual(project.analysed(), 0)
        self.assertIn("2 findings", project.run()[1])

    def test_exactly_the_dependents_of_a_header(self):
        project = three("header")
        project.analysed()
        project.put("x.h", "struct X { int a, b; };\n")
        self.assertEqual(project.analysed(), 2)
        project.put("y.h", "struct Z { int a; };\n")  # as long as before
        self.assertEqual(project.analysed(), 1)
        project.put("y.h", "struct Z { int a; };\n", age=50)  # touched
        self.assertEqual(project.analysed(), 0)
        os.remove(project.path("y.h"))
        self.assertEqual(project.analysed(), 1)
        self.assertEqual(project.analysed(), 0, "a result with compile errors is one")
        project.put("y.h", "struct Y { int a; };\n")
        self.assertEqual(project.analysed(), 1)

    def test_a_header_that_appears_earlier_in_the_path(self):
        project = Project("appears", {"first/none.h": "", "third/none.h": "", "second/x.h": "", "a.cpp": "#include <x.h>\n", "b.cpp": ""},
                          ["-Ifirst", "-Isecond", "-Ithird"])
        project.analysed()
        project.put("third/x.h", "")
        self.assertEqual(project.analysed(), 0)
        project.put("first/x.h", LEAK % "x")
        self.assertEqual(project.analysed(), 1)

    def test_settings(self):
        project = three("settings")
        project.analysed()
        project.put(".clang-tidy", "Checks: '-*,ouro-*'\nCheckOptions:\n  ouro-unreleased-resource.MinConfidence: certain\n")
        self.assertEqual(project.analysed(), 3)
        project.put(".clang-tidy", "Checks: '-*,ouro-*,bugprone-*'\nCheckOptions:\n  ouro-unreleased-resource.MinConfidence: certain\n"
                                   "  bugprone-x.y: z\n")
        self.assertEqual(project.analysed(), 0, "what is about other checks changes nothing")
        self.assertEqual(project.analysed("--min-confidence=possible"), 3)
        self.assertEqual(project.analysed("--checks=ouro-refcount-cycle"), 3)
        self.assertEqual(project.analysed("--header-filter=x"), 3)

    def test_flags(self):
        project = three("flags")
        project.analysed()
        project.flags = ["-DX"]
        project.describe()
        self.assertEqual(project.analysed(), 3)
        project.flags = []
        project.describe()
        self.assertEqual(project.analysed(), 0, "both ways are kept")

    def test_models(self):
        project = three("models")
        model = ('{"version": 1, "resources": [{"kind": "session", "noun": "session", "release": "put", "valid": "> 0", "cwe": 772}],'
                 '"calls": [{"names": ["%s"], "effects": [{"acquire": "session"}]}]}')
        project.put("m.json", model % "get")
        before = project.run("--models=m.json")
        if before[0] == 2:
            self.fail(before[2])
        self.assertEqual(project.analysed("--models=m.json"), 0)
        project.put("m.json", model % "make")
        self.assertEqual(project.analysed("--models=m.json"), 3)

    def test_another_program(self):
        project = three("tool")
        project.analysed()
        project.ouro = project.path("ouro")
        shutil.copy(OURO, project.ouro)
        self.assertEqual(project.analysed(), 0, "the same program elsewhere")
        with open(project.ouro, "ab") as program:
            program.write(b"\0")
        self.assertEqual(project.analysed(), 3)

    def test_failures_are_not_kept(self):
        project = Project("failure", {"a.cpp": "#pragma clang __debug parser_crash\n", "b.cpp": ""})
        self.assertEqual(project.run()[0], 3)
        self.assertEqual(len(project.entries()), 1)
        status, report, said = project.run()
        self.assertEqual(status, 3)
        self.assertIn("1 analysed, 1 from the cache", said)
        self.assertIn("1 translation unit could not be analysed", report)


class Damage(unittest.TestCase):
    def test_truncated_and_changed_entries(self):
        project = Project("damage", {"a.cpp": LEAK % "a", "b.cpp": ""})
        project.analysed()
        _, wanted, _ = project.run()
        entry = max(project.entries(), key=os.path.getsize)
        with open(entry, "rb") as file:
            whole = file.read()
        for cut in range(0, len(whole), 97):
            broken = whole[:cut] if cut % 2 else whole[:cut] + bytes([whole[cut] ^ 1]) + whole[cut + 1:]
            with open(entry, "wb") as file:
                file.write(broken)
            status, report, said = project.run()
            self.assertEqual((status, report), (1, wanted), f"at {cut} of {len(whole)} bytes")
            self.assertIn("1 analysed, 1 from the cache", said, f"at {cut} of {len(whole)} bytes")
            with open(entry, "rb") as file:
                self.assertEqual(len(file.read()), len(whole), "it was not repaired")

    def test_killed_at_any_moment(self):
        project = Project("killed", {f"{n}.cpp": LEAK % f"f{n}" for n in range(6)})
        start = time.monotonic()
        _, wanted, _ = project.run()
        took = time.monotonic() - start
        chance = random.Random(6)
        for _ in range(100):
            shutil.rmtree(project.cache, ignore_errors=True)
            process = subprocess.Popen([OURO, "check", "-j2", "--cache", project.cache], cwd=project.folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, took))
            if chance.random() < 0.5:  # a worker, else the driver
                listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False)
                for pid in listing.stdout.split()[:1]:
                    try:
                        os.kill(int(pid), signal.SIGKILL)
                    except ProcessLookupError:
                        pass
            else:
                process.kill()
            process.wait()
            status, report, _ = project.run()
            self.assertEqual((status, report), (1, wanted))

    def test_two_runs_at_once(self):
        project = Project("twice", {f"{n}.cpp": LEAK % f"f{n}" for n in range(6)})
        _, wanted, _ = project.run("--no-link")
        for _ in range(5):
            shutil.rmtree(project.cache)
            both = [subprocess.Popen([OURO, "check", "-j2", "--no-link", "--cache", project.cache], cwd=project.folder,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
            for process in both:
                report, said = process.communicate()
                self.assertEqual((process.returncode, report), (1, wanted), said)
            self.assertEqual(len(project.entries()), 6)
            self.assertEqual(project.entries(".tmp"), [])

    def full_disk(self):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    def test_full_disk(self):
        project = three("full")
        _, wanted, _ = project.run()
        shutil.rmtree(project.cache)
        status, report, said = project.run(preexec_fn=self.full_disk)
        self.assertEqual((status, report), (1, wanted))
        self.assertEqual(said.count("ouro: warning: results are not kept for the next run: cannot write '"), 1, said)
        self.assertEqual(project.entries() + project.entries(".tmp"), [])
        self.assertEqual(project.analysed(), 3)

    def test_full_disk_while_indexing(self):
        project = three("full-index")
        process = subprocess.run([OURO, "index", "--out", "sums", "--quiet"], cwd=project.folder, capture_output=True, text=True,
                                 preexec_fn=self.full_disk, check=False)
        self.assertEqual(process.returncode, 2)
        self.assertRegex(process.stderr, r"ouro: error: cannot write '.*\.ousum': ")
        self.assertEqual(os.listdir(project.path("sums")), [])

    def test_a_folder_that_cannot_be_written(self):
        project = three("unwritable")
        project.put("cache", "a file")
        status, report, said = project.run()
        self.assertEqual(status, 1)
        self.assertEqual(said.count("results are not kept"), 1, said)


class Age(unittest.TestCase):
    def setUp(self):
        self.project = three("age")
        self.project.analysed()
        self.mark = os.path.join(self.project.cache, "swept")

    def age(self, days, files):
        for file in files:
            os.utime(file, (time.time() - days * 86400,) * 2)

    def test_what_nobody_uses_goes(self):
        self.age(31, self.project.entries()[:2])
        self.age(29, self.project.entries()[2:])
        leftover = self.project.entries()[0] + ".123456.tmp"
        with open(leftover, "w", encoding="utf-8"):
            pass
        other = os.path.join(self.project.cache, "mine.tmp")
        with open(other, "w", encoding="utf-8"):
            pass
        self.age(2, [leftover, other])
        self.project.sources = []
        self.project.put("d.cpp", "")
        self.project.sources = ["d.cpp"]
        self.project.describe()
        self.project.analysed()
        self.assertEqual(len(self.project.entries()), 4, "swept twice on one day")
        self.age(2, [self.mark])
        self.project.analysed()
        self.assertEqual(len(self.project.entries()), 2)
        self.assertFalse(os.path.exists(leftover))
        self.assertTrue(os.path.exists(other), "not of the cache's making")

    def test_what_is_used_stays(self):
        self.age(31, self.project.entries())
        self.age(2, [self.mark])
        self.assertEqual(self.project.analysed(), 0)
        self.assertEqual(len(self.project.entries()), 3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
