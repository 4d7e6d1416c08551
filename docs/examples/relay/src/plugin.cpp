#include "plugin.h"

#include <algorithm>

namespace relay {

namespace {

class WordCounter : public Plugin {
public:
    explicit WordCounter(std::shared_ptr<PluginHost> host) : host_(std::move(host)) {}
    std::string name() const override { return "words"; }
    void received(const std::string &line) override
    {
        words_ += std::count(line.begin(), line.end(), ' ') + 1;
        host_->count(line);
    }

private:
    std::shared_ptr<PluginHost> host_;
    std::ptrdiff_t words_ = 0;
};

class Echo : public Plugin {
public:
    std::string name() const override { return "echo"; }
    void received(const std::string &line) override { last_ = line; }

private:
    std::string last_;
};

} // namespace

void PluginHost::received(const std::string &line)
{
    for (const auto &plugin : plugins_)
        plugin->received(line);
}

std::shared_ptr<Plugin> makeWordCounter(std::shared_ptr<PluginHost> host)
{
    return std::make_shared<WordCounter>(std::move(host));
}

std::shared_ptr<Plugin> makeEcho()
{
    return std::make_shared<Echo>();
}

PluginSystem::PluginSystem() : host_(std::make_shared<PluginHost>())
{
    host_->load(makeWordCounter(host_));
    host_->load(makeEcho());
}

PluginSystem::~PluginSystem()
{
    host_->unloadAll();
}

} // namespace relay
