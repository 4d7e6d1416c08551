"""Heavy translation units for tidy_cost.py: many headers, and code that uses them."""

STL = """algorithm any array atomic bitset charconv chrono complex condition_variable deque exception filesystem
forward_list fstream functional future iomanip iostream list locale map memory mutex numeric optional queue random
ranges regex set sstream stack string string_view thread tuple typeindex unordered_map unordered_set variant
vector""".split()

BOOST = """any.hpp bind/bind.hpp circular_buffer.hpp container/flat_map.hpp graph/adjacency_list.hpp
graph/dijkstra_shortest_paths.hpp intrusive_ptr.hpp multi_index_container.hpp multi_index/hashed_index.hpp
multi_index/ordered_index.hpp multi_index/member.hpp optional.hpp property_tree/ptree.hpp
property_tree/json_parser.hpp range/algorithm.hpp signals2.hpp smart_ptr/intrusive_ref_counter.hpp
spirit/include/qi.hpp variant.hpp""".split()

SESSION = """
class Session{n} : public std::enable_shared_from_this<Session{n}> {{
public:
  using Handler = std::function<void(const std::string &, std::size_t)>;
  void start(std::shared_ptr<Session{n}> peer) {{
    peer_ = peer;
    auto self = weak_from_this();
    handler_ = [self](const std::string &text, std::size_t at) {{
      if (auto strong = self.lock())
        strong->lines_[text].push_back(at + {n});
    }};
  }}
  std::optional<std::size_t> find(std::string_view key) const {{
    auto it = lines_.find(std::string(key));
    if (it == lines_.end() || it->second.empty())
      return std::nullopt;
    return *std::max_element(it->second.begin(), it->second.end());
  }}
  std::string describe() const {{
    std::ostringstream out;
    for (const auto &[key, values] : lines_) {{
      out << std::setw(8) << key << ':';
      std::transform(values.begin(), values.end(), std::ostream_iterator<std::size_t>(out, ","),
                     [](std::size_t value) {{ return value * {n} + 1; }});
    }}
    return std::regex_replace(out.str(), std::regex("a+{n}"), "b");
  }}
private:
  std::weak_ptr<Session{n}> peer_;
  Handler handler_;
  std::map<std::string, std::vector<std::size_t>> lines_;
  std::variant<int, std::string, std::unique_ptr<Session{n}>> state_;
  std::unordered_map<std::uint64_t, std::shared_ptr<std::string>> cache_;
}};
"""

TREE = """
struct Node{n} {{
  std::vector<std::unique_ptr<Node{n}>> children;
  Node{n} *parent = nullptr;
  std::tuple<int, std::string, std::array<double, {n} + 1>> value;
}};
template <class F> void walk(const Node{n} &node, F &&visit) {{
  visit(node);
  for (const auto &child : node.children | std::views::filter([](const auto &c) {{ return c != nullptr; }}))
    walk(*child, visit);
}}
inline std::size_t count(const Node{n} &root) {{
  std::size_t total = 0;
  walk(root, [&](const Node{n} &node) {{ total += std::get<1>(node.value).size(); }});
  std::deque<const Node{n} *> open{{&root}};
  while (!open.empty()) {{
    for (const auto &child : open.front()->children)
      open.push_back(child.get());
    open.pop_front();
  }}
  return total;
}}
"""

INDEX = """
struct Row{n} : boost::intrusive_ref_counter<Row{n}> {{
  int id = {n};
  std::string name;
  boost::intrusive_ptr<Row{n}> next;
  boost::variant<int, std::string, boost::optional<double>> value;
}};
using Table{n} = boost::multi_index_container<
    Row{n}, boost::multi_index::indexed_by<
                boost::multi_index::ordered_unique<boost::multi_index::member<Row{n}, int, &Row{n}::id>>,
                boost::multi_index::hashed_non_unique<
                    boost::multi_index::member<Row{n}, std::string, &Row{n}::name>>>>;
inline std::size_t fill(Table{n} &table, const std::string &text) {{
  boost::property_tree::ptree tree;
  std::istringstream in(text);
  boost::property_tree::read_json(in, tree);
  boost::signals2::signal<void(int)> changed;
  boost::container::flat_map<std::string, int> seen;
  changed.connect([&](int id) {{ seen[std::to_string(id)] += {n}; }});
  for (const auto &[key, child] : tree) {{
    Row{n} row;
    row.name = key;
    row.id = child.get<int>("id", {n});
    table.insert(row);
    changed(row.id);
  }}
  return table.template get<1>().count("a") + seen.size();
}}
"""


def units():
    """{file name: text}; every unit compiles with -std=c++20 and the packages of tools/dev/setup."""
    stl = "".join(f"#include <{header}>\n" for header in STL)
    boost = "#include <sstream>\n" + "".join(f"#include <boost/{header}>\n" for header in BOOST)
    return {
        "stl_sessions.cpp": stl + "".join(SESSION.format(n=n) for n in range(1, 41)),
        "stl_trees.cpp": stl + "".join(TREE.format(n=n) for n in range(1, 13)),
        "boost_tables.cpp": boost + "".join(INDEX.format(n=n) for n in range(1, 7)),
    }
