#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace relay {

/// Appends lines to a file. The file is closed with the journal.
class Journal {
public:
    explicit Journal(const std::string &path);
    bool open() const { return file_ != nullptr; }
    bool append(const std::string &line);

private:
    struct Close {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
};

/// Reads a journal back; false if it does not start with our header.
bool readJournal(const std::string &path, std::vector<std::string> &lines);

/// Size of a journal in bytes; -1 if it cannot be read.
long journalSize(const std::string &path);

} // namespace relay
