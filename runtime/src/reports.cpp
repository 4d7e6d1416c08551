//===- reports.cpp - What is said when something is wrong -----------------===//
#include "ouro/internal/collector.hpp"

#include <cstdio>

namespace ouro {
namespace detail {

/// Places are few: each is kept once and has a number, 0 is "not known".
struct site_table {
  std::mutex mutex;
  std::unordered_map<void const *, std::vector<std::uint32_t>>
      by_file; // literals: one address per file and unit
  std::vector<std::source_location> sites;
};
static site_table &sites() {
  static auto *table = new site_table; // outlives all that is destroyed at exit
  return *table;
}

void record_site(header *of, std::source_location const &where) noexcept {
  std::uint32_t number = 0;
  contain("record of a place", [&] {
    site_table &table = sites();
    std::lock_guard lock(table.mutex);
    auto &known = table.by_file[where.file_name()];
    if (known.size() <= where.line())
      known.resize(where.line() + 1);
    if (known[where.line()] == 0) {
      table.sites.push_back(where);
      known[where.line()] = static_cast<std::uint32_t>(table.sites.size());
    }
    number = known[where.line()];
  });
  site_of(of) = number;
}

struct hooks {
  std::mutex mutex;
  std::function<void(gc::misuse const &)> misuse;
  std::function<void(std::exception_ptr, std::string_view)> unraisable;
};
static hooks &all_hooks() {
  static auto *them = new hooks;
  return *them;
}

void misused(gc::misuse const &what) noexcept {
  std::function<void(gc::misuse const &)> hook;
  contain("hook of misuse", [&] {
    std::lock_guard lock(all_hooks().mutex);
    hook = all_hooks().misuse;
  });
  if (hook)
    return hook(what);
  std::fprintf(stderr, "ouro: %.*s at %p", static_cast<int>(what.type.size()),
               what.type.data(), what.object);
  if (!what.file.empty())
    std::fprintf(stderr, ", made at %.*s:%u",
                 static_cast<int>(what.file.size()), what.file.data(),
                 what.line);
  std::fprintf(stderr, ": %.*s (references %u, handles %u, edges found %u)\n",
               static_cast<int>(what.what.size()), what.what.data(), what.all,
               what.outside, what.edges_found);
  if (what.edges_found > what.all)
    fail("the heap is damaged");
}

void misused(header const *of, std::uint32_t edges_found,
             std::string_view what) noexcept {
  type_ops const &ops = *page_of(of)->ops;
  word count = total(of);
  gc::misuse full{ops.name,
                  of->object(),
                  all_of(count),
                  is_special(count) ? 0 : outside_of(count),
                  edges_found,
                  {},
                  0,
                  what};
  if constexpr (has_sites)
    if (std::uint32_t number = site_of(of)) {
      std::lock_guard lock(sites().mutex);
      full.file = sites().sites[number - 1].file_name();
      full.line = sites().sites[number - 1].line();
    }
  misused(full);
}

void unraisable(std::exception_ptr error, std::string_view where) noexcept {
  std::function<void(std::exception_ptr, std::string_view)> hook;
#if defined(__cpp_exceptions)
  try {
    {
      std::lock_guard lock(all_hooks().mutex);
      hook = all_hooks().unraisable;
    }
    if (hook)
      return hook(error, where);
    std::rethrow_exception(error);
  } catch (std::exception const &e) {
    std::fprintf(stderr, "ouro: a %.*s threw: %s\n",
                 static_cast<int>(where.size()), where.data(), e.what());
  } catch (...) {
    std::fprintf(stderr, "ouro: a %.*s threw\n", static_cast<int>(where.size()),
                 where.data());
  }
#else
  static_cast<void>(error), static_cast<void>(where);
#endif
}

} // namespace detail

void gc::on_misuse(std::function<void(misuse const &)> hook) {
  std::lock_guard lock(detail::all_hooks().mutex);
  detail::all_hooks().misuse = std::move(hook);
}
void gc::on_unraisable(
    std::function<void(std::exception_ptr, std::string_view)> hook) {
  std::lock_guard lock(detail::all_hooks().mutex);
  detail::all_hooks().unraisable = std::move(hook);
}

} // namespace ouro
