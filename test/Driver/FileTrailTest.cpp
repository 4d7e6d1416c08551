//===- FileTrailTest.cpp - What a result depends on -----------------------===//
#include "tools/Driver/FileTrail.h"
#include "tools/Driver/DependencyFile.h"
#include "tools/Driver/RecordingFileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace ouro::driver;
namespace fs = llvm::sys::fs;

namespace {

/// A folder that goes away with the test.
class TrailTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("ouro-trail", Folder));
  }
  void TearDown() override { fs::remove_directories(Folder); }

  std::string path(llvm::StringRef Name) const {
    llvm::SmallString<128> Path(Folder);
    llvm::sys::path::append(Path, Name);
    return std::string(Path);
  }
  /// Written \p Ago seconds before now.
  void write(llvm::StringRef Name, llvm::StringRef Text, int Ago = 100) {
    {
      std::error_code Error;
      llvm::raw_fd_ostream OS(path(Name), Error);
      ASSERT_FALSE(Error);
      OS << Text;
    }
    timespec Times[2] = {};
    for (timespec &Time : Times) {
      clock_gettime(CLOCK_REALTIME, &Time);
      Time.tv_sec -= Ago;
    }
    utimensat(AT_FDCWD, path(Name).c_str(), Times, 0);
  }
  bool isUnchanged(const FileTrail &Trail) {
    FileStates Now;
    return visitTrail(encode(Trail),
                      [&](llvm::StringRef Path, const Sighting &Seen) {
                        return Now.isAsSeen(Path, Seen);
                      });
  }

  llvm::SmallString<128> Folder;
};

Sighting read(uint64_t Content, bool IsInput = true) {
  Sighting Seen;
  Seen.What = Sighting::Kind::Read;
  Seen.Content = Content;
  Seen.Stamp = {1, 2, 3, -4};
  Seen.IsSettled = true;
  Seen.IsInput = IsInput;
  return Seen;
}

TEST(FileTrail, SurvivesTheWay) {
  FileTrail Trail;
  Trail.add("/a/b.h", read(~uint64_t(0)));
  Trail.add("/a/bc.h", {});
  Trail.add("/a", {Sighting::Kind::Listed, 7, {}, false, false});
  FileTrail Back;
  EXPECT_TRUE(visitTrail(encode(Trail),
                         [&](llvm::StringRef Path, const Sighting &Seen) {
                           Back.add(Path, Seen);
                           return true;
                         }));
  ASSERT_EQ(Back.Seen.size(), 3u);
  const Sighting &File = Back.Seen["/a/b.h"];
  EXPECT_EQ(File.What, Sighting::Kind::Read);
  EXPECT_EQ(File.Content, ~uint64_t(0));
  EXPECT_EQ(File.Stamp, (FileStamp{1, 2, 3, -4}));
  EXPECT_TRUE(File.IsSettled);
  EXPECT_TRUE(File.IsInput);
  EXPECT_EQ(Back.Seen["/a/bc.h"].What, Sighting::Kind::Absent);
  EXPECT_EQ(Back.Seen["/a"].Content, 7u);
}

TEST(FileTrail, KeepsTheMoreKnowingSighting) {
  FileTrail Trail;
  Trail.add("/x", read(5));
  Trail.add("/x", {Sighting::Kind::Present, 0, {}, false, false});
  EXPECT_EQ(Trail.Seen["/x"].Content, 5u);
}

TEST(FileTrail, EveryCutIsNoticedOrShorter) {
  FileTrail Trail;
  Trail.add("/a/b.h", read(300));
  Trail.add("/a/c.h", read(301));
  std::string Bytes = encode(Trail);
  for (size_t Length = 0; Length < Bytes.size(); ++Length) {
    unsigned Visited = 0;
    bool Whole = visitTrail(llvm::StringRef(Bytes).take_front(Length),
                            [&](llvm::StringRef, const Sighting &) {
                              ++Visited;
                              return true;
                            });
    EXPECT_TRUE(!Whole || Visited < 2) << "cut to " << Length << " bytes";
  }
}

TEST_F(TrailTest, WhatACompilerLooksAt) {
  write("there.h", "int x;");
  FileTrail Trail;
  auto Files = llvm::makeIntrusiveRefCnt<RecordingFileSystem>(Trail);
  Files->setCurrentWorkingDirectory(Folder);
  EXPECT_FALSE(bool(Files->openFileForRead("missing.h")));
  EXPECT_TRUE(bool(Files->status("there.h")));
  EXPECT_EQ(Trail.Seen[path("missing.h")].What, Sighting::Kind::Absent);
  EXPECT_EQ(Trail.Seen[path("there.h")].What, Sighting::Kind::Present);
  Files->beginInput();
  auto Text = Files->getBufferForFile("there.h");
  ASSERT_TRUE(bool(Text));
  EXPECT_EQ((*Text)->getBuffer(), "int x;");
  const Sighting &Seen = Trail.Seen[path("there.h")];
  EXPECT_EQ(Seen.What, Sighting::Kind::Read);
  EXPECT_TRUE(Seen.IsInput);
  EXPECT_TRUE(Seen.IsSettled);
  EXPECT_EQ(Seen.Stamp.Size, 6u);
  EXPECT_TRUE(isUnchanged(Trail));

  write("missing.h", "");
  EXPECT_FALSE(isUnchanged(Trail)) << "a header has appeared";
  fs::remove(path("missing.h"));
  EXPECT_TRUE(isUnchanged(Trail));
  fs::remove(path("there.h"));
  EXPECT_FALSE(isUnchanged(Trail));
}

TEST_F(TrailTest, SameContentIsUnchangedWhateverTheTime) {
  write("a.h", "int a;");
  FileTrail Trail;
  RecordingFileSystem(Trail).getBufferForFile(path("a.h"));
  write("a.h", "int a;", /*Ago=*/50);
  EXPECT_TRUE(isUnchanged(Trail));
  write("a.h", "int b;", /*Ago=*/50);
  EXPECT_FALSE(isUnchanged(Trail));
}

TEST_F(TrailTest, WhatWasJustWrittenIsReadAgain) {
  write("a.h", "int a;", /*Ago=*/0);
  FileTrail Trail;
  RecordingFileSystem(Trail).getBufferForFile(path("a.h"));
  EXPECT_FALSE(Trail.Seen[path("a.h")].IsSettled);
  // Another content with the very same stamp, as a coarse clock allows.
  fs::file_status Status;
  ASSERT_FALSE(fs::status(path("a.h"), Status));
  int64_t Stamp = nanosecondsOf(Status.getLastModificationTime());
  write("a.h", "int b;", /*Ago=*/0);
  timespec Same = {Stamp / 1000000000, Stamp % 1000000000};
  timespec Times[2] = {Same, Same};
  utimensat(AT_FDCWD, path("a.h").c_str(), Times, 0);
  EXPECT_FALSE(isUnchanged(Trail));
}

TEST_F(TrailTest, NamesInAFolder) {
  write("a", "");
  FileTrail Trail;
  std::error_code Error;
  RecordingFileSystem(Trail).dir_begin(Folder, Error);
  EXPECT_EQ(Trail.Seen[std::string(Folder)].What, Sighting::Kind::Listed);
  EXPECT_TRUE(isUnchanged(Trail));
  write("b", "");
  EXPECT_FALSE(isUnchanged(Trail));
}

TEST(DependencyFile, NamesAsMakeReadsThem) {
  FileTrail Trail;
  Trail.add("/s/a b.h", read(1));
  Trail.add("/s/x/../$c#.h", read(1));
  Trail.add("/etc/release", read(1, /*IsInput=*/false));
  Trail.add("/s/missing.h", {});
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  writeDependencies("out.ousum", encode(Trail), {"/s/.clang-tidy"}, OS);
  EXPECT_EQ(OS.str(), "out.ousum: \\\n  /s/$$c\\#.h \\\n  /s/.clang-tidy \\\n"
                      "  /s/a\\ b.h\n");
}

} // namespace
