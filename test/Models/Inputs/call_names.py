"""call_names.py MODELS.json LIBRARY.json COMPILER FLAGS...

Compares the 'calls' of a model file with the headers of the library that is installed: each function has to be
declared, and its result and arguments have to be such that the effects make sense (the index exists, what is said to
be pointed to is behind a pointer, what is acquired in the result or tells success is not void).
LIBRARY.json: "headers" to include, "packages" for pkg-config, "absent": functions of other versions and systems, which
need not be declared here, with the reason. Exit code 77 if the headers are missing.
"""
import json
import pathlib
import re
import subprocess
import sys

PRELUDE = """
namespace check {
struct Result {};
template <class R, class... A> struct Function {
  static constexpr bool value = !std::is_void_v<R>;
  template <unsigned I, bool Variadic> static constexpr bool has = I < sizeof...(A) || Variadic;
  template <unsigned I> static constexpr bool points = [] {
    if constexpr (I < sizeof...(A))
      return std::is_pointer_v<std::decay_t<std::tuple_element_t<I, std::tuple<A...>>>>;
    else
      return true;
  }();
};
template <class R, class... A, class Say> constexpr bool holds(R (*)(A...), Say say) {
  return say(Function<R, A...>(), std::false_type());
}
template <class R, class... A, class Say> constexpr bool holds(R (*)(A..., ...), Say say) {
  return say(Function<R, A...>(), std::true_type());
}
} // namespace check
"""
SLOT = re.compile(r"(result|\*?this|\*?\d+)")


def conditions(call):
    """{C++ condition on the function F, variadic V: words for it}"""
    found = {}

    def slot(text):
        name = SLOT.match(text).group(1)
        if name == "result":
            found["decltype(f)::value"] = "its result is void"
        elif not name.endswith("this"):
            index = name.lstrip("*")
            found["decltype(f)::template has<%s, decltype(v)::value>" % index] = "it has no argument %s" % index
            if name.startswith("*"):
                found["decltype(f)::template points<%s>" % index] = "its argument %s is no pointer" % index

    for effect in call.get("effects", []):
        known = {"acquire": "result", "release": "0"}
        word = next(w for w in ("acquire", "release", "consume", "keep", "clear") if w in effect)
        slot(effect.get("at", known[word]) if word in known else effect[word])
        for key in ("if", "given"):
            if key in effect:
                slot(effect[key] if SLOT.match(effect[key]) else "result")
    for key in ("same", "content"):
        if key in call:
            slot("result")
            slot(str(call[key]) if key == "same" else "*%d" % call[key])
    return found


def text_for(models, library):
    """The program, and (name, complaint) for each of its lines that can fail."""
    lines = ["#include <type_traits>", "#include <tuple>"]
    lines += ["#include <%s>" % header for header in library["headers"]]
    lines += PRELUDE.splitlines()
    complaints = {}
    for call in models.get("calls", []):
        for name in call["names"]:
            if name in library.get("absent", {}):
                continue
            lines.append("#undef %s" % name.split("::")[-1])
            lines.append("namespace check { namespace n%d { using ::%s; } }" % (len(lines), name))
            complaints[len(lines)] = (name, "it is not declared (or a macro; model what that calls)")
            for condition, words in conditions(call).items():
                lines.append("static_assert(check::holds(&::%s, [](auto f, auto v) { return %s; }));" % (
                    name, condition))
                complaints[len(lines)] = (name, words)
    return "\n".join(lines) + "\n", complaints


def packages(names):
    if not names:
        return []
    done = subprocess.run(["pkg-config", "--cflags", *names], capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else None


def main():
    models = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    library = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    flags = packages(library.get("packages"))
    base = [*sys.argv[3:], *library.get("flags", []), *(flags or []), "-std=c++20", "-fsyntax-only", "-w", "-x", "c++",
            "-"]
    headers = "".join("#include <%s>\n" % header for header in library["headers"])
    if flags is None or subprocess.run(base, input=headers, text=True, capture_output=True, check=False).returncode:
        print("the headers of %s are not installed" % pathlib.Path(sys.argv[1]).name)
        return 77
    text, complaints = text_for(models, library)
    done = subprocess.run([*base, "-ferror-limit=0"], input=text, text=True, capture_output=True, check=False)
    wrong, unexplained = {}, []
    for line in done.stderr.splitlines():
        match = re.match(r"<stdin>:(\d+):\d+: (?:fatal )?error: (.*)", line)
        if match and int(match.group(1)) in complaints:
            name, words = complaints[int(match.group(1))]
            wrong.setdefault(name, words)
        elif " error: " in line:
            unexplained.append(line)
    names = {name for call in models.get("calls", []) for name in call["names"]}
    stale = sorted(set(library.get("absent", {})) - names)
    for name, words in wrong.items():
        print("%s: %s" % (name, words))
    for name in stale:
        print("%s: 'absent' names it, and no model does" % name)
    if done.returncode and not wrong:
        print("\n".join(unexplained) or done.stderr)
    print("%d functions, %d wrong" % (len(names - set(library.get("absent", {}))), len(wrong) + len(stale)))
    return 1 if done.returncode or stale else 0


if __name__ == "__main__":
    sys.exit(main())
