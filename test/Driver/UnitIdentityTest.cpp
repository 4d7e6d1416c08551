//===- UnitIdentityTest.cpp - Names of units ------------------------------===//
#include "tools/Driver/UnitIdentity.h"
#include "tools/Driver/ProgramOptions.h"
#include "gtest/gtest.h"

using namespace ouro::driver;

namespace {

WorkOrder unit(std::vector<std::string> Flags, std::string Root = "/src/p",
               std::string File = "src/a.cpp") {
  WorkOrder Order;
  Order.SourceRoot = Root;
  Order.Directory = Root + "/build";
  Order.File = Root + "/" + File;
  Order.Command = {"c++"};
  for (std::string &Flag : Flags)
    Order.Command.push_back(std::move(Flag));
  Order.Command.push_back(Order.File);
  return Order;
}

TEST(UnitIdentity, FlagsTellUnitsApart) {
  EXPECT_EQ(unitName(unit({"-DX"})), unitName(unit({"-DX"})));
  EXPECT_NE(unitName(unit({"-DX"})), unitName(unit({"-DY"})));
  EXPECT_NE(unitName(unit({}, "/p", "a.cpp")),
            unitName(unit({}, "/p", "b.cpp")));
  EXPECT_EQ(unitName(unit({})).size(), 16u);
}

TEST(UnitIdentity, OutputsDoNot) {
  std::string Plain = unitName(unit({"-DX"}));
  EXPECT_EQ(unitName(unit({"-DX", "-o", "a.o"})), Plain);
  EXPECT_EQ(unitName(unit({"-oa.o", "-DX", "-MD", "-MF", "a.d"})), Plain);
  EXPECT_NE(unitName(unit({"-DX", "-Oz"})), Plain);
}

TEST(UnitIdentity, TheSourceRootDoesNot) {
  EXPECT_EQ(unitName(unit({"-I/src/p/include", "-DD=\"/src/p/data\""})),
            unitName(unit({"-I/ci/7/include", "-DD=\"/ci/7/data\""}, "/ci/7")));
  EXPECT_NE(unitName(unit({"-I/src/p2/include"})),
            unitName(unit({"-I/ci/72/include"}, "/ci/7")))
      << "a folder that begins like the root is another one";
}

TEST(UnitIdentity, ConfigurationsFollowTheSettings) {
  Configurations Known, Others;
  WorkOrder Order = unit({}, "/usr", "a.cpp");
  uint64_t Plain = Known.of(Order);
  EXPECT_EQ(Plain, Known.of(Order));
  Order.Settings.MinConfidence = "certain";
  EXPECT_NE(Plain, Others.of(Order));
  WorkOrder Elsewhere = unit({}, "/etc", "a.cpp");
  Elsewhere.Settings.MinConfidence = "certain";
  EXPECT_EQ(Others.of(Order), Others.of(Elsewhere));
}

TEST(Shard, EveryFileIsInOneOfThem) {
  for (const char *Name : {"a.cpp", "src/b.cpp", "c", ""}) {
    unsigned In = 0;
    for (unsigned I = 1; I <= 5; ++I)
      In += Shard{I, 5}.has(Name);
    EXPECT_EQ(In, 1u) << Name;
  }
  EXPECT_TRUE(Shard().has("a.cpp"));
}

} // namespace
