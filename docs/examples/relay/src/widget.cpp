#include "widget.h"

namespace relay {

void Widget::add(std::shared_ptr<Widget> child)
{
    child->parent_ = weak_from_this();
    children_.push_back(std::move(child));
}

std::string Widget::draw(int indent) const
{
    std::string text(static_cast<std::size_t>(indent) * 2, ' ');
    text += caption() + "\n";
    for (const auto &child : children_)
        text += child->draw(indent + 1);
    return text;
}

std::shared_ptr<Panel> makeConsole(const std::string &status)
{
    auto console = std::make_shared<Panel>("relay");
    auto label = std::make_shared<Label>(status);
    auto button = std::make_shared<Button>("refresh");
    button->onClick([label] { label->set("fresh"); });
    console->add(label);
    console->add(button);
    button->click();
    return console;
}

} // namespace relay
