//===- HoldExtractor.h - Which class holds which ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_HOLDEXTRACTOR_H
#define OURO_CHECKS_EXTRACT_HOLDEXTRACTOR_H

#include "checks/Extract/CountedStruct.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Extract/TypeHolds.h"
#include "checks/Facts/TuFacts.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace ouro::extract {

struct Annotation;

/// Turns class definitions into RecordFacts and HoldFacts. Classes that own
/// nothing and inherit nothing that owns are left out; whoever holds them
/// reaches a dead end.
class HoldExtractor {
public:
  HoldExtractor(const SourceMap &Map, Symbols &Names, TypeHolds &Types,
                const CountedStructs &Counted, facts::TuFacts &Facts)
      : Map(Map), Names(Names), Types(Types), Counted(Counted), Facts(Facts) {}

  /// Reads the definition \p Record (complete, not dependent), once.
  void addRecord(const clang::RecordDecl *Record);

  /// What calls make the objects of libraries hold.
  void addKeptByCalls();

private:
  void addClass(const clang::CXXRecordDecl *Record);
  void addStruct(const clang::RecordDecl *Record);
  void addField(SymbolId Holder, const clang::FieldDecl *Field);
  bool addCounted(SymbolId Holder, const clang::FieldDecl *Field);
  facts::HoldFact holdBy(SymbolId Holder, const clang::FieldDecl *Field);
  void annotateRecord(const clang::RecordDecl *Record, facts::RecordFact &Fact);
  void annotateField(const clang::FieldDecl *Field, facts::HoldFact &Hold);
  bool inheritsOwner(const clang::CXXRecordDecl *Record);

  const SourceMap &Map;
  Symbols &Names;
  TypeHolds &Types;
  const CountedStructs &Counted;
  facts::TuFacts &Facts;
  llvm::DenseSet<const clang::CXXRecordDecl *> Done;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_HOLDEXTRACTOR_H
