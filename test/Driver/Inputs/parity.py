"""parity.py OURO PLUGIN CLANG_TIDY FOLDER: the same files, configurations and
comments through the driver and through clang-tidy with the plugin."""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unittest

OURO, PLUGIN, TIDY, FOLDER = sys.argv[1:5]
OURS = re.compile(r"^(?P<file>/[^:]+):(?P<line>\d+):(?P<column>\d+): warning: (?P<text>.*) \[(?P<check>ouro-[a-z-]+)[],]")


def leak(name, comment="", above="", below="", kids=""):
    """A tree with strong parents; `comment` stands on the line that is flagged,
    `kids` on one that only a note points to."""
    return f"""#include <memory>
#include <vector>
struct {name} {{
  std::vector<std::shared_ptr<{name}>> kids; {kids}
{above}
  std::shared_ptr<{name}> up; {comment}
{below}
}};
inline void link{name}() {{
  auto root = std::make_shared<{name}>();
  root->kids.push_back(std::make_shared<{name}>());
  root->kids[0]->up = root;
}}
"""


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
    entries = [{"directory": folder, "file": os.path.join(folder, name),
                "arguments": ["c++", "-std=c++20", "-isystem", os.path.join(folder, "system"), os.path.join(folder, name)]}
               for name in files if name.endswith(".cpp")]
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as out:
        json.dump(entries, out)


def by_plugin(folder, files, *options):
    seen = set()
    for file in files:
        run = subprocess.run([*shlex.split(TIDY), f"-load={PLUGIN}", "--quiet", "-p", folder, *options, os.path.join(folder, file)],
                             capture_output=True, text=True, check=False,
                             cwd=folder)  # clang-tidy 19 takes the header filter from here: llvm-project#118009
        for line in run.stdout.splitlines():
            if match := OURS.match(line):
                seen.add((os.path.realpath(match["file"]), int(match["line"]), int(match["column"]), match["check"], match["text"]))
    return sorted(seen)


def by_driver(folder, files, *options, cwd=None):
    # clang-tidy sees each file on its own.
    run = subprocess.run([OURO, "check", "--no-link", "--json=-", "-p", folder, *options, *(os.path.join(folder, file) for file in files)],
                         capture_output=True, text=True, check=False, cwd=cwd or folder)
    if run.returncode not in (0, 1):
        raise AssertionError(run.stderr + run.stdout)
    report = json.loads(run.stdout)
    shown, silenced = [], {}
    for finding in report["findings"]:
        place = finding["where"]
        row = (os.path.realpath(place["file"]), place["line"], place["column"], finding["rule"])
        if finding.get("suppression"):
            silenced[os.path.basename(row[0]), row[1]] = finding["suppression"].get("reason", "")
        else:
            shown.append(row)
    return sorted(shown), silenced


class Parity(unittest.TestCase):
    def compare(self, files, tidy_options=(), driver_options=()):
        """Returns what both showed, as (file name, line), and the silenced ones."""
        folder = os.path.realpath(os.path.join(FOLDER, self.id().rsplit(".", 1)[1]))
        write(folder, files)
        sources = [name for name in files if name.endswith(".cpp")]
        plugin = by_plugin(folder, sources, *tidy_options)
        shown, silenced = by_driver(folder, sources, *driver_options)
        self.assertEqual(shown, [row[:4] for row in plugin])
        elsewhere = by_driver(folder, sources, *driver_options, cwd=os.path.dirname(folder))
        self.assertEqual((shown, silenced), elsewhere, "the driver's result depends on where it is started")
        return [(os.path.relpath(row[0], folder), row[1]) for row in shown], silenced

    def test_plain(self):
        shown, silenced = self.compare({".clang-tidy": "Checks: '-*,ouro-*'", "a.cpp": leak("P")})
        self.assertEqual((shown, silenced), ([("a.cpp", 6)], {}))

    def test_nolint_in_all_forms(self):
        files = {
            ".clang-tidy": "Checks: '-*,ouro-*'",
            "bare.cpp": leak("A", "// NOLINT"),
            "named.cpp": leak("B", "// NOLINT(ouro-refcount-cycle): reset in close()"),
            "glob.cpp": leak("C", "// NOLINT(ouro-*) -- one for ever"),
            "list.cpp": leak("D", "/* NOLINT(bugprone-x, ouro-refcount-cycle) by design */"),
            "next.cpp": leak("E", above="  // NOLINTNEXTLINE(ouro-refcount-cycle): see close()"),
            "block.cpp": leak("F", above="  // NOLINTBEGIN(ouro-refcount-cycle): a whole block", below="  // NOLINTEND(ouro-refcount-cycle)"),
            "other.cpp": leak("G", "// NOLINT(bugprone-*): not ours"),
            "wrong-line.cpp": leak("H", below="  // NOLINT"),
            "next-too-early.cpp": leak("I", above="  // NOLINTNEXTLINE\n"),
            "note.cpp": leak("L", kids="// NOLINT: beside a note only"),
            "closed.cpp": leak("J", above="  // NOLINTBEGIN\n  // NOLINTEND"),
            "inner.cpp": leak("K", above="  // NOLINTBEGIN(ouro-*): outer\n  // NOLINTBEGIN(bugprone-*)\n  // NOLINTEND(bugprone-*)",
                              below="  // NOLINTEND(ouro-*)"),
        }
        shown, silenced = self.compare(files)
        self.assertEqual({name for name, _ in shown}, {"other.cpp", "wrong-line.cpp", "next-too-early.cpp", "closed.cpp", "note.cpp"})
        self.assertEqual({name: reason for (name, _), reason in silenced.items()}, {
            "bare.cpp": "", "named.cpp": "reset in close()", "glob.cpp": "one for ever", "list.cpp": "by design",
            "next.cpp": "see close()", "block.cpp": "a whole block", "inner.cpp": "outer"})

    def test_nolint_in_a_header_and_a_macro(self):
        macro = "#define EDGE(T) std::shared_ptr<T> up\n" + leak("N").replace(
            "std::shared_ptr<N> up;", "EDGE(N); // NOLINT(ouro-refcount-cycle): in a macro")
        shown, silenced = self.compare({
            ".clang-tidy": "Checks: '-*,ouro-*'\nHeaderFilterRegex: '.*'",
            "quiet.h": leak("M", "// NOLINT(ouro-refcount-cycle): header"), "a.cpp": '#include "quiet.h"\n', "b.cpp": '#include "quiet.h"\n',
            "macro.cpp": macro})
        self.assertEqual(shown, [])
        self.assertEqual(sorted(silenced.values()), ["header", "in a macro"])

    def test_header_filter(self):
        tree = {"in/a.h": leak("A"), "out/b.h": leak("B"), "system/c.h": leak("C"),
                "m.cpp": '#include "in/a.h"\n#include "out/b.h"\n#include <c.h>\n' + leak("M")}
        for config, expected in {
                "HeaderFilterRegex: '.*'": ["in/a.h", "m.cpp", "out/b.h"],
                "HeaderFilterRegex: '/in/'": ["in/a.h", "m.cpp"],
                "HeaderFilterRegex: '.*'\nExcludeHeaderFilterRegex: '/in/'": ["m.cpp", "out/b.h"],
                "HeaderFilterRegex: '.*'\nSystemHeaders: true": ["in/a.h", "m.cpp", "out/b.h"]}.items():
            with self.subTest(config):
                shown, _ = self.compare({".clang-tidy": "Checks: '-*,ouro-*'\n" + config, **tree})
                self.assertEqual([name for name, _ in shown], expected)
        shown, _ = self.compare({".clang-tidy": "Checks: '-*,ouro-*'", **tree}, ["-header-filter=out"], ["--header-filter=out"])
        self.assertEqual([name for name, _ in shown], ["m.cpp", "out/b.h"])

    def test_checks_by_folder(self):
        shown, _ = self.compare({
            ".clang-tidy": "Checks: '-*,ouro-*'", "a.cpp": leak("A"),
            "off/.clang-tidy": "Checks: '-ouro-refcount-cycle'\nInheritParentConfig: true", "off/b.cpp": leak("B"),
            "on/.clang-tidy": "Checks: '-*,ouro-refcount-cycle'", "on/c.cpp": leak("C")})
        self.assertEqual([name for name, _ in shown], ["a.cpp", "on/c.cpp"])

    def test_options_by_folder(self):
        # Nothing stores the edges: how sure one can be depends on the types only.
        unsure = leak("U").split("inline")[0]
        config = "CheckOptions:\n  ouro-refcount-cycle.MinConfidence: "
        files = {".clang-tidy": "Checks: '-*,ouro-*'", "default.cpp": unsure}
        for level in ("possible", "likely", "certain"):
            files[f"{level}/.clang-tidy"] = f"InheritParentConfig: true\n{config}{level}\n"
            files[f"{level}/{level}.cpp"] = unsure
        shown, _ = self.compare(files)
        names = [os.path.basename(name) for name, _ in shown]
        self.assertIn("possible.cpp", names)
        self.assertNotIn("certain.cpp", names)
        shown, _ = self.compare(files, ['--config={Checks: "-*,ouro-*", CheckOptions: {ouro-refcount-cycle.MinConfidence: certain}}'],
                                ["--min-confidence=certain"])
        self.assertEqual(shown, [])

    def test_extra_arguments(self):
        guarded = "#ifdef LEAK\n" + leak("X") + "#endif\n#ifdef __clang_analyzer__\n" + leak("Y") + "#endif\n"
        shown, _ = self.compare({".clang-tidy": "Checks: '-*,ouro-*'\nExtraArgs: ['-DLEAK']", "a.cpp": guarded})
        self.assertEqual(len(shown), 2)
        shown, _ = self.compare({".clang-tidy": "Checks: '-*,ouro-*'\nExtraArgsBefore: ['-DLEAK', '-DOTHER']", "a.cpp": guarded})
        self.assertEqual(len(shown), 2)

    def test_command_line_checks(self):
        shown, _ = self.compare({".clang-tidy": "Checks: '-*,ouro-*'", "a.cpp": leak("A")}, ["--checks=-ouro-refcount-cycle"],
                                ["--checks=-ouro-refcount-cycle"])
        self.assertEqual(shown, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
