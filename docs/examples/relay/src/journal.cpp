#include "journal.h"

#include <cstring>

namespace relay {

static const char header[] = "relay journal 1\n";

Journal::Journal(const std::string &path) : file_(std::fopen(path.c_str(), "w"))
{
    if (file_)
        std::fputs(header, file_.get());
}

bool Journal::append(const std::string &line)
{
    return file_ && std::fprintf(file_.get(), "%s\n", line.c_str()) >= 0 && std::fflush(file_.get()) == 0;
}

bool readJournal(const std::string &path, std::vector<std::string> &lines)
{
    std::FILE *file = std::fopen(path.c_str(), "r");
    if (!file)
        return false;
    char buffer[256];
    if (!std::fgets(buffer, sizeof buffer, file) || std::strcmp(buffer, header) != 0)
        return false;
    while (std::fgets(buffer, sizeof buffer, file)) {
        buffer[std::strcspn(buffer, "\n")] = '\0';
        lines.emplace_back(buffer);
    }
    std::fclose(file);
    return true;
}

long journalSize(const std::string &path)
{
    std::FILE *file = std::fopen(path.c_str(), "r");
    if (!file)
        return -1;
    long size = -1;
    if (std::fseek(file, 0, SEEK_END) == 0)
        size = std::ftell(file);
    std::fclose(file);
    return size;
}

} // namespace relay
