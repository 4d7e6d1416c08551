#include "filter.h"

#include <algorithm>

namespace relay {

std::string Filter::apply(std::string text) const
{
    if (set_ && set_->allows(word_))
        return text;
    for (auto at = text.find(word_); at != std::string::npos; at = text.find(word_, at + mask_.size()))
        text.replace(at, word_.size(), mask_);
    return text;
}

std::shared_ptr<const FilterSet> FilterSet::standard()
{
    auto set = std::make_shared<FilterSet>();
    set->allowed_ = {"heck"};
    for (const char *word : {"heck", "darn", "blast"}) {
        auto filter = std::make_shared<Filter>(word, "***");
        filter->joinSet(set);
        set->filters_.push_back(std::move(filter));
    }
    return set;
}

bool FilterSet::allows(const std::string &word) const
{
    return std::find(allowed_.begin(), allowed_.end(), word) != allowed_.end();
}

std::string FilterSet::apply(std::string text) const
{
    for (const auto &filter : filters_)
        text = filter->apply(std::move(text));
    return text;
}

} // namespace relay
