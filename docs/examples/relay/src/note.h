#pragma once

#include "ref.h"

#include <string>
#include <vector>

namespace relay {

/// A note pinned to a room, with notes that answer it.
class Note : public Counted {
public:
    explicit Note(std::string text) : text_(std::move(text)) {}

    Ref<Note> answer(std::string text);
    int depth() const { return about_ ? about_->depth() + 1 : 0; }
    std::size_t answers() const { return answers_.size(); }

private:
    std::string text_;
    std::vector<Ref<Note>> answers_;
    Ref<Note> about_;
};

/// A file sent with a note; bundles contain further files.
class Attachment : public Counted {
public:
    explicit Attachment(std::string name) : name_(std::move(name)) {}

    void pack(Ref<Attachment> part);
    std::string path() const { return bundle_ ? bundle_->path() + "!" + name_ : name_; }

private:
    std::string name_;
    std::vector<Ref<Attachment>> parts_;
    Attachment *bundle_ = nullptr;
};

} // namespace relay
