//===- CompileFlagsTest.cpp -----------------------------------------------===//
#include "tools/Driver/CompileFlags.h"
#include "gtest/gtest.h"

using namespace ouro::driver;
using Arguments = std::vector<std::string>;

namespace {

TEST(CompileFlags, WhatChangesMeaningStays) {
  Arguments Command = {"g++",   "-std=c++20", "-DA=1",      "-I",
                       "inc",   "-isystem",   "sys",        "-include",
                       "pre.h", "-m32",       "-fno-rtti",  "-Wall",
                       "-x",    "c++",        "-Wno-error", "a.cpp"};
  EXPECT_EQ(adaptToClang(Command), Command);
}

TEST(CompileFlags, WhatStopsClangGoes) {
  EXPECT_EQ(adaptToClang({"g++", "-fno-such-gcc-flag", "-mno-such-machine",
                          "-Werror", "-Werror=format", "-pedantic-errors",
                          "-fplugin=x.so", "-Wp,-MMD,a.d", "a.cpp"}),
            (Arguments{"g++", "a.cpp"}));
}

TEST(CompileFlags, ValuesAreNotTakenForFlags) {
  Arguments Command = {"g++",  "-D", "-Werror", "-o", "-fno-such-gcc-flag",
                       "a.cpp"};
  EXPECT_EQ(adaptToClang(Command), Command);
}

TEST(CompileFlags, PrecompiledHeadersGoTheirSourceStays) {
  EXPECT_EQ(
      adaptToClang({"c++", "-Xclang", "-include-pch", "-Xclang", "p.pch",
                    "-Xclang", "-include", "-Xclang", "p.hxx", "a.cpp"}),
      (Arguments{"c++", "-Xclang", "-include", "-Xclang", "p.hxx", "a.cpp"}));
}

TEST(CompileFlags, ClModeIsLeftAlone) {
  Arguments Command = {"cl", "--driver-mode=cl", "/WX", "/EHsc", "a.cpp"};
  EXPECT_EQ(adaptToClang(Command), Command);
  EXPECT_EQ(adaptToClang({}), Arguments());
}

TEST(CompileFlags, CompilerByItsWholeName) {
  Arguments Found = withCompilerPath({"sh", "a.cpp"});
  EXPECT_EQ(Found[0].front(), '/');
  EXPECT_EQ(Found[0].substr(Found[0].size() - 3), "/sh");
  EXPECT_EQ(Found[1], "a.cpp");
  for (const Arguments &Same : {Arguments{"./sh"}, Arguments{"/opt/sh"},
                                Arguments{"no such program"}, Arguments{}})
    EXPECT_EQ(withCompilerPath(Same), Same);
}

TEST(CompileFlags, ResourceDirUnlessGiven) {
  EXPECT_EQ(withResourceDir({"c++", "a.cpp"}, "/r"),
            (Arguments{"c++", "-resource-dir=/r", "a.cpp"}));
  Arguments Given = {"c++", "-resource-dir", "/own", "a.cpp"};
  EXPECT_EQ(withResourceDir(Given, "/r"), Given);
  EXPECT_EQ(withResourceDir({"c++"}, ""), Arguments{"c++"});
}

} // namespace
