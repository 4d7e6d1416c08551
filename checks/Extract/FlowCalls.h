//===- FlowCalls.h - What calls mean to resources ---------------*- C++ -*-===//
#ifndef OURO_CHECKS_EXTRACT_FLOWCALLS_H
#define OURO_CHECKS_EXTRACT_FLOWCALLS_H

#include "checks/Extract/AnnotationReader.h"
#include "checks/Extract/SourceMap.h"
#include "checks/Extract/Symbols.h"
#include "checks/Facts/FlowFacts.h"
#include "checks/Vocabulary/ResourceModel.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <optional>

namespace ouro::extract {

/// A model's or annotation's effect, with the index of its resource.
struct MeantEffect {
  ResourceEffect Effect;
  unsigned Resource = facts::NoIndex; ///< Acquire, Release
};

/// What a function whose body is not seen may keep of an argument.
enum class Keeps : unsigned char {
  Anything,
  Copies, ///< what it reads there: a handle's value, parts of a struct
  Nothing ///< it is only used during the call
};

/// What is known of a function before its body is looked into.
struct CallMeaning {
  std::string ModelName;
  std::vector<MeantEffect> Effects;
  /// A model speaks of it, or it is of a library whose functions only use what
  /// they get: arguments without effect are borrowed.
  bool Borrows = false;
  bool Modelled = false; ///< by a model; its body, if any, is not asked
  bool HasBody = false;  ///< in this TU, written by the user
  bool NoReturn = false;
  bool Pure = false;
  bool LastError = false;       ///< the result points to the last error's code
  std::optional<unsigned> Same; ///< the result is this argument
  std::optional<unsigned> Content; ///< the result is what this pointed to
  SignSet Result = SignSet::any(); ///< signs of the result
  std::vector<Keeps> Parameters;   ///< what may be kept of each
  /// This argument says how to release something: who gets it, if it is not
  /// null, may keep the others.
  std::optional<unsigned> ToldBy;
};

/// Reads and caches the meaning of functions; owns the table of resources that
/// models and annotations of the TU speak of. One per TU.
class FlowCalls {
public:
  FlowCalls(clang::ASTContext &Context, const ResourceModels &Models,
            const SourceMap &Map, Symbols &Names);

  /// \p F may be null: a call through a pointer.
  const CallMeaning &meaningOf(const clang::FunctionDecl *F);

  /// The meaning of a function pointer's variable or field, which models may
  /// name like a function.
  const CallMeaning &meaningOfPointer(const clang::ValueDecl *D);

  /// `new`, `new[]`: the resource that \p E makes; none if it is placed into
  /// memory that exists, or if the class has its own operator new that a model
  /// does not know.
  std::optional<unsigned> resourceOf(const clang::CXXNewExpr *E);
  /// What `delete` gives back.
  unsigned resourceOf(const clang::CXXDeleteExpr *E);

  /// Globals and statics, and local pointers to objects with virtual functions,
  /// that the TU writes or whose address it takes.
  void addWritten(const clang::VarDecl *Variable) {
    Written.insert(Variable->getCanonicalDecl());
  }
  bool isWritten(const clang::VarDecl *Variable) const {
    return Written.contains(Variable->getCanonicalDecl());
  }

  /// \p E is a builtin that only looks at the type or text of its arguments.
  bool ignoresArguments(const clang::CallExpr *E) const;

  /// What a call, which means \p Meaning, may keep of argument \p Index.
  Keeps keeps(const CallMeaning &Meaning, unsigned Index,
              llvm::ArrayRef<const clang::Expr *> Arguments);

  /// An exception may come out of \p F, null for a call through a pointer, as
  /// far as its declaration says.
  bool mayThrow(const clang::FunctionDecl *F) const;

  /// The integer that \p E is known to be, through enumerators, casts,
  /// `sizeof`, constants, statics that nothing writes and functions that only
  /// return one. To be asked when everything that is written is known.
  std::optional<int64_t> constantOf(const clang::Expr *E);

  unsigned resource(llvm::StringRef Kind);

  /// How graphs and paths name a field.
  facts::FlowField fieldFact(const clang::FieldDecl *D);

  clang::ASTContext &Context;
  const SourceMap &Map;
  Symbols &Names;
  std::vector<facts::ResourceFact> Resources;
  /// Relays and their writers; see Relays.h.
  llvm::DenseMap<const clang::VarDecl *, const clang::FunctionDecl *> Relays;

private:
  void read(const clang::FunctionDecl *F, CallMeaning &Meaning);
  void readSignature(const clang::FunctionDecl *F, CallMeaning &Meaning);
  void readModel(const ResourceCallModel &Model, CallMeaning &Meaning);
  void readAnnotationsOf(const clang::FunctionDecl *F, CallMeaning &Meaning);
  void addAnnotation(const clang::FunctionDecl *F, const Annotation &A,
                     std::optional<unsigned> Parameter, CallMeaning &Meaning);
  std::string nameOf(const clang::FunctionDecl *F);
  std::optional<int64_t> constantBinary(const clang::BinaryOperator *E);
  std::optional<int64_t> constantUnary(const clang::UnaryOperator *E);
  std::optional<int64_t> constantReference(const clang::DeclRefExpr *E);
  std::optional<int64_t> constantReturn(const clang::FunctionDecl *F);

  const ResourceModels &Models;
  CallMeaning Unknown;
  llvm::DenseMap<const clang::Decl *, std::unique_ptr<CallMeaning>> Meanings;
  llvm::StringMap<unsigned> ResourceIndex;
  llvm::DenseSet<const clang::VarDecl *> Written;
  llvm::DenseMap<const clang::FunctionDecl *, std::optional<int64_t>> Results;
  unsigned Depth = 0; ///< of constantOf()
};

/// A constructor whose body is elsewhere may make its object known to something
/// that \p E gives it: a parent, a registry, a callback. Numbers, null and what
/// can only be read are no such thing.
bool mayRegister(const clang::CXXConstructExpr *E);

/// \p E without parentheses, casts, temporaries, cleanups and constant
/// wrappers.
const clang::Expr *plain(const clang::Expr *E);

/// The definition of the struct or class that \p Type is; null if none.
const clang::RecordDecl *definitionOf(clang::QualType Type);

/// The expression whose value a GNU statement expression has; null if none.
const clang::Expr *valueIn(const clang::StmtExpr *E);

} // namespace ouro::extract

#endif // OURO_CHECKS_EXTRACT_FLOWCALLS_H
