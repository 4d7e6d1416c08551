//===- AnnotationCheck.h - ouro-annotation -*- C++ -*-===//
#ifndef OURO_CHECKS_TIDY_ANNOTATIONCHECK_H
#define OURO_CHECKS_TIDY_ANNOTATIONCHECK_H

#include "checks/Tidy/FindingCheck.h"

namespace ouro::tidy {

/// ouro-annotation: annotations that are malformed or that the code
/// contradicts. See docs/rules/ouro-annotation.md.
class AnnotationCheck : public FindingCheck {
public:
  AnnotationCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                  std::shared_ptr<TidySession> Session);
};

} // namespace ouro::tidy

#endif // OURO_CHECKS_TIDY_ANNOTATIONCHECK_H
