#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace relay {

/// The operator's console, drawn as text: a tree of widgets.
class Widget : public std::enable_shared_from_this<Widget> {
public:
    virtual ~Widget() = default;

    void add(std::shared_ptr<Widget> child);
    std::string draw(int indent = 0) const;
    std::shared_ptr<Widget> parent() const { return parent_.lock(); }

protected:
    virtual std::string caption() const = 0;

private:
    std::vector<std::shared_ptr<Widget>> children_;
    std::weak_ptr<Widget> parent_;
};

class Panel : public Widget {
public:
    explicit Panel(std::string title) : title_(std::move(title)) {}

protected:
    std::string caption() const override { return "[" + title_ + "]"; }

private:
    std::string title_;
};

class Button : public Widget {
public:
    explicit Button(std::string label) : label_(std::move(label)) {}
    void onClick(std::function<void()> handler) { handler_ = std::move(handler); }
    void click() const
    {
        if (handler_)
            handler_();
    }

protected:
    std::string caption() const override { return "(" + label_ + ")"; }

private:
    std::string label_;
    std::function<void()> handler_;
};

class Label : public Widget {
public:
    explicit Label(std::string text) : text_(std::move(text)) {}
    void set(std::string text) { text_ = std::move(text); }

protected:
    std::string caption() const override { return text_; }

private:
    std::string text_;
};

/// A panel with a label and a button that changes it.
std::shared_ptr<Panel> makeConsole(const std::string &status);

} // namespace relay
