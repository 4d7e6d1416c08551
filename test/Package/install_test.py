"""Installs the build tree into an empty folder, and uses what is there.

install_test.py CMAKE BUILD MAJOR...   (the preferred major first)
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CMAKE, BUILD, *MAJORS = sys.argv[1:]


def run(*command, expected=0):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != expected:
        raise AssertionError(f"{command} left with {done.returncode}, expected {expected}:\n{done.stdout}")
    return done.stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.prefix = cls.folder / "prefix"
        run(CMAKE, "--install", BUILD, "--prefix", cls.prefix)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def build_consumer(self, name, *options):
        build = self.folder / name
        run(CMAKE, "-S", HERE / "consumer", "-B", build, *options)
        run(CMAKE, "--build", build, "--parallel", "2", "--target", "consumer", "counted")
        self.assertEqual(run(build / "counted"), "2 collected\n")
        return run(build / "consumer")

    def test_files(self):
        expected = ["bin/ouro", "include/ouro/annotations.h", "include/ouro/annotations.def"]
        expected += [f"lib/llvm-{major}/ouro/ouro-tidy.so" for major in MAJORS]
        for file in expected:
            self.assertTrue((self.prefix / file).is_file(), f"{file} was not installed")
        self.assertTrue(list(self.prefix.glob("share/doc/ouro/rules/ouro-*.md")), "the rules' pages are missing")

    def test_driver_finds_its_plugin(self):
        path = run(self.prefix / "bin/ouro", "--print-plugin-path").strip()
        self.assertEqual(pathlib.Path(path).resolve(),
                         (self.prefix / f"lib/llvm-{MAJORS[0]}/ouro/ouro-tidy.so").resolve())

    def test_find_package(self):
        self.assertIn("port 1, 1 owner", self.build_consumer("found", f"-DCMAKE_PREFIX_PATH={self.prefix}"))

    def test_find_package_refuses_another_version(self):
        with self.assertRaisesRegex(AssertionError, "requested version \"99.0\""):
            self.build_consumer("refused", f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DOURO_WANTED=99.0")

    def test_add_subdirectory(self):
        self.assertIn("port 1, 1 owner", self.build_consumer("added", f"-DOURO_RUNTIME_FOLDER={ROOT / 'runtime'}"))

    def test_runtime_builds_and_installs_alone(self):
        build, prefix = self.folder / "runtime", self.folder / "runtime-prefix"
        run(CMAKE, "-S", ROOT / "runtime", "-B", build)
        run(CMAKE, "--build", build, "--parallel", "2")
        run(CMAKE, "--install", build, "--prefix", prefix)
        self.assertIn("port 1, 1 owner", self.build_consumer("alone", f"-DCMAKE_PREFIX_PATH={prefix}"))
        self.assertFalse((prefix / "bin").exists(), "the runtime alone installs no program")


if __name__ == "__main__":
    sys.exit(unittest.main(argv=sys.argv[:1], verbosity=0))
