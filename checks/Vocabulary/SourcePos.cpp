//===- SourcePos.cpp ------------------------------------------------------===//
#include "checks/Vocabulary/SourcePos.h"

std::string ouro::toString(const SourcePos &Pos) {
  if (!Pos.isValid())
    return "<unknown>";
  return Pos.File.str() + ':' + std::to_string(Pos.Line) + ':' +
         std::to_string(Pos.Column);
}
