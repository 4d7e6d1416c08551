//===- GlobalArrays.h - Arrays that grow by hand ----------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_GLOBALARRAYS_H
#define OURO_CHECKS_EXTRACT_GLOBALARRAYS_H

#include "checks/Extract/GrowthReader.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/VariableUse.h"
#include "checks/Vocabulary/ResourceModel.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <set>
#include <vector>

namespace ouro::extract {

/// An array on the heap that only grows, and where.
struct GrownArray {
  const clang::VarDecl *Variable;
  std::vector<facts::GrowthFact> Growths; ///< in source order
};

/// Finds arrays that are kept by hand: a pointer `p` that gets what some
/// function makes of it, `p = realloc(p, ...)`, and a count `n` that says where
/// the next element goes, `p[n] = e; n++`. As long as the count never goes down
/// all elements must be kept; so the count tells, and the pointer only if it is
/// released or replaced. Whatever else happens to either is silence.
class GlobalArrays {
public:
  GlobalArrays(GrowthReader Reader, const ResourceModels &Models,
               const SourceMap &Map, Symbols &Names)
      : Reader(Reader), Models(Models), Map(Map), Names(Names) {}

  /// \p Variable lives as long as the program, and nobody outside of this TU
  /// can name it.
  void consider(const clang::VarDecl *Variable);

  /// Cost: a visit per expression, three if there are pointers that get what is
  /// made of them.
  std::vector<GrownArray> read(llvm::ArrayRef<const clang::FunctionDecl *> All);

private:
  struct Array {
    std::set<const clang::VarDecl *> Counts;
    bool Lost = false; ///< released, replaced, or its address is taken
  };

  /// What one function does to a count.
  struct Step {
    const clang::FunctionDecl *In;
    const clang::Expr *Where;
  };

  struct Count {
    std::vector<Step> Steps; ///< up, in source order
    bool Lost = false;       ///< it goes down, or may
  };

  void findResize(const clang::FunctionDecl *F, const Mention &M);
  Array &arrayOf(const clang::VarDecl *Variable);
  void readPointer(Array &A, const Mention &M);
  void readElement(Array &A, const Mention &M) const;
  static void readCount(Count &C, const clang::FunctionDecl *F,
                        const Mention &M);
  const clang::VarDecl *numberIn(const clang::Expr *E) const;
  const clang::VarDecl *countIn(const clang::Expr *Index) const;
  bool isReleased(const clang::CallExpr *Call, const clang::Expr *E) const;
  facts::GrowthFact growthOf(const clang::VarDecl *Variable,
                             const clang::VarDecl *Counter,
                             const Step &S) const;
  bool isLimited(const clang::FunctionDecl *F) const;
  llvm::DenseSet<const clang::Decl *>
  roomIn(const clang::FunctionDecl *F, const clang::VarDecl *Counter) const;

  GrowthReader Reader;
  const ResourceModels &Models;
  const SourceMap &Map;
  Symbols &Names;
  llvm::DenseSet<const clang::VarDecl *> Pointers, Numbers;
  /// In the order in which they were found.
  std::vector<std::pair<const clang::VarDecl *, Array>> Arrays;
  std::map<const clang::VarDecl *, Count> Counts;
  /// Assignments and calls by which an array stays what it is, but larger.
  llvm::DenseSet<const clang::Stmt *> Resizes;
  /// Functions that resize an array.
  std::set<std::pair<const clang::VarDecl *, const clang::FunctionDecl *>>
      Resizers;
};

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_GLOBALARRAYS_H
