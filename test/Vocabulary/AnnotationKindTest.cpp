//===- AnnotationKindTest.cpp ---------------------------------------------===//
#include "checks/Vocabulary/AnnotationKind.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include <gtest/gtest.h>

using namespace ouro;
using enum AnnotationKind;

namespace {

std::string problemOf(llvm::StringRef Text) {
  std::optional<ParsedAnnotation> Parsed = parseAnnotation(Text);
  EXPECT_TRUE(Parsed) << Text.str();
  if (!Parsed)
    return "";
  EXPECT_NE(Parsed->Kind.has_value(), !Parsed->Problem.empty()) << Text.str();
  return Parsed->Problem;
}

using Arguments = std::vector<std::string>;

/// The arguments of a good annotation of \p Kind.
Arguments argumentsOf(llvm::StringRef Text, AnnotationKind Kind) {
  std::optional<ParsedAnnotation> Parsed = parseAnnotation(Text);
  EXPECT_TRUE(Parsed && Parsed->Kind == Kind)
      << Text.str() << ": " << (Parsed ? Parsed->Problem : "");
  return Parsed ? Parsed->Arguments : Arguments{};
}

TEST(AnnotationKind, RowsAreCompleteAndUnique) {
  llvm::StringSet<> Words;
  for (const AnnotationRow &Row : allAnnotations()) {
    EXPECT_TRUE(Words.insert(Row.Word).second) << Row.Word.str();
    EXPECT_EQ(&rowOf(Row.Kind), &Row);
    EXPECT_EQ(Row.Macro.str(), "OURO_" + Row.Word.upper());
    EXPECT_NE(Row.Places, 0);
    EXPECT_TRUE(Row.Meaning.ends_with("."));
    EXPECT_TRUE(Row.Example.contains(Row.Macro)) << Row.Macro.str();
    // I10: what silences says why, or makes a claim that is verified.
    EXPECT_TRUE(Row.Silences.empty() ||
                Row.Arguments == AnnotationArguments::Reason ||
                Row.Arguments == AnnotationArguments::Function)
        << Row.Macro.str();
  }
  EXPECT_EQ(Words.size(), 15u);
}

TEST(AnnotationKind, OthersAttributesAreNotOurs) {
  EXPECT_FALSE(parseAnnotation(""));
  EXPECT_FALSE(parseAnnotation("strong"));
  EXPECT_FALSE(parseAnnotation("ouroboros::strong"));
}

TEST(AnnotationKind, ReadsWordsWithoutArguments) {
  for (const AnnotationRow &Row : allAnnotations()) {
    std::string Text = ("ouro::" + Row.Word).str();
    if (Row.Arguments == AnnotationArguments::None) {
      EXPECT_EQ(argumentsOf(Text, Row.Kind), Arguments());
      EXPECT_EQ(problemOf(Text + "(x)"),
                ("'" + Row.Macro + "' takes no argument").str());
    } else {
      EXPECT_EQ(
          problemOf(Text).find(
              ("'" + Row.Macro + "' has no arguments; write " + Row.Macro + "(")
                  .str()),
          0u);
    }
  }
}

TEST(AnnotationKind, ReadsReasons) {
  for (const AnnotationRow &Row : allAnnotations()) {
    if (Row.Arguments != AnnotationArguments::Reason)
      continue;
    std::string Text = ("ouro::" + Row.Word).str();
    EXPECT_EQ(argumentsOf(Text + "( why, (really) )", Row.Kind),
              Arguments{"why, (really)"});
    std::string Wanted = ("'" + Row.Macro + "' needs a reason; write " +
                          Row.Macro + "(\"reason\")")
                             .str();
    EXPECT_EQ(problemOf(Text + "()"), Wanted);
    EXPECT_EQ(problemOf(Text + "( \t)"), Wanted);
  }
}

TEST(AnnotationKind, ReadsFunctions) {
  for (llvm::StringRef Good :
       {"close", "a::B::close", "Session::~Session", "_x1"})
    EXPECT_EQ(argumentsOf(("ouro::broken_by(" + Good + ")").str(), BrokenBy),
              Arguments{Good.str()});
  EXPECT_EQ(argumentsOf("ouro::broken_by( \"close\" )", BrokenBy),
            Arguments{"close"});
  for (llvm::StringRef Bad :
       {"", "close()", "a.b", "1x", "a::", "&A::f", "two words"})
    EXPECT_EQ(problemOf(("ouro::broken_by(" + Bad + ")").str()),
              ("'OURO_BROKEN_BY' names '" + Bad +
               "', which is not the name of a function; write it like close or "
               "Session::close")
                  .str());
}

TEST(AnnotationKind, ReadsResources) {
  EXPECT_EQ(argumentsOf("ouro::acquires(fd, >= 0)", Acquires),
            (Arguments{"fd", ">= 0"}));
  EXPECT_EQ(argumentsOf("ouro::acquires(\"fd\", \"!=-1\")", Acquires),
            (Arguments{"fd", "!= -1"}));
  EXPECT_EQ(argumentsOf("ouro::acquires(lock,always)", Acquires),
            (Arguments{"lock", "always"}));
  EXPECT_EQ(argumentsOf("ouro::releases(fd)", Releases), Arguments{"fd"});
  EXPECT_EQ(argumentsOf("ouro::borrows(any)", Borrows), Arguments{"any"});
  EXPECT_EQ(argumentsOf("ouro::consumes(fd)", Consumes), Arguments{"fd"});
  EXPECT_EQ(argumentsOf("ouro::consumes(fd, != nullptr)", Consumes),
            (Arguments{"fd", "!= NULL"}));

  EXPECT_EQ(problemOf("ouro::acquires(fd)"),
            "'OURO_ACQUIRES' has 1 argument, expected 2; write "
            "OURO_ACQUIRES(kind, success) "
            "with 'always' if the call cannot fail");
  EXPECT_EQ(
      problemOf("ouro::releases(fd, == 0)"),
      "'OURO_RELEASES' has 2 arguments, expected 1; write OURO_RELEASES(kind)");
  EXPECT_EQ(
      problemOf("ouro::borrows(fd, == 0)"),
      "'OURO_BORROWS' has 2 arguments, expected 1; write OURO_BORROWS(kind)");
  EXPECT_EQ(problemOf("ouro::consumes()"),
            "'OURO_CONSUMES' has the resource kind '', which is not a word of "
            "letters, digits and '_'");
  EXPECT_EQ(problemOf("ouro::releases(a b)"),
            "'OURO_RELEASES' has the resource kind 'a b', which is not a word "
            "of letters, digits and '_'");
  for (llvm::StringRef Bad :
       {"", "0", "== x", "= 0", "> NULL", "< true", "!= 1.5", "== 0 or 1"})
    EXPECT_EQ(
        problemOf(("ouro::acquires(fd, " + Bad + ")").str()),
        ("'OURO_ACQUIRES' has the success condition '" + Bad +
         "'; write 'always' or compare the result, as in '>= 0' or '!= NULL'")
            .str());
}

TEST(AnnotationKind, NormalisesConditions) {
  EXPECT_EQ(parseSuccess(" == NULL "), "== NULL");
  EXPECT_EQ(parseSuccess("==false"), "== false");
  EXPECT_EQ(parseSuccess("!= 0x10"), "!= 16");
  EXPECT_EQ(parseSuccess("<0"), "< 0");
  EXPECT_EQ(parseSuccess("> -9223372036854775808"), "> -9223372036854775808");
  EXPECT_FALSE(parseSuccess("> 9223372036854775808"));
  EXPECT_FALSE(parseSuccess("sometimes"));
}

TEST(AnnotationKind, GuessesMisspelledWords) {
  EXPECT_EQ(problemOf("ouro::acyclc(why)"),
            "unknown annotation 'ouro::acyclc'; did you mean 'OURO_ACYCLIC'?");
  EXPECT_EQ(problemOf("ouro::backreference"),
            "unknown annotation 'ouro::backreference'; did you mean "
            "'OURO_BACK_REFERENCE'?");
  EXPECT_EQ(problemOf("ouro::zzzzzzzz"), "unknown annotation 'ouro::zzzzzzzz'");
  EXPECT_EQ(problemOf("ouro::"), "unknown annotation 'ouro::'");
  EXPECT_EQ(problemOf("ouro::acyclic(why"),
            "annotation 'ouro::acyclic(why' has no closing parenthesis");
  EXPECT_EQ(problemOf("ouro::acyclic(why) "),
            "annotation 'ouro::acyclic(why) ' has no closing parenthesis");
}

TEST(AnnotationKind, KnowsItsPlaces) {
  EXPECT_EQ(misplacement(Acyclic, AnnotationPlace::Field), "");
  EXPECT_EQ(misplacement(Acyclic, AnnotationPlace::Function),
            "'OURO_ACYCLIC' means nothing on a function; it may stand on a "
            "field or a class");
  EXPECT_EQ(
      misplacement(CycleCollected, std::nullopt),
      "'OURO_CYCLE_COLLECTED' means nothing here; it may stand on a class");
  EXPECT_EQ(misplacement(Strong, AnnotationPlace::Function),
            "'OURO_STRONG' means nothing on a function; it may stand on a "
            "field, a variable, "
            "a parameter or a class");
}

TEST(AnnotationKind, ContradictionIsSymmetricAndNeverOfItself) {
  EXPECT_TRUE(contradict(Strong, Weak));
  EXPECT_TRUE(contradict(Borrows, Releases));
  EXPECT_FALSE(contradict(Strong, Traced));
  for (const AnnotationRow &L : allAnnotations()) {
    EXPECT_FALSE(contradict(L.Kind, L.Kind)) << L.Word.str();
    for (const AnnotationRow &R : allAnnotations())
      EXPECT_EQ(contradict(L.Kind, R.Kind), contradict(R.Kind, L.Kind));
  }
}

TEST(AnnotationKind, ForeignRowsAreComplete) {
  for (const ForeignAnnotation &Row : foreignAnnotations()) {
    EXPECT_FALSE(Row.Spelling.empty());
    EXPECT_TRUE(Row.Meaning.ends_with(".")) << Row.Spelling.str();
    EXPECT_FALSE(Row.Example.empty()) << Row.Spelling.str();
  }
  EXPECT_GE(foreignAnnotations().size(), 15u);
}

} // namespace
