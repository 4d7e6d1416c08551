// One file alone cannot see what another one closes or takes apart.
//
// RUN: split-file %s %t
// RUN: %tidy %t/closes.cpp %t/uses.cpp -- %flags 2>/dev/null | count 0
// The same in one file:
// RUN: cat %t/closes.cpp %t/uses.cpp > %t/both.cpp
// RUN: %tidy %t/both.cpp -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
// CHECK: both.cpp:2:77: warning: strong reference cycle of 'Node' through 'Node::next'

//--- node.h
#pragma once
#include <memory>
struct Node {
  std::shared_ptr<Node> next;
};
void join(const std::shared_ptr<Node> &a, const std::shared_ptr<Node> &b);
//--- closes.cpp
#include "node.h"
void join(const std::shared_ptr<Node> &a, const std::shared_ptr<Node> &b) { a->next = b; }
//--- uses.cpp
#include "node.h"
void ring() {
  auto a = std::make_shared<Node>();
  join(a, a);
}
