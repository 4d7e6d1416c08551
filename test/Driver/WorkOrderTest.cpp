//===- WorkOrderTest.cpp --------------------------------------------------===//
#include "tools/Driver/WorkOrder.h"
#include "gtest/gtest.h"
#include <set>

using namespace ouro::driver;

namespace {

/// What is kept under the key of one order must not serve another.
TEST(WorkOrder, WhateverIsSaidIsInTheKey) {
  std::set<std::string> Keys{encode(WorkOrder())};
  auto ExpectNew = [&](auto Change) {
    WorkOrder Order;
    Change(Order);
    EXPECT_TRUE(Keys.insert(encode(Order)).second) << encode(Order);
  };
  ExpectNew([](WorkOrder &O) { O.What = Task::Facts; });
  ExpectNew([](WorkOrder &O) { O.Directory = "a"; });
  ExpectNew([](WorkOrder &O) { O.File = "a"; });
  ExpectNew([](WorkOrder &O) { O.ResourceDir = "a"; });
  ExpectNew([](WorkOrder &O) { O.SourceRoot = "a"; });
  ExpectNew([](WorkOrder &O) { O.Settings.Checks = ""; });
  ExpectNew([](WorkOrder &O) { O.Settings.MinConfidence = ""; });
  ExpectNew([](WorkOrder &O) { O.Settings.HeaderFilter = ""; });
  ExpectNew([](WorkOrder &O) { O.Settings.Models = ""; });
  ExpectNew([](WorkOrder &O) { O.Configuration = 1; });
  ExpectNew([](WorkOrder &O) { O.WantsSummary = true; });
  ExpectNew([](WorkOrder &O) { O.MemoryLimitMiB = 1; });
  ExpectNew([](WorkOrder &O) { O.Command = {"a", "b"}; });
  ExpectNew([](WorkOrder &O) { O.Command = {"ab"}; });
  ExpectNew([](WorkOrder &O) { O.Command = {"a b"}; });
  ExpectNew([](WorkOrder &O) { O.Command = {"a", "", "b"}; });
}

} // namespace
