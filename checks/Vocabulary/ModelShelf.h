//===- ModelShelf.h - Models that wait to be asked for ----------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_MODELSHELF_H
#define OURO_CHECKS_VOCABULARY_MODELSHELF_H

#include "llvm/ADT/StringRef.h"

namespace ouro {

struct CallModel;
struct HandleModel;
struct ResourceCallModel;
struct TypeObjectModel;

/// Thousands of models ship and a TU asks for a few dozen: they are made when
/// they are asked for. What is returned, null if unknown, lives as long as the
/// shelf. Several threads may ask at once.
class ModelShelf {
public:
  virtual const HandleModel *type(llvm::StringRef Name) const = 0;
  virtual const CallModel *function(llvm::StringRef Name) const = 0;
  virtual const TypeObjectModel *typeObject(llvm::StringRef Name) const = 0;
  virtual const ResourceCallModel *call(llvm::StringRef Name) const = 0;

protected:
  ~ModelShelf() = default;
};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_MODELSHELF_H
