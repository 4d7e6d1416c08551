"""validate.py SCHEMA FILE...: prints what is wrong with each file; exit code 1 if anything is."""
import json
import pathlib
import sys

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failures = 0
for file in sys.argv[2:]:
    document = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    for error in sorted(validator.iter_errors(document), key=str):
        failures += 1
        print(f"{pathlib.Path(file).name}: {error.json_path}: {error.message}")
print(f"{len(sys.argv) - 2} files, {failures} errors")
sys.exit(1 if failures else 0)
