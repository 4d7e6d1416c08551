"""The files of the repository as the shape rules see them, and planted defects."""
import contextlib
import functools
import os
import pathlib
import re
import subprocess


class Tree:
    """Reads the files below `root` that git tracks or would track; without git,
    all but build folders and dotted ones."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()

    @functools.cached_property
    def files(self):
        """Paths relative to the root, sorted, with forward slashes."""
        if (self.root / ".git").exists():
            command = ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
            listed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split("\0")
            return sorted({name for name in listed if name and (self.root / name).is_file()})
        found = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = [f for f in folders if f[0] != "." and f != "__pycache__" and not f.startswith("build")]
            found += [(pathlib.Path(folder) / name).relative_to(self.root).as_posix() for name in names]
        return sorted(found)

    def matching(self, folders, suffixes):
        """Files below one of `folders` with one of `suffixes`."""
        return [f for f in self.files if f.startswith(tuple(folders)) and f.endswith(tuple(suffixes))]

    def text(self, file):
        path = self.root / file
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def code(self, file):
        """The text of a C++ file without comments; every line keeps its number."""
        return without_comments(self.text(file))


TOKEN = re.compile(
    r'R"(?P<d>[^()\\\s]{0,16})\((?:.|\n)*?\)(?P=d)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'"
    r"|//[^\n]*|/\*(?:.|\n)*?\*/")


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return TOKEN.sub(lambda m: _blank(m[0]) if m[0].startswith(("//", "/*")) else m[0], text)


def without_comments_and_strings(text):
    return TOKEN.sub(lambda m: _blank(m[0]), text)


@contextlib.contextmanager
def planted(root, files):
    """Writes `files` ({path: text, or None to delete}) below `root`, and undoes it."""
    before = {}
    for name, text in files.items():
        path = pathlib.Path(root) / name
        before[path] = path.read_bytes() if path.exists() else None
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        for path, content in before.items():
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
