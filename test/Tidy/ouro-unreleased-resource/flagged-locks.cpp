// Locks of C++ that are taken by hand; guards give back what they take.
//
// RUN: %tidy %s -- %flags 2>/dev/null | FileCheck %s --implicit-check-not='{{warning:|error:}}'
#include <mutex>
#include <shared_mutex>

class Queue {
  std::mutex first, second;
  std::shared_mutex names;
  int size = 0;

public:
  bool pop() {
    first.lock();
    // CHECK: [[#@LINE-1]]:5: warning: lock 'this->first' is not released on some path: 'unlock' is missing [ouro-unreleased-resource]
    second.lock();
    if (size == 0) {
      second.unlock();
      return false;
    }
    --size;
    second.unlock();
    first.unlock();
    return size != 0;
  }
  int read(bool early) {
    names.lock_shared();
    // CHECK: [[#@LINE-1]]:5: warning: lock 'this->names' is not released on some path: 'unlock_shared' is missing [ouro-unreleased-resource]
    if (early)
      throw 1;
    int value = size;
    names.unlock_shared();
    return value;
  }
  bool tryPop() {
    if (!first.try_lock())
      return false;
    --size;
    first.unlock();
    return true;
  }
  void adopted(bool early) {
    first.lock();
    if (early) {
      std::lock_guard<std::mutex> guard(first, std::adopt_lock);
      ++size;
      return;
    }
    first.unlock();
  }
  void guarded(bool early) {
    std::unique_lock<std::mutex> lock(first);
    if (early)
      return;
    lock.unlock();
    ++size;
    lock.lock();
  }
};
