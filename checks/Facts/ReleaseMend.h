//===- ReleaseMend.h - How a release can be mended --------------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_RELEASEMEND_H
#define OURO_CHECKS_FACTS_RELEASEMEND_H

#include "checks/Facts/FlowPlace.h"
#include "checks/Vocabulary/SourcePos.h"
#include <string>
#include <vector>

namespace ouro::facts {

/// A change of one function after which its paths have a defect less and none
/// more. The paths allow it; whether the text does, only the source can tell.
struct ReleaseMend {
  enum class Kind : uint8_t {
    Add,   ///< release Variable at the end of each of Places, which return
    Match, ///< Places[0] releases it like what Resource is acquired as
    Keep,  ///< the assignment Places[0] is tested for null right away: release
           ///< Variable if it is, and assign only then if it is not
  } What;
  unsigned Function = NoIndex; ///< index into FlowFacts::Functions
  unsigned Resource = NoIndex; ///< index into FlowFacts::Resources
  SourceSpan Site;             ///< what acquires it
  std::string Variable;        ///< Add, Keep: the local variable that holds it
  SourceSpan Declared;         ///< Add, Keep: the variable
  /// Add, Keep: on some path there is nothing to release, and Variable is null.
  bool MayBeNull = false;
  std::vector<SourceSpan> Places; ///< sorted, unique
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_RELEASEMEND_H
