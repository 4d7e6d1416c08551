//===- AnnotationCheck.cpp
//------------------------------------------------------===//
#include "checks/Tidy/AnnotationCheck.h"

namespace ouro::tidy {

AnnotationCheck::AnnotationCheck(llvm::StringRef Name,
                                 clang::tidy::ClangTidyContext *Context,
                                 std::shared_ptr<TidySession> Session)
    : FindingCheck(RuleId::Annotation, Name, Context, std::move(Session)) {}

} // namespace ouro::tidy
