//===- ProgressTest.cpp ---------------------------------------------------===//
#include "tools/Driver/Progress.h"
#include "gtest/gtest.h"

using ouro::driver::progressLine;
using std::chrono::seconds;

namespace {

TEST(Progress, TimeLeftFromTimeSpent) {
  EXPECT_EQ(progressLine(12, 345, seconds(1), "/src/file.cpp"),
            "[12/345] 3% eta 0:27 file.cpp");
  EXPECT_EQ(progressLine(1, 101, seconds(60), "a.cpp"),
            "[1/101] 0% eta 1:40:00 a.cpp");
  EXPECT_EQ(progressLine(5, 5, seconds(90), "a.cpp"),
            "[5/5] 100% eta 0:00 a.cpp");
}

TEST(Progress, NamesCannotDriveTheTerminal) {
  EXPECT_EQ(progressLine(1, 1, seconds(0), "a\x1b[2J.cpp"),
            "[1/1] 100% eta 0:00 a?[2J.cpp");
}

} // namespace
