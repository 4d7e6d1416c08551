//===- FlowExtractor.h - Resources of one TU --------------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_FLOWEXTRACTOR_H

#include "checks/Extract/FlowCalls.h"
#include "checks/Facts/ReleaseMend.h"
#include "checks/Vocabulary/FixEdit.h"
#include "llvm/ADT/DenseMap.h"

namespace ouro::extract {

/// What has code in one TU, as the walk over declarations finds it.
struct TuBodies {
  std::vector<const clang::FunctionDecl *> Functions;
  std::vector<const clang::VarDecl *> Variables; ///< globals with initialiser
};

/// What the functions of one TU do with resources: a scan of all bodies, and
/// graphs of those that somebody asks for. Must not outlive the ASTContext and
/// the models.
class FlowExtractor {
public:
  /// Scans. Cost: one visit per statement.
  FlowExtractor(clang::ASTContext &Context, const ResourceModels &Models,
                const TuBodies &Bodies, FileName SourceRoot = {});

  const facts::FlowFacts &facts() const { return Facts; }

  /// Graphs are kept for whoever asks a second time.
  void keepGraphs() { Kept.emplace(); }

  /// Lowers the body of facts().Functions[Index]; see facts::FlowSource. Cost:
  /// linear in the body, plus clang's CFG.
  facts::FlowGraph lower(unsigned Index);

  /// \p Mend as edits; none if the text does not allow them.
  std::vector<FixEdit> mend(const facts::ReleaseMend &Mend);

private:
  SourceMap Map;
  Symbols Names;
  FlowCalls Calls;
  facts::FlowFacts Facts;
  std::vector<const clang::FunctionDecl *> Functions; ///< as in Facts
  std::optional<llvm::DenseMap<unsigned, facts::FlowGraph>> Kept;
};

/// What the edits for \p Mend do, in words.
std::string titleOf(const facts::ReleaseMend &Mend,
                    const facts::FlowFacts &Facts);

/// What every body that acquires, releases or touches fields does, sorted by
/// name and place.
void print(FlowExtractor &Flow, llvm::raw_ostream &OS);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWEXTRACTOR_H
