//===- AnnotationReaderTest.cpp -------------------------------------------===//
//
// Code is parsed with the header that ships, never with a copy of its macros.
//
//===----------------------------------------------------------------------===//
#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/SourceMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Config/llvm-config.h"
#include <gtest/gtest.h>
#include <map>

using namespace ouro;
using namespace ouro::extract;
using enum AnnotationKind;

namespace {

// Included first, so that lines of the code under test count from 1.
constexpr const char *Prelude = R"(#include "ouro/annotations.h"
#ifdef __cplusplus
namespace std {
template <class T> class shared_ptr { T *p; public: void reset(); };
template <class T> class vector { T *p; };
}
namespace gsl { template <class T> using owner = T; }
class View; class Window; class Stream;
#endif
)";

/// Everything that was read in a piece of code, with the name it was read at.
struct Code {
  std::map<std::string, std::vector<Annotation>> Good;
  std::vector<facts::AnnotationFact> Problems;

  bool has(llvm::StringRef Name, AnnotationKind Kind,
           std::vector<std::string> Arguments = {}) const {
    auto It = Good.find(Name.str());
    return It != Good.end() &&
           llvm::any_of(It->second, [&](const Annotation &A) {
             return A.Kind == Kind && A.Arguments == Arguments;
           });
  }
  std::string problems() const {
    std::string Text;
    for (const facts::AnnotationFact &P : Problems)
      Text += std::to_string(P.Where.Begin.Line) + ": " + P.Problem + "\n";
    return Text;
  }
};

/// Broken code is part of the tests; what the compiler says about it is not.
clang::IgnoringDiagConsumer Quiet;

struct Visitor : clang::RecursiveASTVisitor<Visitor> {
  Visitor(const SourceMap &Map, Code &Out) : Map(Map), Out(Out) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitDecl(clang::Decl *D) {
    ReadAnnotations Read = readAnnotations(*D, Map);
    std::string Name = "?";
    if (const auto *Named = llvm::dyn_cast<clang::NamedDecl>(D))
      Name = Named->getNameAsString();
    for (Annotation &A : Read.Good)
      Out.Good[Name].push_back(std::move(A));
    llvm::append_range(Out.Problems, Read.Problems);
    return true;
  }
  const SourceMap &Map;
  Code &Out;
};

Code read(llvm::StringRef Text, std::vector<std::string> Flags = {"-std=c++20"},
          const char *File = "input.cc") {
  Flags.insert(Flags.end(), {std::string("-I") + OURO_TEST_SOURCE_DIR +
                                 "/../../runtime/include",
                             "-include", "prelude.h", "-w"});
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          Text, Flags, File, "ouro-test",
          std::make_shared<clang::PCHContainerOperations>(),
          clang::tooling::getClangStripDependencyFileAdjuster(),
          {{"prelude.h", Prelude}}, &Quiet);
  Code Out;
  EXPECT_TRUE(Unit);
  SourceMap Map(Unit->getSourceManager(), Unit->getLangOpts());
  Visitor(Map, Out).TraverseDecl(
      Unit->getASTContext().getTranslationUnitDecl());
  return Out;
}

bool hasKind(const Code &C, AnnotationKind Kind, bool Foreign) {
  for (const auto &[Name, List] : C.Good)
    for (const Annotation &A : List)
      if (A.Kind == Kind && A.Foreign == Foreign)
        return true;
  return false;
}

TEST(AnnotationReader, UnderstandsTheExampleOfEveryAnnotation) {
  for (const AnnotationRow &Row : allAnnotations()) {
    Code C = read(Row.Example);
    EXPECT_TRUE(hasKind(C, Row.Kind, false)) << Row.Example.str();
    EXPECT_EQ(C.problems(), "") << Row.Example.str();
  }
}

TEST(AnnotationReader, UnderstandsTheExampleOfEveryForeignAttribute) {
  for (const ForeignAnnotation &Row : foreignAnnotations()) {
    Code C = read(Row.Example, {"-std=c++20"}, "input.mm");
    EXPECT_EQ(C.problems(), "") << Row.Example.str();
    if (LLVM_VERSION_MAJOR < 21 &&
        Row.Spelling.contains("malloc(free_function)"))
      continue; // that clang does not keep it
    EXPECT_TRUE(hasKind(C, Row.Kind, true)) << Row.Example.str();
  }
}

TEST(AnnotationReader, FlagsEveryAnnotationOutOfPlace) {
  for (const AnnotationRow &Row : allAnnotations()) {
    std::string Use = Row.Macro.str();
    switch (Row.Arguments) {
    case AnnotationArguments::None:
      break;
    case AnnotationArguments::Reason:
      Use += "(\"why\")";
      break;
    case AnnotationArguments::ResourceSuccess:
      Use += "(file, always)";
      break;
    default:
      Use += "(file)";
      break;
    }
    // An enumeration is no place for any of them.
    Code C = read("enum " + Use + " Colour { Red };");
    EXPECT_EQ(C.problems(),
              "1: " + misplacement(Row.Kind, std::nullopt) + "\n");
    EXPECT_TRUE(C.Good.empty()) << Use;
  }
}

TEST(AnnotationReader, KeepsArgumentsAndPlaces) {
  Code C = read(
      "class Peer {\n"
      "  std::shared_ptr<Peer> other OURO_BROKEN_BY(Peer::close);\n"
      "  std::shared_ptr<Peer> next OURO_ACYCLIC(\"one \" \"way, (so far)\");\n"
      "};\n"
      "Stream *on(int fd OURO_CONSUMES(fd, != NULL));\n");
  EXPECT_EQ(C.problems(), "");
  EXPECT_TRUE(C.has("other", BrokenBy, {"Peer::close"}));
  EXPECT_TRUE(C.has("next", Acyclic, {"one way, (so far)"}));
  EXPECT_TRUE(C.has("fd", Consumes, {"fd", "!= NULL"}));
  EXPECT_EQ(C.Good["other"][0].Where.Begin.Line, 2u);
  EXPECT_EQ(C.Good["other"][0].Where.Begin.Column, 31u);
}

TEST(AnnotationReader, FlagsMalformedUse) {
  EXPECT_EQ(
      read("struct S {\n"
           "  S *a OURO_ACYCLIC(\"\");\n"
           "  S *b OURO_BROKEN_BY(close());\n"
           "  S *c __attribute__((annotate(\"ouro::acyclc(why)\")));\n"
           "  S *d __attribute__((annotate(\"ouro::weak\", 1)));\n"
           "  S *e __attribute__((annotate(\"somebody::else\")));\n"
           "};\n"
           "int f(void) OURO_CONSUMES();\n"
           "void g(int *out) OURO_ACQUIRES(fd, == 0);\n"
           "OURO_ACYCLIC(\"why\") void h();\n")
          .problems(),
      "2: 'OURO_ACYCLIC' needs a reason; write OURO_ACYCLIC(\"reason\")\n"
      "3: 'OURO_BROKEN_BY' names 'close()', which is not the name of a "
      "function; write it "
      "like close or Session::close\n"
      "4: unknown annotation 'ouro::acyclc'; did you mean 'OURO_ACYCLIC'?\n"
      "5: 'ouro::weak' has arguments beside its text; write annotations with "
      "the macros of "
      "ouro/annotations.h\n"
      "8: 'OURO_CONSUMES' has the resource kind '', which is not a word of "
      "letters, digits "
      "and '_'\n"
      "9: 'OURO_ACQUIRES' compares the result with '== 0', but the function "
      "returns nothing; "
      "write 'always'\n"
      "10: 'OURO_ACYCLIC' means nothing on a function; it may stand on a field "
      "or a class\n");
}

TEST(AnnotationReader, FlagsContradictions) {
  Code C = read("struct S {\n"
                "  S *a OURO_STRONG OURO_WEAK;\n"
                "  S *b OURO_STRONG OURO_TRACED;\n"
                "  S *c OURO_WEAK OURO_WEAK;\n"
                "};\n"
                "void f(int x OURO_BORROWS(fd) OURO_RELEASES(fd), int y "
                "OURO_BORROWS(fd) OURO_RELEASES(lock));\n");
  EXPECT_EQ(C.problems(),
            "2: 'OURO_WEAK' contradicts 'OURO_STRONG' on the same declaration\n"
            "6: 'OURO_RELEASES' contradicts 'OURO_BORROWS' on the same "
            "declaration\n");
  EXPECT_EQ(C.Good["a"].size(), 1u);
  EXPECT_EQ(C.Good["b"].size(), 2u);
  EXPECT_EQ(C.Good["c"].size(), 1u);
}

TEST(AnnotationReader, FlagsValuesThatReferToNothing) {
  EXPECT_EQ(read("enum E {}; struct S { int n[3] OURO_STRONG; E e OURO_WEAK; S "
                 "*p[3] OURO_WEAK; int k OURO_BOUNDED(\"x\"); };")
                .problems(),
            "1: 'OURO_STRONG' means nothing on a value of type 'int[3]', which "
            "refers to no object\n"
            "1: 'OURO_WEAK' means nothing on a value of type 'E', which refers "
            "to no object\n");
}

TEST(AnnotationReader, JoinsRedeclarations) {
  Code C = read("void drop(int port OURO_RELEASES(port));\n"
                "void drop(int handle) {}\n"
                "class A; class OURO_ACYCLIC(\"why\") A {};\n"
                "int *make(); int *make() OURO_ACQUIRES(new, != NULL);\n"
                "extern int *table; extern int *table OURO_LIVES_FOREVER();\n");
  EXPECT_TRUE(C.has("handle", Releases, {"port"}));
  EXPECT_EQ(C.Good["A"].size(), 2u); // declaration and definition
  EXPECT_EQ(C.Good["make"].size(), 2u);
  EXPECT_EQ(C.problems(), "5: 'OURO_LIVES_FOREVER' needs a reason; write "
                          "OURO_LIVES_FOREVER(\"reason\")\n");
}

TEST(AnnotationReader, ReachesTemplates) {
  Code C = read("template <class T> class OURO_STRONG Ref { T *p OURO_STRONG; "
                "public: void put(T *q OURO_CONSUMES(any)); };\n"
                "template <class T> void use(T t OURO_BORROWS(any)) {}\n"
                "struct Holder { Ref<int> *pointer; };\n"
                "Ref<int> complete; void go() { use(complete); }\n"
                "template <class T> struct Dep { typename T::type x OURO_WEAK; "
                "T::none y OURO_STRONG OURO_WEAK; };\n"
                "extern Ref<char> *incomplete;\n");
  EXPECT_GE(C.Good["Ref"].size(), 3u);
  EXPECT_EQ(C.Good["p"].size(), 2u);
  EXPECT_EQ(C.Good["q"].size(), 2u);
  EXPECT_EQ(C.Good["t"].size(), 2u);
  EXPECT_TRUE(C.has("x", Weak));
  EXPECT_EQ(
      C.problems(),
      "5: 'OURO_WEAK' contradicts 'OURO_STRONG' on the same declaration\n");
}

TEST(AnnotationReader, SurvivesBrokenCode) {
  for (llvm::StringRef Text :
       {"struct S { Unknown u OURO_WEAK; };", "struct S { int a OURO_WEAK",
        "OURO_ACQUIRES(fd, always)",
        "void f(Unknown x OURO_CONSUMES(fd)) OURO_ACQUIRES(fd, == 0);",
        "class OURO_STRONG", "auto f() OURO_ACQUIRES(fd, >= 0);",
        "struct S { S s OURO_ACYCLIC(\"why\"); };", "using X OURO_WEAK = Nope;",
        "OURO_ACYCLIC(reason) struct S {};",
        "void f(__attribute__((cleanup(nope))) int x);",
        "__attribute__((ownership_takes(a, 7))) void f(int);"})
    read(Text);
}

TEST(AnnotationReader, ReadsC) {
  Code C = read("struct OURO_ACYCLIC(\"a list\") node { struct node *next "
                "OURO_STRONG; };\n"
                "int open_port(const char *name) OURO_ACQUIRES(port, >= 0);\n"
                "void close_port(int port OURO_RELEASES(port));\n"
                "struct node *all OURO_LIVES_FOREVER();\n",
                {"-std=c99"}, "input.c");
  EXPECT_TRUE(C.has("node", Acyclic, {"a list"}));
  EXPECT_TRUE(C.has("next", Strong));
  EXPECT_TRUE(C.has("open_port", Acquires, {"port", ">= 0"}));
  EXPECT_TRUE(C.has("port", Releases, {"port"}));
  EXPECT_EQ(C.problems(), "4: 'OURO_LIVES_FOREVER' needs a reason; write "
                          "OURO_LIVES_FOREVER(\"reason\")\n");
}

TEST(AnnotationReader, ForeignAttributesHaveArguments) {
  Code C = read(
      "__attribute__((ownership_returns(pool))) void *take();\n"
      "__attribute__((ownership_takes(pool, 2))) void put(int n, void *it);\n"
      "struct Base { __attribute__((ownership_holds(pool, 2))) void keep(void "
      "*it); };\n"
      "int zx(int *out __attribute__((acquire_handle(\"zx\"))));\n"
      "void zy(int *only __attribute__((acquire_handle(\"zx\"))));\n"
      "void drop(int *); void s() { __attribute__((cleanup(drop))) int guarded "
      "= 0; }\n"
      "gsl::owner<int *> make(); void sink(gsl::owner<int *> taken);\n"
      "__attribute__((cf_returns_retained)) void *copied();\n"
      "namespace my { template <class T> using owner = T; } my::owner<int *> "
      "other;\n"
      "void each(int *data OURO_CONSUMES(new) __attribute__((noescape)));\n");
  EXPECT_TRUE(C.has("take", Acquires, {"pool", "!= NULL"}));
  EXPECT_TRUE(C.has("put", Releases, {"pool"}));
  EXPECT_EQ(C.Good["put"][0].Parameter, 1u);
  EXPECT_TRUE(C.has("keep", Consumes, {"pool"}));
  EXPECT_EQ(C.Good["keep"][0].Parameter, 0u);
  EXPECT_TRUE(C.has("out", Acquires, {"zx", "== 0"}));
  EXPECT_TRUE(C.has("only", Acquires, {"zx", "always"}));
  EXPECT_TRUE(C.has("guarded", Releases, {"drop"}));
  EXPECT_TRUE(C.has("make", Acquires, {"new", "!= NULL"}));
  EXPECT_TRUE(C.has("taken", Consumes, {"new"}));
  EXPECT_TRUE(C.has("copied", Acquires, {"cf", "!= NULL"}));
  EXPECT_FALSE(C.Good.count("other"));
  // What is foreign never contradicts; the reader keeps both.
  EXPECT_EQ(C.Good["data"].size(), 2u);
  EXPECT_EQ(C.problems(), "");
}

} // namespace
