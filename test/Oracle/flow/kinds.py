"""The kinds of resources that generated programs use: how C and C++ spell acquiring, testing, using and releasing."""
import collections

# type: of the variable; empty: its value without a resource; acquire: expressions to choose from;
# good: tests for "have it", bad: for "have it not"; use: statements; trial: expressions that are true if a step fails;
# release: a statement; wrong: a release by another family, or None; null_safe: releasing nothing is harmless.
Kind = collections.namedtuple("Kind", "name type empty acquire good bad use trial release wrong null_safe never_fails",
                              defaults=(False,))

POINTER_GOOD = ["@", "@ != NULL", "NULL != @"]
POINTER_BAD = ["!@", "@ == NULL", "NULL == @"]
DESCRIPTOR = Kind(
    "descriptor", "int", "-1", ['open("x", 0)', 'open("x", O_RDWR | O_CREAT, 0600)', "dup(0)"],
    ["@ >= 0", "@ != -1", "@ > -1"], ["@ < 0", "@ == -1"], ["fchmod(@, 0600);"], ["fsync(@) != 0", "fsync(@) < 0"],
    "close(@);", None, False)


def pointer(name, type_, acquire, use, trial, release, wrong, null_safe, never_fails=False):
    return Kind(name, type_, "NULL", acquire, POINTER_GOOD, POINTER_BAD, use, trial, release, wrong, null_safe,
                never_fails)


def kinds(cxx):
    cast = "(char *)" if cxx else ""
    found = [
        pointer("memory", "char *", [cast + "malloc(8)", cast + "calloc(2, 4)", 'strdup("x")'], ["memset(@, 0, 1);"],
                [], "free(@);", "delete @;" if cxx else None, True),
        pointer("stream", "FILE *", ['fopen("x", "r")', "tmpfile()"], ["rewind(@);"],
                ["fflush(@) != 0", "fflush(@)", "fflush(@) < 0"], "fclose(@);", "pclose(@);", False),
        DESCRIPTOR,
        pointer("directory", "DIR *", ['opendir("x")'], ["rewinddir(@);"], [], "closedir(@);", None, False),
    ]
    if cxx:
        found += [
            pointer("object", "int *", ["new int", "new int(3)"], ["*@ = 1;"], [], "delete @;", "delete[] @;", True,
                    True),
            pointer("array", "int *", ["new int[4]"], ["@[0] = 1;"], [], "delete[] @;", "delete @;", True, True),
        ]
    return found
