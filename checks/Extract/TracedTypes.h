//===- TracedTypes.h - Types with references for a collector ----*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TRACEDTYPES_H
#define OURO_CHECKS_EXTRACT_TRACEDTYPES_H

#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/TypeHolds.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

namespace ouro::extract {

/// What an annotation says of a handle or field whose target a collector sees.
struct TracedHandle {
  std::string By;       ///< member function that reports it; empty: not said
  clang::QualType Held; ///< what it refers to; null if the type does not tell
};

/// Something in a value that a collector has to be told of.
struct TracedPlace {
  std::optional<TracedHandle> Handle;         ///< a reference
  const clang::CXXRecordDecl *Part = nullptr; ///< else a class that has some
  bool Direct = true; ///< the value itself, no element of it
};

/// Finds traced references in types: by the annotations of handle classes and
/// fields, through arrays, containers, wrappers, sole owners and parts. One
/// cache per TU.
class TracedTypes {
public:
  using Places = llvm::SmallVector<TracedPlace, 2>;

  TracedTypes(TypeHolds &Types, const Symbols &Names, const SourceMap &Map)
      : Types(Types), Names(Names), Map(Map) {}

  Places placesOf(const clang::FieldDecl *Field);
  Places placesOf(clang::QualType T);

  /// What the author says about objects of class \p Record; null if they are no
  /// traced handles.
  const TracedHandle *handleOf(const clang::CXXRecordDecl *Record);

  /// True if objects of class \p Record, their bases and parts included, have
  /// traced references.
  bool hasPlaces(const clang::CXXRecordDecl *Record);

  /// Every function name that a handle met so far asks for.
  const llvm::StringSet<> &functionNames() const { return FunctionNames; }

private:
  void collect(clang::QualType T, bool Direct, unsigned Depth, Places &Out);
  void collectRecord(const clang::CXXRecordDecl *Record, bool Direct,
                     unsigned Depth, Places &Out);
  bool hasTracedArgument(const clang::CXXRecordDecl *Record, unsigned Depth);
  std::optional<TracedHandle> said(const clang::Decl &D);

  TypeHolds &Types;
  const Symbols &Names;
  const SourceMap &Map;
  llvm::StringSet<> FunctionNames;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<TracedHandle>>
      Handles;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Has;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TRACEDTYPES_H
