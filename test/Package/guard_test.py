"""The plugin of one LLVM major in the clang-tidy of another is refused with exit 2
and both versions; in its own it loads and lists our checks.

guard_test.py HOST PLUGIN HOST_MAJOR PLUGIN_MAJOR [PRELOAD]
"""
import os
import subprocess
import sys


def main():
    host, plugin, host_major, plugin_major = sys.argv[1:5]
    environment = dict(os.environ)
    if len(sys.argv) > 5 and sys.argv[5]:
        environment.update(LD_PRELOAD=sys.argv[5], ASAN_OPTIONS="detect_leaks=0")
    done = subprocess.run([host, f"-load={plugin}", "--list-checks", "-checks=-*,ouro-*"], env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    print(f"exit {done.returncode}\n{done.stdout}")
    if host_major == plugin_major:
        good = done.returncode == 0 and "ouro-refcount-cycle" in done.stdout
    else:
        good = (done.returncode == 2 and f"built for LLVM {plugin_major}," in done.stdout
                and f"uses LLVM {host_major}." in done.stdout and f"clang-tidy-{plugin_major}" in done.stdout)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
