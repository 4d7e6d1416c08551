//===- HandleModel.h - What library types and calls mean --------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_HANDLEMODEL_H
#define OURO_CHECKS_VOCABULARY_HANDLEMODEL_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ouro {

class ModelShelf;

/// How a library type holds the types in its template arguments.
enum class HandleKind : uint8_t {
  Shared, ///< counted strong reference
  Unique, ///< sole owner
  Weak,   ///< observes
  Raw,    ///< plain pointer in disguise (observer_ptr, reference_wrapper, span)
  Erased, ///< hides what it holds (std::function, std::any)
  Container, ///< any number of its arguments, by value
  Wrapper, ///< at most one of its arguments, by value (optional, variant, pair)
};

/// What a member call does with the receiver's content.
enum class MemberEffect : uint8_t {
  View,    ///< result refers to the content: get, operator->, begin, at, find,
           ///< lock
  Peek,    ///< result is the first or last element, whichever that is: front
  Store,   ///< the receiver now also holds the arguments: push_back, emplace
  Replace, ///< as Store; without (or with null) arguments as Break: reset,
           ///< operator=
  Break,   ///< content goes away: clear, erase
  Pop,     ///< the first or last element goes away: pop_back
  Take,    ///< content goes away and is the result: release, extract
  Swap,    ///< contents of receiver and argument change places
};

/// What a free function does.
enum class CallEffect : uint8_t {
  Same,  ///< result is its argument `Argument`: move, forward,
         ///< static_pointer_cast
  Make,  ///< result is a fresh object of template argument 0: make_shared
  Take,  ///< empties argument `Argument`, whose content is the result; stores
         ///< the other one in it: exchange
  Swap,  ///< contents of the first two arguments change places
  Break, ///< empties argument `Argument`: erase_if
  Bind,  ///< result is a closure that holds the arguments: bind, bind_front
  Self,  ///< result is a strong handle to the receiver: shared_from_this
  WeakSelf, ///< result is a weak handle to the receiver
  Drop,     ///< uses its arguments only during the call: std::sort, for_each
  // Counts that are kept by hand. Argument, With and By are indices.
  Retain,     ///< adds a reference to `Argument`, which is the result
  Release,    ///< gives a reference to `Argument` back
  Free,       ///< ends `Argument`
  Clear,      ///< releases what the pointer at address `Argument` refers to
  Assign,     ///< the pointer at address `Argument` now refers to `With`, too
  Insert,     ///< the container `Argument` now has the element `With`
  Collect,    ///< result is a container that drops elements by `Argument`
  ReleaseAll, ///< ends the container `Argument`; elements are dropped by `With`
  Register,   ///< `Argument` keeps `With` until it drops it by `By`
  Teardown,   ///< a field: the function in it runs when the object ends
  Leaf,       ///< result is an object that refers to no other
  Inspect,    ///< looks at the dynamic type of `Argument`
  // What an object keeps without a field that anybody sees.
  Attach, ///< the object `Argument` keeps the other arguments
  Detach, ///< the object `Argument` drops what it keeps so
  Adopt,  ///< the object `Argument` keeps the receiver
};

/// How many of a call model's indices mean something, in their order.
unsigned indicesOf(CallEffect Effect);

/// A class (template) of a library, by qualified name without inline
/// namespaces: "std::shared_ptr".
struct HandleModel {
  std::string Type;
  HandleKind Kind = HandleKind::Shared;
  std::vector<unsigned> Held; ///< template arguments that are held; empty: all
  llvm::StringMap<MemberEffect> Members;
  bool operator==(const HandleModel &) const = default;
};

/// A free or member function, by qualified name without inline namespaces.
struct CallModel {
  std::string Function;
  CallEffect Effect = CallEffect::Same;
  unsigned Argument = 0;
  unsigned With = 0;
  unsigned By = 0;
  bool operator==(const CallModel &) const = default;
};

/// Structs that describe types to a collector of another language. The members
/// are named by what they say.
struct TypeObjectModel {
  std::string Type;          ///< the struct: "_typeobject"
  std::string Held;          ///< what counted references refer to: "_object"
  std::string Size;          ///< sizeof the instances
  std::string Flags;         ///< a number
  std::string Traverse;      ///< function that lists what an instance holds
  std::string Clear;         ///< function that drops what an instance holds
  std::string Base;          ///< type object that it inherits from
  unsigned CollectedBit = 0; ///< of Flags: the collector knows the instances
  std::string CollectedFlag; ///< what sources call that bit
  bool operator==(const TypeObjectModel &) const = default;
};

/// All models that apply, looked up by qualified name. Immutable after loading.
class HandleModels {
public:
  /// What \p Shelf, if any, knows applies unless add() replaces it.
  explicit HandleModels(const ModelShelf *Shelf = nullptr) : Shelf(Shelf) {}

  /// Adds a model; a later one of the same name replaces the earlier one, so
  /// that users can override what ships.
  void add(HandleModel Model);
  void add(CallModel Model);
  void add(TypeObjectModel Model);

  /// Null if the type or function is unknown.
  const HandleModel *findType(llvm::StringRef QualifiedName) const;
  const CallModel *findFunction(llvm::StringRef QualifiedName) const;
  const TypeObjectModel *findTypeObject(llvm::StringRef QualifiedName) const;

private:
  const ModelShelf *Shelf;
  llvm::StringMap<HandleModel> Types;
  llvm::StringMap<CallModel> Functions;
  llvm::StringMap<TypeObjectModel> TypeObjects;
};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_HANDLEMODEL_H
