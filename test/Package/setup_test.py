"""tools/dev/setup: what it would install, and that it installs nothing then.

A fake dpkg-query decides what is installed; a fake apt-get leaves a trace if it
is called at all.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Setup(unittest.TestCase):
    def run_setup(self, installed, *arguments):
        """Runs setup where exactly the packages that match the shell pattern
        `installed` are there; returns (exit code, stdout, apt-get was called)."""
        with tempfile.TemporaryDirectory() as folder:
            trace = os.path.join(folder, "called")
            self.write(folder, "apt-get", f'echo "$@" >> {trace}')
            self.write(folder, "dpkg-query",
                       f'for last; do :; done; case $last in {installed}) printf "ii ";; *) exit 1;; esac')
            environment = dict(os.environ, PATH=folder + os.pathsep + os.environ["PATH"])
            done = subprocess.run([ROOT / "tools/dev/setup", *arguments], env=environment, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            return done.returncode, done.stdout, os.path.exists(trace)

    @staticmethod
    def write(folder, name, body):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + body + "\n")
        os.chmod(path, 0o755)

    def test_nothing_missing(self):
        code, output, called = self.run_setup("*", "--dry-run")
        self.assertEqual((code, called), (0, False), output)
        self.assertIn("nothing to install", output)

    def test_nothing_missing_touches_nothing(self):
        code, output, called = self.run_setup("*")
        self.assertEqual((code, called), (0, False), output)

    def test_dry_run_prints_the_command(self):
        code, output, called = self.run_setup("no-such-package", "--dry-run")
        self.assertEqual((code, called), (3, False), output)
        command = [line for line in output.splitlines() if "apt-get" in line]
        self.assertEqual(len(command), 1, output)
        for package in ("g++", "cmake", "ninja-build", "nlohmann-json3-dev", "clang-tidy-22", "clang-tidy-19"):
            self.assertIn(f" {package} ", command[0] + " ")

    def test_peers_only_on_request(self):
        for flags, wanted in ((["--dry-run"], False), (["--dry-run", "--bench"], True)):
            code, output, called = self.run_setup("no-such-package", *flags)
            self.assertEqual((code, called), (3, False), output)
            self.assertEqual(" nim php-cli " in output, wanted, output)

    def test_only_what_is_missing(self):
        code, output, called = self.run_setup("[!v]*", "--dry-run")
        self.assertEqual((code, called), (3, False), output)
        self.assertIn("missing packages: 1;", output)
        self.assertTrue(output.rstrip().endswith("--no-install-recommends valgrind"), output)

    def test_wrong_usage(self):
        code, output, called = self.run_setup("*", "--dry-rum")
        self.assertEqual((code, called), (2, False), output)
        self.assertIn("'--dry-rum'", output)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=0))
