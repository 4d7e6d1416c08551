//===- FileName.h - Names of files, kept once -------------------*- C++ -*-===//
#ifndef OURO_CHECKS_VOCABULARY_FILENAME_H
#define OURO_CHECKS_VOCABULARY_FILENAME_H

#include "llvm/ADT/StringMap.h"
#include <compare>
#include <string>

namespace ouro {

/// The name of a file. Every fact has a place, and places share few files: the
/// text is kept once per process, so that copies and tests for equality cost a
/// word. Ordered as text. Thread-safe. What is kept is as much as there are
/// files, for as long as the process lives.
class FileName {
public:
  FileName() = default; ///< empty
  FileName(llvm::StringRef Text) : Text(keep(Text)) {}
  FileName(const std::string &Text) : FileName(llvm::StringRef(Text)) {}
  FileName(const char *Text) : FileName(llvm::StringRef(Text)) {}

  llvm::StringRef ref() const { return Text ? Text->first() : ""; }
  operator llvm::StringRef() const { return ref(); }
  std::string str() const { return ref().str(); }
  bool empty() const { return !Text; }

  friend bool operator==(FileName L, FileName R) { return L.Text == R.Text; }
  friend std::strong_ordering operator<=>(FileName L, FileName R) {
    return L.Text == R.Text ? std::strong_ordering::equal
                            : L.ref().compare(R.ref()) <=> 0;
  }

private:
  using Entry = llvm::StringMapEntry<char>;
  static const Entry *keep(llvm::StringRef Text); ///< null for no text

  const Entry *Text = nullptr;
};

} // namespace ouro

#endif // OURO_CHECKS_VOCABULARY_FILENAME_H
