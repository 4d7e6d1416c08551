//===- GlobalFact.h - What variables that outlive calls gather --*- C++ -*-===//
#ifndef OURO_CHECKS_FACTS_GLOBALFACT_H
#define OURO_CHECKS_FACTS_GLOBALFACT_H

#include "checks/Vocabulary/SourcePos.h"
#include "checks/Vocabulary/SymbolId.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace ouro::facts {

enum class GlobalKind : uint8_t {
  Variable, ///< of a namespace or a class
  Local,    ///< a static variable of a function that keeps it to itself
  Member,   ///< a field of a class all of whose objects are static
};

llvm::StringRef toString(GlobalKind Kind);

/// What limits how often a growth adds something new.
enum class GrowthKey : uint8_t {
  None,  ///< nothing: each time adds one
  Fixed, ///< a key of which the text of the program has finitely many
  Given, ///< a key that comes from an argument of the function
  Other, ///< some other key
};

llvm::StringRef toString(GrowthKey Key);

/// Where the added value comes from.
enum class GrowthValue : uint8_t {
  Made,  ///< the function computes it
  Given, ///< the caller hands it over as it is: a registration
  Self,  ///< the object that is being constructed registers itself
};

llvm::StringRef toString(GrowthValue Value);

/// One place where a global grows.
struct GrowthFact {
  SymbolId Function; ///< none: an initialiser
  std::string FunctionName;
  GrowthKey Key = GrowthKey::None;
  GrowthValue Value = GrowthValue::Made;
  bool Open = false; ///< callers that this TU does not show may call Function
  bool Guarded = false; ///< a test of its size, or of a flag, ends the growth
  bool Recalls = false; ///< the function returns what was found or added
  bool Ends = false; ///< Self: objects of that class are made at run time here
  SourceSpan Where;
};

/// A variable that lives as long as the program or thread and can hold any
/// number of things. What functions do that nobody can call is left out. The
/// merge of what two TUs say of one: growths and links united, the flags
/// Shrinks and Escapes or-ed.
struct GlobalFact {
  SymbolId Id;
  std::string Name; ///< qualified
  GlobalKind Kind = GlobalKind::Variable;
  bool PerThread = false;
  bool Closed = false;  ///< no other TU can name it
  bool Weak = false;    ///< its values are weak handles
  bool Shrinks = false; ///< something is taken out of it, or it is replaced
  bool Escapes = false; ///< code that is not followed may change it
  std::vector<GrowthFact> Growths;
  /// Fields by which elements refer to the next one, if it is where a list
  /// hangs; sorted, unique.
  std::vector<SymbolId> Links;
  SourceSpan Where; ///< of the definition; none where it is only declared

  /// This TU shows all that is done to it, and it only grows.
  bool onlyGrows() const {
    return Closed && !Shrinks && !Escapes && !Growths.empty();
  }
};

} // namespace ouro::facts

#endif // OURO_CHECKS_FACTS_GLOBALFACT_H
