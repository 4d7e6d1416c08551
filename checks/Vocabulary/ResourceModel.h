//===- ResourceModel.h - What calls do with resources -----------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_RESOURCEMODEL_H
#define OURO_CHECKS_VOCABULARY_RESOURCEMODEL_H

#include "checks/Vocabulary/SignSet.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace ouro {

class ModelShelf;

/// A kind of resource: what acquires and releases have to agree on.
struct ResourceKindModel {
  std::string Kind;    ///< "FILE"
  std::string Noun;    ///< for people: "stream"
  std::string Release; ///< what gives it back, for people: "fclose"
  SignSet Valid = SignSet::positive(); ///< of handles that are worth releasing
  bool Contains = false; ///< a block of memory: may hold other resources
  bool Counted = false;  ///< releasing gives one of several references back
  unsigned Cwe = 772;
  /// Other kinds whose release gives it back just as well.
  std::vector<std::string> Also;
  /// Other kinds that its own release gives back just as well.
  std::vector<std::string> Frees;
  /// Often there is nothing to give back: findings are Possible at most.
  bool Minor = false;
  /// Handles are numbers, and those below this one belong to the process.
  unsigned Standard = 0;
  /// A state of something that lives on, like a lock: judged only where one
  /// function acquires and releases it.
  bool Paired = false;
  /// It tells of a failure: a call that has none to tell leaves alone what was
  /// where it would put it.
  bool Failure = false;
  bool operator==(const ResourceKindModel &) const = default;
};

/// The value of a call that a resource is in.
struct CallSlot {
  enum class Kind : uint8_t {
    Result,
    Receiver,
    Argument,
    Pointee, ///< what the argument points to, after the call
    Object,  ///< the object that a member function is called for
  } Where = Kind::Result;
  unsigned Index = 0; ///< of the argument
  std::string Field;  ///< Pointee: of the struct there; empty: itself
  std::optional<unsigned> Element; ///< Pointee: of the array there
  bool operator==(const CallSlot &) const = default;
};

/// What one argument has to be for an effect to happen: `realpath(p, NULL)`
/// acquires, `realpath(p, Buffer)` does not. The text of the call decides, not
/// the path to it: Acquire and Release need an argument that surely has one of
/// the signs (a constant; the address of a function or variable is positive),
/// Consume and Keep one that may have.
struct ArgumentCondition {
  unsigned Index = 0;
  SignSet Signs = SignSet::any();
  bool operator==(const ArgumentCondition &) const = default;
};

/// One thing that a call does with one resource.
struct ResourceEffect {
  enum class Kind : uint8_t {
    Acquire, ///< Slot holds a new resource; an Argument or the Receiver: it
             ///< gains one more reference
    Release, ///< the resource in Slot is given back
    Consume, ///< the resource in Slot has a new owner
    Keep,    ///< the call may keep what is in Slot
    Clear,   ///< Slot, a Pointee, is null afterwards; says nothing of what was
             ///< there: a Release or `Content` before it does
  } What = Kind::Acquire;
  CallSlot Slot;
  std::string Resource;             ///< Acquire, Release
  SignSet Success = SignSet::any(); ///< of the witness: else nothing happens
  CallSlot Witness;                 ///< whose sign tells; mostly the result
  std::optional<ArgumentCondition> Given;
  /// Nothing happens if an argument surely has one of the signs.
  std::optional<ArgumentCondition> Unless;
  /// Acquire: the kind is what this template argument of the class, a deleter,
  /// gives back; nothing happens if its code does not tell. Resource is only
  /// the usual one.
  std::optional<unsigned> Deleter;
  bool operator==(const ResourceEffect &) const = default;
};

/// What a function of a library does. What it is given and no effect speaks
/// of, it uses only during the call.
struct ResourceCallModel {
  std::vector<ResourceEffect> Effects;
  std::optional<unsigned> Same; ///< the result is this argument
  /// The result is what this argument pointed to before the call, as of
  /// std::exchange and g_steal_pointer.
  std::optional<unsigned> Content;
  bool Pure = false; ///< same arguments, same result
  /// The result points to the code of the last error, as of what `errno` is.
  bool LastError = false;
  bool NoReturn = false;
  /// Signs that the result can have, whatever happened.
  SignSet Result = SignSet::any();
  bool operator==(const ResourceCallModel &) const = default;
};

/// All resource models that apply. Immutable after loading; later models
/// replace earlier ones of the same name.
class ResourceModels {
public:
  /// The calls that \p Shelf, if any, knows apply unless add() replaces them.
  explicit ResourceModels(const ModelShelf *Shelf = nullptr) : Shelf(Shelf) {}

  void add(ResourceKindModel Model);
  /// \p Names are qualified, without inline namespaces. All share one model:
  /// the models that ship name thousands of functions.
  void add(llvm::ArrayRef<std::string> Names, ResourceCallModel Model);

  /// Null if unknown.
  const ResourceKindModel *findKind(llvm::StringRef Kind) const;
  const ResourceCallModel *findCall(llvm::StringRef QualifiedName) const;

  /// In the order of their first definition.
  llvm::ArrayRef<ResourceKindModel> kinds() const { return Kinds; }

private:
  const ModelShelf *Shelf;
  std::vector<ResourceKindModel> Kinds;
  llvm::StringMap<unsigned> KindIndex;
  std::vector<ResourceCallModel> Calls;
  llvm::StringMap<unsigned> CallIndex;
};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_RESOURCEMODEL_H
