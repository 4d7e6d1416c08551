// A recursive value type: one strong way down, nothing leads up.
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

class Value {
public:
  using Array = std::vector<Value>;
  using Object = std::map<std::string, Value>;

  Value() = default;
  Value(double N) : Data(N) {}
  Value(Array A) : Data(std::make_shared<Array>(std::move(A))) {}
  Value(Object O) : Data(std::make_shared<Object>(std::move(O))) {}

  std::size_t size() const {
    if (auto *A = std::get_if<std::shared_ptr<Array>>(&Data))
      return (*A)->size();
    if (auto *O = std::get_if<std::shared_ptr<Object>>(&Data))
      return (*O)->size();
    return 0;
  }

private:
  std::variant<std::monostate, double, std::shared_ptr<Array>, std::shared_ptr<Object>> Data;
};

int main() {
  Value List(Value::Array{Value(1.0), Value(2.0)});
  Value Record(Value::Object{{"list", List}, {"again", List}});
  return Record.size() == 2 && List.size() == 2 ? 0 : 1;
}
