"""Places that hold something: how one is declared, filled, read and emptied.

@E is the type of what is held, @lv the place, @e a value of type @E. A verb that
is absent makes no sense for that place.
"""

# Places for a counted (or unique) pointer. `read` yields one held pointer.
POINTER_SLOTS = {
    "plain": {"type": "@E", "put": "@lv = @e;", "clear": "@lv = nullptr;", "read": "@lv"},
    "optional": {"type": "std::optional<@E>", "put": "@lv = @e;", "emplace": "@lv.emplace(@e);",
                 "clear": "@lv.reset();", "read": "(*@lv)"},
    "variant": {"type": "std::variant<std::monostate, @E>", "put": "@lv = @e;", "emplace": "@lv.template emplace<1>(@e);",
                "clear": "@lv = std::monostate{};", "read": "std::get<1>(@lv)"},
    "tuple": {"type": "std::tuple<int, @E>", "put": "std::get<1>(@lv) = @e;", "clear": "std::get<1>(@lv) = nullptr;",
              "read": "std::get<1>(@lv)"},
    "array": {"type": "std::array<@E, 2>", "put": "@lv[1] = @e;", "clear": "@lv.fill(nullptr);", "read": "@lv[1]",
              "iterator": "auto it = @lv.begin();\n*it = @e;"},
    "vector": {"type": "std::vector<@E>", "put": "@lv.push_back(@e);", "emplace": "@lv.emplace_back(@e);",
               "clear": "@lv.clear();", "erase": "@lv.erase(@lv.begin());", "read": "@lv.back()",
               "iterator": "@lv.resize(1);\nauto it = @lv.begin();\n*it = @e;"},
    "deque": {"type": "std::deque<@E>", "put": "@lv.push_front(@e);", "emplace": "@lv.emplace_front(@e);",
              "clear": "@lv.clear();", "erase": "@lv.pop_back();", "read": "@lv.front()",
              "iterator": "@lv.resize(1);\nauto it = @lv.begin();\n*it = @e;"},
    "list": {"type": "std::list<@E>", "put": "@lv.insert(@lv.end(), @e);", "emplace": "@lv.emplace_back(@e);",
             "clear": "@lv.clear();", "erase": "@lv.pop_front();", "read": "@lv.back()"},
    "map": {"type": "std::map<int, @E>", "put": "@lv[7] = @e;", "emplace": "@lv.emplace(7, @e);",
            "clear": "@lv.clear();", "erase": "@lv.erase(7);", "read": "@lv.at(7)",
            "iterator": "auto it = @lv.try_emplace(7).first;\nit->second = @e;"},
    "unordered_map": {"type": "std::unordered_map<std::string, @E>", "put": "@lv[\"k\"] = @e;",
                      "emplace": "@lv.insert({\"k\", @e});", "clear": "@lv.clear();",
                      "erase": "if (auto it = @lv.find(\"k\"); it != @lv.end())\n@lv.erase(it);", "read": "@lv.at(\"k\")",
                      "iterator": "auto it = @lv.try_emplace(\"k\").first;\nit->second = @e;"},
    "map_of_vectors": {"type": "std::map<int, std::vector<@E>>", "put": "@lv[7].push_back(@e);",
                       "emplace": "@lv[7].emplace_back(@e);", "clear": "@lv.clear();",
                       "erase": "@lv[7].pop_back();", "read": "@lv.at(7).back()"},
    "set": {"type": "std::set<@E>", "put": "@lv.insert(@e);", "emplace": "@lv.emplace(@e);", "clear": "@lv.clear();",
            "erase": "@lv.erase(@lv.begin());", "read": "(*@lv.begin())"},
    "any": {"type": "std::any", "put": "@lv = @e;", "emplace": "@lv.template emplace<@E>(@e);", "clear": "@lv.reset();",
            "read": "std::any_cast<@E>(@lv)"},
    "void": {"type": "std::shared_ptr<void>", "put": "@lv = @e;", "clear": "@lv.reset();"},
}

# Places for a callback of type @F; @e is any callable. `fire` calls and keeps,
# `consume` empties the place before it calls.
TAKE_ONE = "auto f = std::exchange(@lv, nullptr);\nif (f)\nf(1);"
TAKE_ALL = "auto all = std::exchange(@lv, {});\nfor (auto &f : all)\nf(1);"
QUEUE = "while (!@lv.empty()) {\nauto f = std::move(@lv.front());\n@lv.pop_front();\nf(1);\n}"
CALLBACK_SLOTS = {
    "function": {"type": "@F", "put": "@lv = @e;", "clear": "@lv = nullptr;", "fire": "if (@lv)\n@lv(1);",
                 "consume": TAKE_ONE, "swap_out": "@F f;\nf.swap(@lv);\nif (f)\nf(1);", "single": True},
    "vector": {"type": "std::vector<@F>", "put": "@lv.push_back(@e);", "clear": "@lv.clear();",
               "fire": "for (auto &f : @lv)\nf(1);", "consume": TAKE_ALL,
               "swap_out": "std::vector<@F> all;\nall.swap(@lv);\nfor (auto &f : all)\nf(1);",
               "erase": "@lv.erase(@lv.begin());"},
    "deque": {"type": "std::deque<@F>", "put": "@lv.push_back(@e);", "clear": "@lv.clear();",
              "fire": "for (auto &f : @lv)\nf(1);", "consume": QUEUE, "erase": "@lv.pop_front();"},
    "map": {"type": "std::map<int, @F>", "put": "@lv[7] = @e;", "clear": "@lv.clear();",
            "fire": "for (auto &[k, f] : @lv)\nf(1);", "consume": "if (auto node = @lv.extract(7))\nnode.mapped()(1);",
            "erase": "@lv.erase(7);", "single": True},
    "unordered_map": {"type": "std::unordered_map<std::string, @F>", "put": "@lv.emplace(\"k\", @e);",
                      "clear": "@lv.clear();", "fire": "for (auto &[k, f] : @lv)\nf(1);",
                      "consume": "auto it = @lv.find(\"k\");\nif (it == @lv.end())\nreturn;\nauto f = std::move(it->second);\n"
                                 "@lv.erase(it);\nf(1);",
                      "erase": "@lv.erase(\"k\");"},
    "optional": {"type": "std::optional<@F>", "put": "@lv = @e;", "clear": "@lv.reset();", "fire": "if (@lv)\n(*@lv)(1);",
                 "consume": "auto f = std::exchange(@lv, std::nullopt);\nif (f)\n(*f)(1);", "single": True},
    "variant": {"type": "std::variant<std::monostate, @F>", "put": "@lv = @F(@e);", "clear": "@lv = std::monostate{};",
                "fire": "if (auto *f = std::get_if<1>(&@lv))\n(*f)(1);", "single": True},
    "shared_function": {"type": "std::shared_ptr<@F>", "put": "@lv = std::make_shared<@F>(@e);", "clear": "@lv.reset();",
                        "fire": "if (@lv)\n(*@lv)(1);", "consume": "if (auto f = std::move(@lv))\n(*f)(1);",
                        "single": True},
    "any": {"type": "std::any", "put": "@lv = @F(@e);", "clear": "@lv.reset();",
            "fire": "if (auto *f = std::any_cast<@F>(&@lv))\n(*f)(1);", "single": True},
    "command": {"type": "std::unique_ptr<$Cmd>", "put": "@lv = $box(@e);", "clear": "@lv.reset();",
                "fire": "if (@lv)\n@lv->$call(1);", "consume": "if (auto f = std::move(@lv))\nf->$call(1);",
                "single": True,
                "definitions": """
struct $Cmd {
virtual ~$Cmd() = default;
virtual void $call(int v) = 0;
};
template <class F> struct $CmdOf : $Cmd {
F $fn;
explicit $CmdOf(F f) : $fn(std::move(f)) {}
void $call(int v) override { $fn(v); }
};
template <class F> std::unique_ptr<$Cmd> $box(F f) { return std::make_unique<$CmdOf<F>>(std::move(f)); }
"""},
}
