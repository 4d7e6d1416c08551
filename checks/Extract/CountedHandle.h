//===- CountedHandle.h - Smart pointers known by behaviour ------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_COUNTEDHANDLE_H
#define OURO_CHECKS_EXTRACT_COUNTEDHANDLE_H

#include "checks/Facts/Fact.h"
#include "clang/AST/DeclCXX.h"
#include <optional>

namespace ouro::extract {

/// What a class that no model knows turns out to be.
struct RecognisedHandle {
  facts::HoldKind Kind; ///< Shared or Unique
  clang::QualType Held; ///< the pointee of its pointer field
  const clang::FieldDecl *Field;
};

/// Recognises a hand-written smart pointer by what it does, never by names:
///   Shared  it has exactly one pointer-to-class field, gives access to the
///           pointee (operator->, operator* or a parameterless const member
///           that returns the pointer), its copy constructor calls something
///           on the pointee, and so does its destructor, but another function;
///   Unique  the same access, and its destructor deletes the pointer.
/// Calls of the class's own constructors and members are followed. The bodies
/// of templates are read in their pattern where no instantiation has one.
/// Cost: linear in the bodies of those special members.
std::optional<RecognisedHandle>
recogniseHandle(const clang::CXXRecordDecl &Record);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_COUNTEDHANDLE_H
