"""exits.py CODE COMMAND...: passes if the command ends with exactly CODE.

lit's `not` tells zero from non-zero only; our exit codes are an interface.
"""
import subprocess
import sys

expected = int(sys.argv[1])
status = subprocess.run(sys.argv[2:], check=False).returncode
if status != expected:
    sys.exit(f"exits.py: '{' '.join(sys.argv[2:])}' ended with {status}, expected {expected}")
