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

std::string terse(const Finding &F) {
  const Rule &R = ruleOf(F.Rule);
  return fillIn(F.Sureness == Confidence::Possible ? R.TerseMay : R.Terse,
                F.Arguments);
}

std::string sentence(const Finding &F) {
  return capitalised(fillIn(ruleOf(F.Rule).Sentence, F.Arguments));
}

std::string terse(const WitnessStep &Step) {
  return fillIn(wordsOf(Step.Kind).Terse, Step.Arguments);
}

std::string sentence(const WitnessStep &Step) {
  return capitalised(fillIn(wordsOf(Step.Kind).Sentence, Step.Arguments));
}

} // namespace ouro
