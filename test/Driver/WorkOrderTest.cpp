//===- WorkOrderTest.cpp --------------------------------------------------===//
#include "tools/Driver/WorkOrder.h"
#include "gtest/gtest.h"

using namespace ouro::driver;

namespace {

WorkOrder sample() {
  WorkOrder Order;
  Order.What = Task::Facts;
  Order.Directory = "/build";
  Order.File = "/src/a b.cpp";
  Order.Command = {"clang++", "", "-DX=\"a\nb\"", "/src/a b.cpp"};
  Order.ResourceDir = "/clang";
  Order.SourceRoot = "/src";
  Order.Settings.Checks = "";
  Order.Settings.HeaderFilter = ".*";
  Order.Configuration = ~uint64_t(0);
  Order.WantsSummary = true;
  Order.MemoryLimitMiB = 4096;
  return Order;
}

TEST(WorkOrder, SurvivesTheWay) {
  llvm::Expected<WorkOrder> Back = decodeWorkOrder(encode(sample()));
  ASSERT_TRUE(bool(Back)) << llvm::toString(Back.takeError());
  EXPECT_EQ(Back->What, Task::Facts);
  EXPECT_EQ(Back->Directory, "/build");
  EXPECT_EQ(Back->File, "/src/a b.cpp");
  EXPECT_EQ(Back->Command, sample().Command);
  EXPECT_EQ(Back->ResourceDir, "/clang");
  EXPECT_EQ(Back->SourceRoot, "/src");
  EXPECT_EQ(Back->Settings.Checks, std::optional<std::string>(""));
  EXPECT_EQ(Back->Settings.MinConfidence, std::nullopt);
  EXPECT_EQ(Back->Settings.HeaderFilter, std::optional<std::string>(".*"));
  EXPECT_EQ(Back->Configuration, ~uint64_t(0));
  EXPECT_TRUE(Back->WantsSummary);
  EXPECT_EQ(Back->MemoryLimitMiB, 4096u);
}

TEST(WorkOrder, EveryCutIsNoticed) {
  std::string Text = encode(sample());
  for (size_t Length = 0; Length < Text.size(); ++Length) {
    auto Back = decodeWorkOrder(llvm::StringRef(Text).take_front(Length));
    EXPECT_FALSE(bool(Back)) << "cut to " << Length << " bytes";
    llvm::consumeError(Back.takeError());
  }
}

TEST(WorkOrder, SuperfluousBytesAreNoticed) {
  auto Back = decodeWorkOrder(encode(sample()) + "x");
  EXPECT_FALSE(bool(Back));
  llvm::consumeError(Back.takeError());
}

} // namespace
