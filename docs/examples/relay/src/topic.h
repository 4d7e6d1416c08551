#pragma once

#include <memory>
#include <string>
#include <vector>

namespace relay {

/// A tree of subjects that rooms are filed under.
class Topic : public std::enable_shared_from_this<Topic> {
public:
    explicit Topic(std::string title) : title_(std::move(title)) {}

    std::shared_ptr<Topic> add(std::string title);
    std::string path() const;
    std::size_t total() const;

private:
    std::string title_;
    std::vector<std::shared_ptr<Topic>> subtopics_;
    std::shared_ptr<Topic> parent_;
};

/// The same for closed rooms; folders may be moved between archives.
class ArchiveFolder : public std::enable_shared_from_this<ArchiveFolder> {
public:
    explicit ArchiveFolder(std::string title) : title_(std::move(title)) {}

    std::shared_ptr<ArchiveFolder> add(std::string title);
    std::string path() const;

private:
    std::string title_;
    std::vector<std::shared_ptr<ArchiveFolder>> folders_;
    std::weak_ptr<ArchiveFolder> parent_;
};

} // namespace relay
