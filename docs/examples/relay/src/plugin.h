#pragma once

#include <memory>
#include <string>
#include <vector>

namespace relay {

class PluginHost;

/// Extends the relay; may call back into its host at any time.
class Plugin {
public:
    virtual ~Plugin() = default;
    virtual std::string name() const = 0;
    virtual void received(const std::string &line) = 0;
};

class PluginHost : public std::enable_shared_from_this<PluginHost> {
public:
    void load(std::shared_ptr<Plugin> plugin) { plugins_.push_back(std::move(plugin)); }
    void received(const std::string &line);
    /// Plugins keep the host alive, so somebody has to call this in the end.
    void unloadAll() { plugins_.clear(); }
    void count(const std::string &) { ++events_; }
    int events() const { return events_; }
    std::size_t loaded() const { return plugins_.size(); }

private:
    std::vector<std::shared_ptr<Plugin>> plugins_;
    int events_ = 0;
};

std::shared_ptr<Plugin> makeWordCounter(std::shared_ptr<PluginHost> host);
std::shared_ptr<Plugin> makeEcho();

/// Owns the host; unloads the plugins when the relay goes down.
class PluginSystem {
public:
    PluginSystem();
    PluginSystem(const PluginSystem &) = delete;
    PluginSystem &operator=(const PluginSystem &) = delete;
    ~PluginSystem();

    PluginHost &host() { return *host_; }

private:
    std::shared_ptr<PluginHost> host_;
};

} // namespace relay
