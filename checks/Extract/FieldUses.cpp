//===- FieldUses.cpp ------------------------------------------------------===//
#include "checks/Extract/FieldUses.h"

using namespace clang;

namespace ouro::extract {

bool FieldUses::find(const DeclContext *DC) {
  for (Decl *D : DC->decls()) {
    bool Opens = isa<NamespaceDecl, LinkageSpecDecl>(D);
    if (!Opens && !Names.isUserCode(D))
      continue;
    if (const auto *F = dyn_cast<FieldDecl>(D); F && Names.idOf(F) == Wanted)
      Field = F->getCanonicalDecl();
    else if (Opens || isa<CXXRecordDecl>(D))
      find(cast<DeclContext>(D));
    if (Field)
      return true;
  }
  return false;
}

bool FieldUses::collect(const DeclContext *DC) {
  for (Decl *D : DC->decls()) {
    if (isa<NamespaceDecl, LinkageSpecDecl>(D)) {
      if (!collect(cast<DeclContext>(D)))
        return false;
    } else if (Names.isUserCode(D) && !TraverseDecl(D)) {
      return false;
    }
  }
  return true;
}

} // namespace ouro::extract
