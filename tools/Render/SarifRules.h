//===- SarifRules.h - The rules and their weaknesses, in SARIF --*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SARIFRULES_H
#define OURO_TOOLS_RENDER_SARIFRULES_H

#include "tools/Render/JsonValue.h"

namespace ouro::render {

struct Tool;

/// reportingDescriptors of all rules, in the order of Rules.def: the index of
/// a rule is its RuleId.
Json sarifRules(const Tool &By);

/// The CWE taxonomy with the weaknesses that rules refer to, by number.
Json sarifCweTaxonomy();

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SARIFRULES_H
