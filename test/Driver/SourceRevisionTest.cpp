//===- SourceRevisionTest.cpp - Addresses of repositories -----------------===//
#include "tools/Driver/SourceRevision.h"
#include "gtest/gtest.h"

using namespace ouro::driver;

namespace {

TEST(RepositoryUri, WebAddressesLoseUsersAndPasswords) {
  EXPECT_EQ(repositoryUri("https://example.org/a/b.git", "/w"),
            "https://example.org/a/b.git");
  EXPECT_EQ(repositoryUri("https://me:s3cret@example.org/a/b.git", "/w"),
            "https://example.org/a/b.git");
  EXPECT_EQ(repositoryUri("https://token@example.org", "/w"),
            "https://example.org");
  EXPECT_EQ(repositoryUri("https://a:p@ss@example.org/b", "/w"),
            "https://example.org/b");
  EXPECT_EQ(repositoryUri("https://example.org/a@b", "/w"),
            "https://example.org/a@b");
}

TEST(RepositoryUri, TheUserOfSshIsPartOfTheAddress) {
  EXPECT_EQ(repositoryUri("git@example.org:a/b.git", "/w"),
            "ssh://git@example.org/a/b.git");
  EXPECT_EQ(repositoryUri("example.org:/srv/b c.git", "/w"),
            "ssh://example.org/srv/b%20c.git");
  EXPECT_EQ(repositoryUri("ssh://git@example.org:22/a", "/w"),
            "ssh://git@example.org:22/a");
  EXPECT_EQ(repositoryUri("ssh://git:s3cret@example.org/a", "/w"),
            "ssh://git@example.org/a");
}

TEST(RepositoryUri, PathsAreFiles) {
  EXPECT_EQ(repositoryUri("/srv/b.git", "/w"), "file:///srv/b.git");
  EXPECT_EQ(repositoryUri("../b.git", "/w/a"), "file:///w/b.git");
  EXPECT_EQ(repositoryUri("./x:y", "/w"), "file:///w/x%3Ay");
}

TEST(FindRevision, NothingOutsideOfARepository) {
  EXPECT_FALSE(findRevision("/nonexistent/folder"));
  EXPECT_FALSE(findRevision("/"));
}

} // namespace
