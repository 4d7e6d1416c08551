//===- TypeHolds.h - What a value of a type keeps alive ---------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TYPEHOLDS_H
#define OURO_CHECKS_EXTRACT_TYPEHOLDS_H

#include "checks/Extract/Symbols.h"
#include "checks/Facts/Fact.h"
#include "checks/Vocabulary/HandleModel.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"
#include <memory>

namespace ouro::extract {

class CountedStructs;
struct RecognisedHandle;

/// One class that a value of some type refers to.
struct TypeHold {
  const clang::CXXRecordDecl *Held = nullptr; ///< null for Erased
  facts::HoldKind Kind = facts::HoldKind::Part;
  bool Many = false;
};

/// What role a class plays for the places of Place: which part of an
/// expression of that class names a new object.
enum class TypeRole : uint8_t {
  Plain,     ///< a class of the user: an object of its own
  Handle,    ///< stands for the object it refers to
  Container, ///< stands for its elements
  Wrapper,   ///< stands for what is in it
  Erased,    ///< stands for the closure in it
};

/// Classifies types, with one cache per TU. Sees through arrays, library
/// containers and wrappers and nested handles; knows library types from models
/// and the user's smart pointers from their behaviour.
class TypeHolds {
public:
  TypeHolds(clang::ASTContext &Context, const HandleModels &Models,
            const SourceMap &Map, Symbols &Names);
  ~TypeHolds();

  /// What structs hold by counts kept by hand; set before anything is asked.
  void setCounted(const CountedStructs &Structs) { Counted = &Structs; }

  /// Every class that a value of type \p T refers to directly.
  llvm::ArrayRef<TypeHold> holdsOf(clang::QualType T);

  /// The model of \p Record, or null; by the name of its template.
  const HandleModel *modelOf(const clang::CXXRecordDecl *Record);

  TypeRole roleOf(const clang::CXXRecordDecl *Record);
  TypeRole roleOf(clang::QualType T);

  /// How a value of class \p Record holds what it stands for; Part if it stands
  /// for itself.
  facts::HoldKind handleKindOf(const clang::CXXRecordDecl *Record);

  /// True if what a value of type \p T stands for lives as long as the value:
  /// false for pointers, weak handles and whatever is no class.
  bool keepsAlive(clang::QualType T);

  /// True if values of \p T, or what they refer to, matter for ownership: a
  /// class of the user that holds something, or a handle, container or pointer
  /// that leads to one.
  bool isRelevant(clang::QualType T);

  /// True if \p Record (of the user) holds anything strongly or erased, in its
  /// fields, by-value parts or bases.
  bool ownsSomething(const clang::CXXRecordDecl *Record);

private:
  using Holds = llvm::SmallVector<TypeHold, 1>;

  void collect(clang::QualType T, facts::HoldKind Via, bool Many,
               unsigned Depth, Holds &Out);
  void collectModelled(const clang::CXXRecordDecl *Record,
                       const HandleModel &Model, facts::HoldKind Via, bool Many,
                       unsigned Depth, Holds &Out);
  void collectRecord(const clang::CXXRecordDecl *Record, facts::HoldKind Via,
                     bool Many, unsigned Depth, Holds &Out);
  bool collectElements(const clang::ClassTemplateSpecializationDecl *Record,
                       facts::HoldKind Via, unsigned Depth, Holds &Out);
  std::unique_ptr<RecognisedHandle>
  annotated(const clang::CXXRecordDecl *Record);
  const RecognisedHandle *recognised(const clang::CXXRecordDecl *Record);

  clang::ASTContext &Context;
  const HandleModels &Models;
  const SourceMap &Map;
  Symbols &Names;
  const CountedStructs *Counted = nullptr;
  llvm::BumpPtrAllocator Storage; ///< of the arrays in ByType
  llvm::DenseMap<const void *, llvm::ArrayRef<TypeHold>> ByType;
  llvm::DenseMap<const clang::CXXRecordDecl *, const HandleModel *>
      ModelByRecord;
  llvm::DenseMap<const clang::CXXRecordDecl *,
                 std::unique_ptr<RecognisedHandle>>
      ByBehaviour;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Owns;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TYPEHOLDS_H
