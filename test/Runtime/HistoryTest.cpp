//===- HistoryTest.cpp - Random histories against the oracle --------------===//
//
// OURO_HISTORIES says how many, OURO_HISTORY_SEED where to begin; a failure
// names the seed that repeats it.
//
//===----------------------------------------------------------------------===//
#include "history.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

namespace {

std::uint64_t number(char const *name, std::uint64_t otherwise) {
  char const *value = std::getenv(name);
  return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

TEST(History, AgreesWithTheOracle) {
  std::uint64_t first = number("OURO_HISTORY_SEED", 1),
                count = number("OURO_HISTORIES", 25000);
  ouro::gc::on_unraisable([](std::exception_ptr, std::string_view) {});
  std::uint64_t misuses = 0;
  ouro::gc::on_misuse([&](ouro::gc::misuse const &) { ++misuses; });
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    std::string wrong = ouro::test::world(seed).run(16 + seed % 64);
    ASSERT_EQ(wrong, "") << "repeat with OURO_HISTORIES=1 OURO_HISTORY_SEED="
                         << seed;
    ASSERT_EQ(misuses, 0u) << "a sound heap was reported, OURO_HISTORY_SEED="
                           << seed;
  }
}

} // namespace
