"""Runs the static half of the oracle: a file or a compile database goes in,
results come out, the same for both hosts of the checks.

  driver   `ouro check --sarif FILE ...`, read as SARIF 2.1.0
  tidy     `clang-tidy -load=PLUGIN -checks=-*,ouro-* ...`, read as text
"""
import collections
import json
import os
import re
import subprocess
import tempfile
from urllib.parse import unquote, urlparse

# places: [(path, line), ...]; the primary location comes first.
Result = collections.namedtuple("Result", "rule message places")


class AnalyserError(Exception):
    """The tool itself failed: neither a finding nor silence."""


DIAGNOSTIC = re.compile(r"^(/[^:]+):(\d+):\d+: (warning|error|note): (.*?)(?: \[([\w.,-]+)\])?$")


def read_sarif(path):
    try:
        with open(path, encoding="utf-8") as handle:
            log = json.load(handle)
    except (OSError, ValueError) as error:
        raise AnalyserError("no SARIF in '%s': %s" % (path, error)) from error
    results = []
    for run in log["runs"]:
        for result in run.get("results") or []:
            if result.get("suppressions"):
                continue
            places = []
            flows = [step.get("location") for flow in result.get("codeFlows") or []
                     for thread in flow.get("threadFlows") or []
                     for step in thread.get("locations") or []]
            for location in [*result.get("locations", []), *result.get("relatedLocations", []), *flows]:
                physical = (location or {}).get("physicalLocation") or {}
                uri = (physical.get("artifactLocation") or {}).get("uri")
                line = (physical.get("region") or {}).get("startLine")
                if uri and line:
                    places.append((unquote(urlparse(uri).path), line))
            results.append(Result(result["ruleId"], result["message"]["text"], places))
    return results


def read_text(text):
    """Diagnostics of our checks, each with the places of its notes."""
    results, open_result = [], None
    for line in text.splitlines():
        match = DIAGNOSTIC.match(line)
        if not match:
            continue
        path, number, severity, message, names = match.groups()
        if severity == "note":
            if open_result:
                open_result.places.append((path, int(number)))
            continue
        rule = next((n for n in (names or "").split(",") if n.startswith("ouro-")), None)
        open_result = Result(rule, message, [(path, int(number))]) if rule else None
        if open_result:
            results.append(open_result)
        elif severity == "error":
            raise AnalyserError("compiler error: " + line)
    return results


class Analyser:
    """host: "driver" or "tidy"; command: the program and its first arguments."""

    def __init__(self, host, command):
        if host not in ("driver", "tidy"):
            raise ValueError("unknown host '%s'; expected driver or tidy" % host)
        self.host, self.command = host, command

    def _run(self, arguments, accepted):
        done = subprocess.run(self.command + arguments, capture_output=True, text=True, check=False)
        if done.returncode not in accepted:
            raise AnalyserError("'%s' exited with %d\n%s" % (
                " ".join(self.command + arguments), done.returncode, (done.stderr or done.stdout).strip()))
        return done.stdout

    def check_file(self, path, flags):
        """Results for one file that is compiled with the given flags."""
        if self.host == "tidy":
            return read_text(self._run([path, "--", *flags], (0,)))
        with tempfile.TemporaryDirectory() as directory:
            sarif = os.path.join(directory, "out.sarif")
            self._run(["check", "--no-cache", "--sarif", sarif, path, "--", *flags], (0, 1))
            return read_sarif(sarif)

    def check_database(self, database, sarif, least="likely"):
        """Writes the results of a whole compile database as SARIF, those that are at least `least`."""
        if self.host == "tidy":
            raise ValueError("clang-tidy writes no SARIF; use the driver")
        self._run(["check", "--no-cache", "-p", database, "--sarif", sarif, "--min-confidence=" + least], (0, 1))
