//===- TraceReader.h - What a function tells a collector --------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_TRACEREADER_H
#define OURO_CHECKS_EXTRACT_TRACEREADER_H

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSet.h"

namespace ouro::extract {

/// A field of a class, then a field of that field's class, and so on.
using FieldPath = llvm::SmallVector<const clang::FieldDecl *, 2>;

/// What the functions of a class that report to a collector mention. Reading is
/// generous: a mention counts as a report wherever it stands, except in a
/// condition that has nothing to do with the collector.
struct TraceReading {
  bool Opaque = false; ///< a function that is called has no body here
  bool Whole = false;  ///< the object itself is handed on
  llvm::SmallVector<FieldPath, 8> Mentions;
  llvm::StringSet<> Names; ///< members that templates mention by name only
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Read; ///< see patternOf()

  /// True if \p Path, a part of it or something in it is mentioned.
  bool mentions(llvm::ArrayRef<const clang::FieldDecl *> Path) const;
};

/// The declaration that carries the body of \p F: its definition; of a template
/// or a member of one the pattern. Null if no body is here.
const clang::FunctionDecl *definitionOf(const clang::FunctionDecl *F);

/// What \p F was made from, if it is of a template, else itself; canonical.
const clang::FunctionDecl *patternOf(const clang::FunctionDecl *F);
const clang::FieldDecl *patternOf(const clang::FieldDecl *Field);

/// Calls \p Visit for each member function of \p Record, templates included.
void forEachMethod(
    const clang::CXXRecordDecl *Record,
    llvm::function_ref<void(const clang::CXXMethodDecl *)> Visit);

/// Reads \p Functions as run on an object of class \p Record, and the member
/// functions that they call on it. Cost: linear in those bodies.
TraceReading readTrace(const clang::CXXRecordDecl *Record,
                       llvm::ArrayRef<const clang::CXXMethodDecl *> Functions);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_TRACEREADER_H
