# How the files under test/ with RUN lines are run. ctest passes one file and
# the site file of one LLVM major; by hand:
#   lit -v --param site=BUILD/test/lit-22/site.py test/Tidy
#
# In RUN lines:
#   %tidy        clang-tidy of this major with our plugin and all our checks only
#   %clang_tidy  the same program without plugin and checks
#   %plugin      path of the plugin of this major
#   %ouro        the driver of this major
#   %check       FileCheck on this file; a warning, error or note that no CHECK
#                line expects fails the test
#   %flags       compiler flags: C++20 and our annotations
#   %include     folder of ouro/annotations.h
#   %shared      study material outside the repository; REQUIRES: shared
#   %python %cc %cxx   what CMake found; %source %build the two trees
#   FileCheck, not, count, split-file and clang of this major are in PATH.
# Features for REQUIRES: llvm22, llvm19 ..., shared, npm, graphviz, asan, ubsan, tsan.
import os
import shutil

import lit.formats

site = lit_config.params.get("site")
if not site:
    lit_config.fatal("no site file; run through ctest, or pass --param site=BUILD/test/lit-22/site.py")
lit_config.load_config(config, site)

config.name = "Ouro"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".h", ".md", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt"]
config.test_source_root = os.path.join(config.ouro_source, "test")
config.test_exec_root = config.ouro_exec_root

config.environment["PATH"] = os.pathsep.join([config.ouro_llvm_bin, os.environ["PATH"]])
for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "CI"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

host = os.path.join(config.ouro_llvm_bin, "clang-tidy")
if config.ouro_preload:
    host = f"env LD_PRELOAD={config.ouro_preload} ASAN_OPTIONS=detect_leaks=0 {host}"
include = os.path.join(config.ouro_source, "runtime", "include")
# Order matters: lit replaces one after the other, ours before %s and %t.
config.substitutions += [
    (r"%tidy\b", "%clang_tidy -load=%plugin --quiet -checks='-*,ouro-*'"),
    (r"%clang_tidy\b", host),
    (r"%plugin\b", config.ouro_plugin),
    (r"%ouro\b", config.ouro_driver),
    (r"%check\b", "FileCheck %s --implicit-check-not='{{(warning|error|note): }}'"),
    (r"%flags\b", "-std=c++20 -I%include"),
    (r"%include\b", include),
    (r"%shared\b", config.ouro_shared),
    (r"%python\b", config.ouro_python),
    (r"%cc\b", config.ouro_cc),
    (r"%cxx\b", config.ouro_cxx),
    (r"%source\b", config.ouro_source),
    (r"%build\b", config.ouro_build),
]

config.available_features.add("llvm" + config.ouro_major)
if os.path.isdir(config.ouro_shared):
    config.available_features.add("shared")
for program, feature in (("npm", "npm"), ("dot", "graphviz")):
    if shutil.which(program):
        config.available_features.add(feature)
for sanitizer, feature in (("address", "asan"), ("undefined", "ubsan"), ("thread", "tsan")):
    if sanitizer in config.ouro_sanitize:
        config.available_features.add(feature)
