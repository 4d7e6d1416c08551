//===- TidySessionTest.cpp - One extraction per TU, shared by all checks --===//
#include "checks/Tidy/TidySession.h"
#include "checks/Tidy/Module.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include <gmock/gmock.h>
#include <thread>

using namespace ouro;
using namespace ouro::tidy;
using clang::tidy::ClangTidyContext;

namespace {

/// A counted handle of its own, so that no header is read.
constexpr llvm::StringLiteral Ring = R"cpp(
template <class T> struct Ref {
  T *p;
  Ref(T *o) : p(o) { p->grab(); }
  Ref(const Ref &o) : p(o.p) { p->grab(); }
  ~Ref() { p->drop(); }
  T *operator->() const { return p; }
  void reset() { p = nullptr; }
};
struct Counted {
  int n;
  void grab() { ++n; }
  void drop() { --n; }
};
struct B;
struct A : Counted { Ref<B> b; };
struct B : Counted { Ref<A> a; };
namespace std {
template <class> struct function {
  template <class F> function &operator=(F) { return *this; }
};
template <class T> struct vector { void push_back(T); };
}
struct C : Counted { std::function<void()> f; };
void g(Ref<C> c) { c->f = [c] {}; }
struct D : Counted { Ref<D> self; };
struct Owner {
  Ref<D> d;
  Owner &operator=(Owner &&) = default;
  ~Owner() { d->self.reset(); }
};
void h(Owner &owner) { owner.d->self = owner.d; }
__attribute__((annotate("ouro::weak"))) void misplaced();
void lost() { int *p = new int; }
void grows() { static std::vector<int> seen; seen.push_back(sizeof(C) + 1); }
void twice() { int *p = new int; delete p; delete p; }
void wrong() { int *p = new int[2]; delete p; }
template <class T> struct __attribute__((annotate("ouro::traced_by(trace)"))) Traced {
  T *p;
};
struct Node {
  Traced<Node> left, right;
  void trace(auto &visit) const { visit(left); }
};
)cpp";

std::unique_ptr<clang::ASTUnit> parsed(llvm::StringRef Code = Ring) {
  return clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++20"},
                                                  "a.cpp");
}

std::unique_ptr<ClangTidyContext> hostContext(llvm::StringRef Checks) {
  clang::tidy::ClangTidyOptions Options =
      clang::tidy::ClangTidyOptions::getDefaults();
  Options.Checks = Checks.str();
  auto Context = std::make_unique<ClangTidyContext>(
      std::make_unique<clang::tidy::DefaultOptionsProvider>(
          clang::tidy::ClangTidyGlobalOptions(), Options));
  Context->setCurrentFile("a.cpp");
  return Context;
}

TEST(TidySession, ExtractsATuOnceForAllRules) {
  auto Unit = parsed();
  ASSERT_TRUE(Unit);
  TidySession Session(nullptr);
  // A second extraction would put the records into an array of its own.
  const facts::RecordFact *Records =
      Session.factsOf(Unit->getASTContext()).Records.data();
  ASSERT_NE(Records, nullptr);
  for (int Round = 0; Round < 2; ++Round)
    for (const Rule &R : allRules()) {
      EXPECT_EQ(Session.findingsOf(R.Id, Unit->getASTContext()).size(), 1u)
          << R.Name.str();
      EXPECT_EQ(Session.factsOf(Unit->getASTContext()).Records.data(), Records);
    }
}

TEST(TidySession, EachRuleGetsItsOwnFindings) {
  auto Unit = parsed();
  TidySession Session(nullptr);
  for (const Rule &R : allRules())
    for (const Finding &F : Session.findingsOf(R.Id, Unit->getASTContext()))
      EXPECT_EQ(F.Rule, R.Id);
}

TEST(TidySession, AnotherTuIsAnotherExtraction) {
  auto One = parsed(), Other = parsed("int x;");
  TidySession Session(nullptr);
  EXPECT_FALSE(Session.factsOf(One->getASTContext()).Records.empty());
  EXPECT_TRUE(Session.factsOf(Other->getASTContext()).Records.empty());
  EXPECT_TRUE(Session.findingsOf(RuleId::RefcountCycle, Other->getASTContext())
                  .empty());
}

TEST(TidySession, TheEndOfATuForgetsIt) {
  TidySession Session(nullptr);
  auto Unit = parsed();
  ASSERT_FALSE(
      Session.findingsOf(RuleId::RefcountCycle, Unit->getASTContext()).empty());
  Session.endTu();
  // The next AST may be at the same address: nothing of the last may show.
  EXPECT_FALSE(Session.factsOf(Unit->getASTContext()).Records.empty());
  Session.endTu();
  auto Empty = parsed("int x;");
  EXPECT_TRUE(Session.findingsOf(RuleId::RefcountCycle, Empty->getASTContext())
                  .empty());
}

TEST(SessionRegistry, ChecksOfOneContextShareASession) {
  SessionRegistry Registry;
  auto One = hostContext("ouro-*"), Other = hostContext("ouro-*");
  auto First = Registry.sessionOf(*One);
  EXPECT_EQ(Registry.sessionOf(*One), First);
  EXPECT_NE(Registry.sessionOf(*Other), First);
  EXPECT_EQ(Registry.sessionOf(*One), First);
}

TEST(SessionRegistry, KeepsNoSessionAlive) {
  SessionRegistry Registry;
  auto Context = hostContext("ouro-*");
  std::weak_ptr<TidySession> Seen = Registry.sessionOf(*Context);
  EXPECT_TRUE(Seen.expired());
  EXPECT_TRUE(Registry.sessionOf(*Context));
}

TEST(SessionRegistry, AllChecksOfTheModuleShareOneSession) {
  auto Registry = std::make_shared<SessionRegistry>();
  clang::tidy::ClangTidyCheckFactories Factories;
  registerChecks(Factories, Registry);
  auto Context = hostContext("ouro-*");
  auto Checks = Factories.createChecks(Context.get());
  ASSERT_EQ(Checks.size(), allRules().size());
  // One owner for each check, and this one.
  EXPECT_EQ(Registry->sessionOf(*Context).use_count(),
            static_cast<long>(Checks.size()) + 1);
}

TEST(SessionRegistry, HostsMayAskFromManyThreads) {
  SessionRegistry Registry;
  std::vector<std::thread> Threads;
  std::atomic<unsigned> Wrong = 0;
  for (int I = 0; I < 8; ++I)
    Threads.emplace_back([&] {
      for (int Round = 0; Round < 200; ++Round) {
        auto Context = hostContext("ouro-*");
        auto Session = Registry.sessionOf(*Context);
        Wrong += Registry.sessionOf(*Context) != Session;
      }
    });
  for (std::thread &Thread : Threads)
    Thread.join();
  EXPECT_EQ(Wrong, 0u);
}

} // namespace
