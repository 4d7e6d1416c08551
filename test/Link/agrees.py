"""Linking the summary of one TU finds what the TU's own check finds (invariant I11).

  agrees.py OURO FLAGS FILE...   FLAGS: one argument, for all files

Every finding of `ouro check --no-link` at every confidence has to be among those of
`ouro index` + `ouro link`, by rule, place and confidence. Rules that judge one TU's
source and not the program (TU_ONLY) are the check's alone.
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

TU_ONLY = {"ouro-annotation", "ouro-untraced-hold"}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1, 3):
        sys.exit("%s: exit %d\n%s" % (" ".join(command), done.returncode, done.stderr))
    return done.stdout


def findings(report):
    return {(f["rule"], f["where"]["file"], f["where"]["line"], f["confidence"])
            for f in json.loads(report)["findings"] if f["rule"] not in TU_ONLY}


def main():
    ouro, flags, files = sys.argv[1], shlex.split(sys.argv[2]), sys.argv[3:]
    lost, seen = [], 0
    for file in files:
        own_flags = [flag for flag in flags if not (file.endswith(".c") and flag.startswith("-std=c++"))]
        with tempfile.TemporaryDirectory() as folder:
            root = ["--source-root", os.path.dirname(file)]
            own = findings(run(ouro, "check", "--quiet", *root, "--no-link", "--no-cache", "--json", "-",
                               "--min-confidence=possible", file, "--", *own_flags))
            run(ouro, "index", "--quiet", *root, "--min-confidence=possible", "--out", folder, file, "--", *own_flags)
            linked = findings(run(ouro, "link", *root, "--json", "-", folder))
        seen += len(own)
        lost += sorted(own - linked)
    print("%d findings in %d files" % (seen, len(files)))
    if not seen:
        sys.exit("nothing was found at all: this test compared nothing")
    if lost:
        sys.exit("lost by linking:\n" + "\n".join("%s %s:%d %s" % one for one in lost))


main()
