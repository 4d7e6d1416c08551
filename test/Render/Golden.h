//===- Golden.h - Whole output against a stored file ------------*- C++ -*-===//
#ifndef OURO_TEST_RENDER_GOLDEN_H
#define OURO_TEST_RENDER_GOLDEN_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <cstdlib>

/// Compares \p Actual with test/Render/golden/\p Name. With OURO_UPDATE_GOLDEN
/// set in the environment the file is written instead; read the diff.
inline void expectGolden(llvm::StringRef Name, llvm::StringRef Actual) {
  llvm::SmallString<256> Path(OURO_TEST_SOURCE_DIR);
  llvm::sys::path::append(Path, "golden", Name);
  if (std::getenv("OURO_UPDATE_GOLDEN")) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(Path, Error);
    ASSERT_FALSE(Error) << Path.c_str() << ": " << Error.message();
    OS << Actual;
    return;
  }
  auto Expected = llvm::MemoryBuffer::getFile(Path);
  ASSERT_TRUE(static_cast<bool>(Expected))
      << Path.c_str() << ": " << Expected.getError().message();
  EXPECT_EQ((*Expected)->getBuffer().str(), Actual.str())
      << "if the change is meant, set OURO_UPDATE_GOLDEN=1 and run again";
}

#endif // OURO_TEST_RENDER_GOLDEN_H
