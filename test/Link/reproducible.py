"""reproducible.py OURO FOLDER: all that is written about the program in FOLDER is the same, run after run.

Each run takes other numbers of processes and shards and another order of files; addresses differ by themselves, if the
system randomises them.
"""
import glob
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

RUNS = 5
REPORTS = "r.sarif", "r.json"


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit("%s: exit %d\n%s" % (" ".join(command), done.returncode, done.stderr.decode()))
    return done.stdout


def content(path):
    with open(path, "rb") as file:
        return file.read()


def without_command(text):
    """Reports say by which command they were made."""
    return re.sub(rb'"(commandLine|arguments)": (".*"|\[[^]]*\])', b"", text)


def reports(folder, ouro, command, *more):
    """What the command says, and what it writes into files."""
    text = run(folder, ouro, command, "--sarif=r.sarif", "--json=r.json", "--min-confidence=possible", *more)
    return {"text": text, **{name: without_command(content(os.path.join(folder, name))) for name in REPORTS}}


def one_run(ouro, sources, root, chance, folder):
    files = sources[:]
    chance.shuffle(files)
    flags = ["--", "-std=c++20"]
    said = {}
    place = ["--quiet", "--source-root", root]
    for name, value in reports(folder, ouro, "check", *place, "--no-cache", "-j%d" % chance.randint(1, 7), *files,
                               *flags).items():
        said["check " + name] = value
    shards = chance.randint(1, 4)
    for shard in range(1, shards + 1):
        run(folder, ouro, "index", *place, "-j%d" % chance.randint(1, 4), "--min-confidence=possible", "--out", "s",
            "--shard=%d/%d" % (shard, shards), *files, *flags)
    summaries = glob.glob(os.path.join(folder, "s", "*"))
    said.update(("summary " + os.path.basename(name), content(name)) for name in summaries)
    chance.shuffle(summaries)
    for name, value in reports(folder, ouro, "link", "--source-root", root, "--expect=%d" % len(files),
                               *summaries, *summaries[:2]).items():
        said["link " + name] = value
    return said


def main():
    ouro, root = sys.argv[1:]
    sources = sorted(glob.glob(os.path.join(root, "*.cpp")))[::2]
    assert len(sources) > 9, "too few files to compare anything"
    first = None
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "run")  # reports name it
        for seed in range(RUNS):
            os.mkdir(folder)
            said = one_run(ouro, sources, root, random.Random(seed), folder)
            shutil.rmtree(folder)
            assert said["check text"].count(b"[ouro-") > 3, said["check text"].decode()
            first = first or said
            different = sorted(name for name in said.keys() | first.keys() if said.get(name) != first.get(name))
            if different:
                sys.exit("run %d differs from the first in: %s" % (seed, ", ".join(different)))
    print("%d times the same %d outputs" % (RUNS, len(first)))


main()
