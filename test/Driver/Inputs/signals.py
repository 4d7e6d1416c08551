"""signals.py OURO FOLDER: what the driver does when its reader goes away, when it
is interrupted, and when its standard error is a terminal."""
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import unittest

OURO, FOLDER = sys.argv[1], sys.argv[2]

LEAK = """#include <memory>
struct Peer{n} {{ std::shared_ptr<struct Other{n}> other; }};
struct Other{n} {{ std::shared_ptr<Peer{n}> peer; }};
void link{n}() {{
  auto a = std::make_shared<Peer{n}>();
  a->other = std::make_shared<Other{n}>();
  a->other->peer = a;
}}
"""
SPIN = """constexpr unsigned long spin() {
  unsigned long sum = 0;
  for (unsigned long i = 0; i < 4000000000000; ++i) sum += i;
  return sum;
}
constexpr unsigned long result = spin();
"""


def project(name, files, flags=()):
    folder = os.path.join(FOLDER, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    entries = []
    for file, text in files.items():
        path = os.path.join(folder, file)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        entries.append({"directory": folder, "file": path, "arguments": ["c++", "-std=c++20", *flags, path]})
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as out:
        json.dump(entries, out)
    return folder


def workers_of(parent):
    """Process ids of the children of `parent` that are workers."""
    listing = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in listing.stdout.splitlines() if line.rstrip().endswith(" ouro-worker")]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as status:
            return status.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def read_terminal(folder, *arguments):
    """Runs `ouro check` with a terminal as stderr (and, if asked, stdout)."""
    master, slave = pty.openpty()
    process = subprocess.Popen([OURO, "check", *arguments], cwd=folder, stderr=slave, stdout=slave, stdin=subprocess.DEVNULL,
                               env={**os.environ, "TERM": "xterm"})
    os.close(slave)
    seen = b""
    while True:
        ready, _, _ = select.select([master], [], [], 120)
        try:
            chunk = os.read(master, 65536) if ready else b""
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(master)
    return process.wait(), seen.decode()


class Pipes(unittest.TestCase):
    def test_closed_reader_is_quiet_and_files_are_still_written(self):
        # More text than a pipe holds, so that the write really fails.
        text = "".join(LEAK.format(n=n) for n in range(150))
        folder = project("pipe", {"a.cpp": text})
        process = subprocess.Popen([OURO, "check", "--quiet", "--sarif=r.sarif"], cwd=folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.assertIn(b"warning", process.stdout.readline())
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(), 1)
        self.assertEqual(errors, b"")
        with open(os.path.join(folder, "r.sarif"), encoding="utf-8") as sarif:
            self.assertEqual(len(json.load(sarif)["runs"][0]["results"]), 150)

    def test_closed_stderr_is_no_crash(self):
        folder = project("stderr", {"a.cpp": LEAK.format(n=1)})
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.run([OURO, "check"], cwd=folder, stdout=subprocess.PIPE, stderr=writer, check=False)
        os.close(writer)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"1 finding ", process.stdout)


class Interruption(unittest.TestCase):
    def interrupt(self, number):
        folder = project("interrupt", {f"{name}.cpp": SPIN for name in "abc"}, ["-fconstexpr-steps=4294967295"])
        process = subprocess.Popen([OURO, "check", "-j2", "--sarif=r.sarif"], cwd=folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while len(workers := workers_of(process.pid)) < 2:
            self.assertLess(time.monotonic(), deadline, "no workers were started")
            time.sleep(0.02)
        process.send_signal(number)
        out, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 128 + number)
        self.assertEqual(out, b"")
        self.assertIn(b"ouro: error: interrupted; no report was written", errors)
        self.assertEqual([pid for pid in workers if is_alive(pid)], [])
        self.assertEqual(sorted(os.listdir(folder)), ["a.cpp", "b.cpp", "c.cpp", "compile_commands.json"])

    def test_interrupt(self):
        self.interrupt(signal.SIGINT)

    def test_terminate(self):
        self.interrupt(signal.SIGTERM)

    def test_interrupt_after_a_result_was_kept(self):
        folder = project("kept", {"a.cpp": "int a;\n", "b.cpp": SPIN}, ["-fconstexpr-steps=4294967295"])
        cache = os.path.join(folder, "cache")
        process = subprocess.Popen([OURO, "check", "-j2", "--cache", cache], cwd=folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not any(name.endswith(".unit") for _, _, names in os.walk(cache) for name in names):
            self.assertLess(time.monotonic(), deadline, "nothing was kept")
            time.sleep(0.02)
        workers = workers_of(process.pid)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (128 + signal.SIGINT, b""))
        self.assertIn(b"ouro: error: interrupted; no report was written", errors)
        self.assertEqual([pid for pid in workers if is_alive(pid)], [])

    def test_killed_driver_takes_its_workers_along(self):
        folder = project("killed", {f"{name}.cpp": SPIN for name in "ab"}, ["-fconstexpr-steps=4294967295"])
        process = subprocess.Popen([OURO, "check", "-j2"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while len(workers := workers_of(process.pid)) < 2:
            self.assertLess(time.monotonic(), deadline, "no workers were started")
            time.sleep(0.02)
        time.sleep(0.5)  # past their first steps, in which they tie themselves to us
        process.kill()
        process.wait()
        deadline = time.monotonic() + 20
        while any(map(is_alive, workers)):
            self.assertLess(time.monotonic(), deadline, "workers outlive a killed driver")
            time.sleep(0.05)


class Terminal(unittest.TestCase):
    def test_progress_on_a_terminal_only(self):
        folder = project("terminal", {f"{name}.cpp": LEAK.format(n=name) for name in "abc"})
        status, seen = read_terminal(folder, "-j1")
        self.assertEqual(status, 1)
        lines = re.findall(r"\r\x1b\[K(\[\d+/3\] \d+% eta \d+:\d\d \w\.cpp)", seen)
        self.assertEqual([line.split()[:2] for line in lines], [["[1/3]", "33%"], ["[2/3]", "66%"], ["[3/3]", "100%"]])
        self.assertIn("\x1b[", seen.split("[3/3]")[1], "no colours on a terminal")
        piped = subprocess.run([OURO, "check"], cwd=folder, capture_output=True, text=True, check=False)
        self.assertNotIn("eta", piped.stderr)
        self.assertNotIn("\x1b", piped.stdout + piped.stderr)

    def test_quiet_and_no_color(self):
        folder = project("quiet", {"a.cpp": LEAK.format(n=1)})
        os.environ["NO_COLOR"] = "1"
        self.addCleanup(os.environ.pop, "NO_COLOR")
        _, seen = read_terminal(folder, "--quiet")
        self.assertNotIn("eta", seen)
        self.assertNotIn("note: using compile database", seen)
        self.assertNotIn("\x1b", seen)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
