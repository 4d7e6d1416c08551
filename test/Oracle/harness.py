"""What the generators of programs have in common: tools that must not fail, the ratchet, the command line."""
import argparse
import contextlib
import json
import os
import subprocess
import tempfile

from analyser import AnalyserError


class ToolError(Exception):
    """A program that is needed to judge failed; says which and how."""


def run(command, **options):
    """What the command prints; ToolError if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise ToolError("'%s' exited with %d\n%s" % (
            " ".join(command), done.returncode, (done.stderr + done.stdout)[:4000]))
    return done.stdout


def percent(part, whole):
    return "%6.1f %%" % (100.0 * part / whole) if whole else "       -"


def recall_of(found, true):
    """In percent; all of nothing is found."""
    return 100.0 * found / true if true else 100.0


def read_ratchet(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def against_ratchet(wanted, what, recall, false):
    """What is worse than the ratchet, as a list of lines. Prints what is better: the recall that must be reached may
    only rise, the false findings that are accepted may only fall."""
    wrong = []
    if recall < wanted["recall_percent"]:
        wrong.append("recall of %s is %.1f %%, the ratchet says %.1f %%" % (what, recall, wanted["recall_percent"]))
    if false > wanted["false_max"]:
        wrong.append("%d are falsely %s, the ratchet allows %d" % (false, what, wanted["false_max"]))
    reached = int(recall * 10) / 10
    if not wrong and (reached > wanted["recall_percent"] or false < wanted["false_max"]):
        print("better than the ratchet: set recall_percent of %s to %.1f and false_max to %d" % (what, reached, false))
    return wrong


def enough_programs(ratchet, programs):
    if programs < ratchet["programs_min"]:
        return ["only %d programs, the ratchet says %d" % (programs, ratchet["programs_min"])]
    return []


def parser_for(document, seed):
    """A parser that has the options of every generator."""
    parser = argparse.ArgumentParser(description=document, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tidy", default="clang-tidy")
    parser.add_argument("--plugin")
    parser.add_argument("--launch", action="append", default=[], help="a word before clang-tidy, e.g. env")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--keep", metavar="DIR", help="write the programs here")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=seed)
    return parser


def exit_status(options, work):
    """Of work(options, directory), which returns what is wrong as a list of lines: 0 nothing, 1 something, 2 a tool
    failed."""
    try:
        keep = contextlib.nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
        with keep as directory:
            wrong = work(options, directory)
    except (ToolError, AnalyserError, OSError, ValueError, subprocess.TimeoutExpired) as error:
        print("ERROR: %s" % error)
        return 2
    for line in wrong:
        print("FAILED: " + line)
    return 1 if wrong else 0
