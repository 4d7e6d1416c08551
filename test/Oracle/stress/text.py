"""Names and text of generated programs.

In the snippets of this folder `$role` stands for an identifier and `@key` for a
piece of text given at once. A role becomes a nonsense word, another one in every
program, so that no analyser can read a verdict from a name.
"""
import re

# Keywords, and words that mean something.
RESERVED = {"bitor", "goto", "node", "code", "base", "make", "move", "take", "give", "tune", "live", "file", "line"}


def fill(text, **pieces):
    """Replaces each @key by its piece; an unknown key is a KeyError."""
    return re.sub(r"@(\w+)", lambda match: pieces[match[1]], text)


class Names:
    """Maps roles to words: capitalised if the role is, unique within a program."""

    def __init__(self, rng):
        self.rng, self.words, self.used = rng, {}, set(RESERVED)

    def word(self, role):
        if role not in self.words:
            name = ""
            while name in self.used or not name:
                name = "".join(self.rng.choice("bdfgklmnprstvz") + self.rng.choice("aeiou")
                               for _ in range(self.rng.choice((2, 3)))) + self.rng.choice(("", "n", "r", "k", "l"))
            self.used.add(name)
            self.words[role] = name.capitalize() if role[0].isupper() else name
        return self.words[role]

    def apply(self, text):
        return re.sub(r"\$([A-Za-z_]\w*)", lambda match: self.word(match[1]), text)


def layout(text):
    """Indents by braces and drops blank lines, so that a program can be read."""
    lines, depth = [], 0
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        closes = len(line) - len(line.lstrip("}"))
        lines.append("  " * max(depth - closes - line.startswith(("public:", "private:")), 0) + line)
        depth += line.count("{") - line.count("}")
    return "\n".join(lines) + "\n"
