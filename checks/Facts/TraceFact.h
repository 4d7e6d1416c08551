//===- TraceFact.h - What a collector is told of ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_TRACEFACT_H
#define OURO_CHECKS_FACTS_TRACEFACT_H

#include "checks/Vocabulary/FixEdit.h"
#include "checks/Vocabulary/SymbolId.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::facts {

/// Whether a collector learns of a traced reference, as far as one sees.
enum class TraceState : uint8_t {
  Reported, ///< its object's function for the collector mentions it
  Opaque,   ///< that function, or one that it calls, has no body here
  Missing,  ///< that function was read and does not mention it
  Orphan,   ///< its class has no such function and is a part of no class that
            ///< has one
  Static,   ///< a variable with static or thread storage duration
  Local,    ///< a local variable that gives it to nobody
};

llvm::StringRef toString(TraceState State);

/// A place from which a reference for a cycle collector hangs: a field, a base
/// class or a variable.
struct TraceFact {
  TraceState State = TraceState::Reported;
  SymbolId Holder;        ///< class; of a variable, its own class, if it is one
  std::string HolderName; ///< with template arguments
  SymbolId Field;         ///< the first field of the path; none for a base
  std::string Name;       ///< "Node::left", "Node::links.first", "Base", "root"
  std::string Held;       ///< class that is referred to, as far as known
  std::string Tracer;     ///< qualified name of the function for the collector
  SourceSpan TracerWhere; ///< its name
  bool IsBase = false;
  bool Confined = false; ///< only the main file can name the class
  bool Erased = false;   ///< whether there is a reference shows at run time
  bool Spelled = false;  ///< Local: its type is written, not deduced
  /// Local: something is called while it lives, which may collect.
  bool Exposed = false;
  /// Missing: what makes the function mention it; empty if that is not plain.
  std::vector<FixEdit> Fix;
  SourceSpan Where;
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_TRACEFACT_H
