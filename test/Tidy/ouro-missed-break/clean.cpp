// Assignments that do what the destructor does, or need not.
//
// RUN: %tidy %s -config='{CheckOptions: {ouro-missed-break.MinConfidence: possible}}' -- %flags 2>/dev/null | not grep ouro-missed-break
#include <memory>
#include <utility>

struct Context {
  std::shared_ptr<Context> self;
};
struct Written {
  std::shared_ptr<Context> context;
  Written() = default;
  Written(Written &&) = default;
  Written &operator=(Written &&other) {
    stop();
    context = std::move(other.context);
    return *this;
  }
  ~Written() { stop(); }
  void stop() {
    if (context)
      context->self.reset();
  }
};
struct Deleted {
  std::shared_ptr<Context> context;
  Deleted() = default;
  Deleted &operator=(Deleted &&) = delete;
  ~Deleted() { context->self.reset(); }
};
void run() {
  Written written;
  written.context = std::make_shared<Context>();
  written.context->self = written.context;
  Deleted deleted;
  deleted.context = std::make_shared<Context>();
  deleted.context->self = deleted.context;
}

// A destructor that takes a list apart without recursion breaks no ring.
struct Node {
  std::shared_ptr<Node> next;
};
struct List {
  std::shared_ptr<Node> head;
  List() = default;
  List(List &&) = default;
  List &operator=(List &&) = default;
  ~List() {
    while (head)
      head = std::move(head->next);
  }
  void push(std::shared_ptr<Node> node) {
    node->next = head;
    head = std::move(node);
  }
};
