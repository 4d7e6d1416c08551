#pragma once

#include <memory>
#include <string>
#include <vector>

namespace relay {

class FilterSet;

/// Replaces one word, unless its set says that the word is allowed.
class Filter {
public:
    Filter(std::string word, std::string mask) : word_(std::move(word)), mask_(std::move(mask)) {}

    void joinSet(std::shared_ptr<const FilterSet> set) { set_ = std::move(set); }
    std::string apply(std::string text) const;

private:
    std::string word_, mask_;
    std::shared_ptr<const FilterSet> set_;
};

class FilterSet {
public:
    static std::shared_ptr<const FilterSet> standard();

    bool allows(const std::string &word) const;
    std::string apply(std::string text) const;

private:
    std::vector<std::shared_ptr<Filter>> filters_;
    std::vector<std::string> allowed_;
};

/// Appends a signature; shares its style with other signers.
struct SignatureStyle {
    std::string prefix = "-- ";
};

class Signer {
public:
    explicit Signer(std::shared_ptr<const SignatureStyle> style) : style_(std::move(style)) {}
    std::string apply(const std::string &text, const std::string &nick) const
    {
        return text + " " + style_->prefix + nick;
    }

private:
    std::shared_ptr<const SignatureStyle> style_;
};

} // namespace relay
