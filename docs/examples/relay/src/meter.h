#pragma once

#include <memory>
#include <string>
#include <vector>

namespace relay {

/// Something whose load can be measured.
class LoadSource {
public:
    virtual ~LoadSource() = default;
    virtual int load() const = 0;
};

/// Samples a load source and keeps the peak.
class Meter {
public:
    void attach(std::shared_ptr<LoadSource> source) { source_ = std::move(source); }
    void sample();
    int peak() const { return peak_; }

private:
    std::shared_ptr<LoadSource> source_;
    int peak_ = 0;
};

/// Spreads lines over lanes; carries the meters that watch it.
class Dispatcher : public LoadSource, public std::enable_shared_from_this<Dispatcher> {
public:
    std::shared_ptr<Meter> addMeter();
    void dispatch(const std::string &line);
    int load() const override { return queued_; }

private:
    std::vector<std::shared_ptr<Meter>> meters_;
    int queued_ = 0;
};

/// Told about joins and parts; listeners come and go as they like.
class PresenceListener {
public:
    virtual ~PresenceListener() = default;
    virtual void present(const std::string &nick) = 0;
};

class PresenceBoard {
public:
    void subscribe(const std::shared_ptr<PresenceListener> &listener) { listeners_.push_back(listener); }
    void announce(const std::string &nick);

private:
    std::vector<std::weak_ptr<PresenceListener>> listeners_;
};

class Greeter : public PresenceListener {
public:
    explicit Greeter(std::shared_ptr<PresenceBoard> board) : board_(std::move(board)) {}
    void present(const std::string &nick) override { greeted_.push_back(nick); }
    std::size_t greeted() const { return greeted_.size(); }

private:
    std::shared_ptr<PresenceBoard> board_;
    std::vector<std::string> greeted_;
};

} // namespace relay
