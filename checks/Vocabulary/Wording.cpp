//===- Wording.cpp --------------------------------------------------------===//
#include "checks/Vocabulary/Wording.h"
#include "llvm/ADT/StringExtras.h"

namespace ouro {

std::string fillIn(llvm::StringRef Format,
                   llvm::ArrayRef<std::string> Arguments) {
  std::string Out;
  while (!Format.empty()) {
    size_t Open = Format.find('{');
    Out += Format.take_front(Open);
    Format = Format.drop_front(std::min(Open, Format.size()));
    if (Format.empty())
      break;
    size_t Index = 0;
    llvm::StringRef Rest = Format.drop_front();
    if (!Rest.consumeInteger(10, Index) && Rest.consume_front("}")) {
      if (Index < Arguments.size())
        Out += Arguments[Index];
      Format = Rest;
    } else {
      Out += '{';
      Format = Format.drop_front();
    }
  }
  return Out;
}

namespace {
struct StepWords {
  llvm::StringRef Terse;
  llvm::StringRef Sentence;
};
} // namespace

static const StepWords &wordsOf(StepKind Kind) {
  static const StepWords Rows[] = {
#define OURO_STEP(Kind, Terse, Sentence) {Terse, Sentence},
#include "checks/Vocabulary/Steps.def"
  };
  return Rows[static_cast<size_t>(Kind)];
}

/// Sentences may start with a quoted name, which keeps its case.
static std::string capitalised(std::string Text) {
  if (!Text.empty())
    Text[0] = llvm::toUpper(Text[0]);
  return Text;
}

namespace {
struct Headline {
  llvm::StringRef Terse;
  llvm::StringRef TerseMay;
  llvm::StringRef Sentence;
};
} // namespace

/// The rule's words, or those of the shape that the witness tells.
static Headline headlineOf(const Finding &F) {
  for (const WitnessStep &Step : F.Witness)
    switch (Step.Kind) {
#define OURO_HEADLINE(Step, Terse, TerseMay, Sentence)                         \
  case StepKind::Step:                                                         \
    return {Terse, TerseMay, Sentence};
#include "checks/Vocabulary/Headlines.def"
    default:
      break;
    }
  const Rule &R = ruleOf(F.Rule);
  return {R.Terse, R.TerseMay, R.Sentence};
}

std::string terse(const Finding &F) {
  Headline Words = headlineOf(F);
  return fillIn(F.Sureness == Confidence::Possible ? Words.TerseMay
                                                   : Words.Terse,
                F.Arguments);
}

std::string sentence(const Finding &F) {
  return capitalised(fillIn(headlineOf(F).Sentence, F.Arguments));
}

std::string terse(const WitnessStep &Step) {
  return fillIn(wordsOf(Step.Kind).Terse, Step.Arguments);
}

std::string sentence(const WitnessStep &Step) {
  return capitalised(fillIn(wordsOf(Step.Kind).Sentence, Step.Arguments));
}

} // namespace ouro
