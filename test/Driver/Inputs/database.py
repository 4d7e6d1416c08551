"""database.py FOLDER FILE[:FLAG[:FLAG...]]... : writes FOLDER/compile_commands.json.

Each FILE is relative to the working directory; a file named twice gets two
entries.
"""
import json
import os
import sys

entries = []
for argument in sys.argv[2:]:
    name, *flags = argument.split(":")
    path = os.path.abspath(name)
    entries.append({"directory": os.getcwd(), "file": path, "arguments": ["c++", "-std=c++20", *flags, "-c", path]})
os.makedirs(sys.argv[1], exist_ok=True)
with open(os.path.join(sys.argv[1], "compile_commands.json"), "w", encoding="utf-8") as out:
    json.dump(entries, out, indent=1)
