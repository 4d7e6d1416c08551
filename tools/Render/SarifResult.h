//===- SarifResult.h - One finding as a SARIF result ------------*- C++ -*-===//
#ifndef OURO_TOOLS_RENDER_SARIFRESULT_H
#define OURO_TOOLS_RENDER_SARIFRESULT_H

#include "checks/Vocabulary/Finding.h"
#include "tools/Render/JsonValue.h"

namespace ouro::render {

class SarifPlaces;
class SourceFiles;

/// The result object of \p F. Its witness is cut after \p MaxLocations places.
Json sarifResult(const Finding &F, size_t MaxLocations, SarifPlaces &Places,
                 SourceFiles &Sources);

/// Number of places in the witness of \p F.
size_t witnessPlaces(const Finding &F);

} // namespace ouro::render

#endif // OURO_TOOLS_RENDER_SARIFRESULT_H
