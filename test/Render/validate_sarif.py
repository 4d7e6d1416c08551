#!/usr/bin/env python3
"""Asks others whether SARIF files are good: the JSON schema, by ajv, and
Microsoft's sarif-multitool, kinds Sarif and Gh.

Both come from npm and are kept in --cache (a build directory). Without npm, or
when the packages are neither cached nor in reach, exits with 77, which ctest
shows as "Skipped". Every rule that the multitool reports as error or warning
fails, unless ACCEPTED says why not; --selftest first shows that both validators
refuse a spoiled file, since the multitool exits with 0 whatever it finds."""
import argparse
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys

SKIPPED = 77
PACKAGES = ["@microsoft/sarif-multitool-linux@5.7.0", "ajv@8.17.1", "ajv-formats@3.0.1"]
MULTITOOL = "node_modules/@microsoft/sarif-multitool-linux"

# Rule of the multitool -> why its verdict does not count for us.
ACCEPTED = {}

AJV = r"""
const fs = require('fs'), Ajv = require('ajv/dist/2020'), formats = require('ajv-formats');
const read = f => JSON.parse(fs.readFileSync(f, 'utf8').replace(/^\uFEFF/, ''));
const ajv = new Ajv.default({allErrors: true, strict: false});
formats.default(ajv);
const check = ajv.compile(read(process.argv[2]));
for (const f of process.argv.slice(3))
  if (!check(read(f)))
    for (const e of check.errors)
      console.log(f + ': ' + e.instancePath + ' ' + e.message + ' ' + JSON.stringify(e.params));
"""


def skip(why):
    print("SKIPPED:", why)
    sys.exit(SKIPPED)


def install(cache):
    """Puts PACKAGES under `cache`, or skips the test."""
    done = cache / "installed.json"
    if done.exists() and json.loads(done.read_text()) == PACKAGES:
        return
    if not sys.platform.startswith("linux"):
        skip("the multitool package is for Linux")
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        skip("npm and node are not installed")
    shutil.rmtree(cache / "node_modules", ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "package.json").write_text('{"private": true}\n')
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts",
               "--fetch-retries=1", "--fetch-timeout=60000"] + PACKAGES
    try:
        run = subprocess.run(command, cwd=cache, capture_output=True, text=True, timeout=240)
    except subprocess.TimeoutExpired:
        skip("npm install took longer than 240 s")
    if run.returncode:
        skip("npm install failed, exit %d: %s" % (run.returncode, run.stderr.strip()[-400:]))
    tool = cache / MULTITOOL / "Sarif.Multitool"
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    (cache / "ajv_check.cjs").write_text(AJV)
    done.write_text(json.dumps(PACKAGES))


def by_schema(cache, files):
    schema = cache / MULTITOOL / "sarif-2.1.0.json"
    run = subprocess.run(["node", "ajv_check.cjs", schema] + files, cwd=cache,
                         capture_output=True, text=True, timeout=300)
    if run.returncode:
        return ["ajv failed: " + run.stderr.strip()]
    return run.stdout.splitlines()


def by_multitool(cache, file):
    """The verdict is in the file that the tool writes, not in its exit code."""
    out = cache / (pathlib.Path(file).name + ".verdict")
    out.unlink(missing_ok=True)
    env = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
    run = subprocess.run([cache / MULTITOOL / "Sarif.Multitool", "validate", file, "--rule-kind", "Sarif;Gh",
                          "--level", "Error;Warning;Note", "--output", out, "--log", "ForceOverwrite"],
                         env=env, capture_output=True, text=True, timeout=300)
    if not out.exists():
        return ["%s: the multitool wrote no verdict: %s" % (file, (run.stdout + run.stderr).strip()[-800:])]
    problems = []
    verdicts = json.loads(out.read_text(encoding="utf-8-sig"))["runs"]
    # Of a file that it cannot read the tool reports nothing, and succeeds. Of
    # ours it always notes something: they never embed the sources (SARIF2013).
    if not any(verdict.get("results") for verdict in verdicts):
        problems.append("%s: the multitool noted nothing at all, so it did not read the file" % file)
    for verdict in verdicts:
        rules = verdict["tool"]["driver"].get("rules", [])
        for invocation in verdict.get("invocations", []):
            if not invocation.get("executionSuccessful", True):
                problems.append("%s: the multitool could not finish" % file)
        for result in verdict.get("results", []):
            rule = result.get("ruleId") or rules[result["ruleIndex"]]["id"]
            level = result.get("level", "warning")
            if level in ("error", "warning") and rule.split("/")[0] not in ACCEPTED:
                place = result["locations"][0]["physicalLocation"].get("region", {}).get("startLine", 0)
                problems.append("%s:%s: %s %s: %s" % (file, place, level, rule, json.dumps(result["message"])))
    return problems


def selftest(cache, file):
    """Both validators must refuse copies of `file` that lack something."""
    bad = cache / "spoiled.sarif"

    def refused(validator, spoil, expected):
        log = json.loads(pathlib.Path(file).read_text())
        spoil(log["runs"][0])
        bad.write_text(json.dumps(log))
        problems = "\n".join(validator(str(bad)))
        if expected not in problems:
            sys.exit("%s accepted a spoiled copy of %s (expected %r, found %r): the validation proves nothing"
                     % (validator.__name__, file, expected, problems))

    def schema(path):
        return by_schema(cache, [path])

    def multitool(path):
        return by_multitool(cache, path)

    def bad_column_kind(run):
        run["columnKind"] = "bytes"

    def no_help(run):
        run["tool"]["driver"]["rules"][0].pop("help")

    def bad_line(run):
        run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0

    refused(schema, bad_column_kind, "columnKind")
    refused(schema, bad_line, "startLine")
    refused(multitool, no_help, "error GH")
    refused(multitool, bad_line, "error SARIF")
    refused(multitool, bad_column_kind, "noted nothing")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", required=True, type=pathlib.Path, help="folder for the npm packages")
    parser.add_argument("--emit", help="program that writes SARIF files into the folder it is given")
    parser.add_argument("--selftest", action="store_true", help="show that a spoiled file is refused")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    cache = args.cache.resolve()
    install(cache)
    files = [str(pathlib.Path(f).resolve()) for f in args.files]
    if args.emit:
        folder = cache / "emitted"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        subprocess.run([args.emit, folder], check=True, timeout=60)
        files += sorted(str(f) for f in folder.glob("*.sarif"))
    if not files:
        sys.exit("no SARIF file was given")
    for file in files:
        if not os.path.isfile(file):
            sys.exit("%s: no such file" % file)
    if args.selftest:
        selftest(cache, files[0])
    problems = by_schema(cache, files)
    for file in files:
        problems += by_multitool(cache, file)
    print("\n".join(problems))
    print("%d files, %d problems" % (len(files), len(problems)))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
