#pragma once

#include <cstddef>
#include <utility>

namespace relay {

/// Base of objects that carry their own reference count. Single-threaded.
class Counted {
public:
    Counted() = default;
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

    void grab() const { ++uses_; }
    void drop() const
    {
        if (--uses_ == 0)
            delete this;
    }
    std::size_t uses() const { return uses_; }

protected:
    virtual ~Counted() = default;

private:
    mutable std::size_t uses_ = 0;
};

/// Keeps a Counted object alive; one pointer in size.
template <typename T>
class Ref {
public:
    Ref() = default;
    explicit Ref(T *object) : object_(object)
    {
        if (object_)
            object_->grab();
    }
    Ref(const Ref &other) : Ref(other.object_) {}
    Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref &operator=(Ref other) noexcept
    {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref()
    {
        if (object_)
            object_->drop();
    }

    T *get() const { return object_; }
    T *operator->() const { return object_; }
    T &operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }

private:
    T *object_ = nullptr;
};

} // namespace relay
