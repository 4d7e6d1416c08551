// The strong edge is one alternative of a variant.
#include <memory>
#include <string>
#include <variant>
#include <vector>

struct Macro;

struct Token {
  std::variant<std::monostate, int, std::string, std::shared_ptr<Macro>> Value; // FLAG
};

struct Macro {
  std::string Name;
  std::vector<Token> Body; // FLAG
};

class Preprocessor {
public:
  std::shared_ptr<Macro> define(const std::string &Name) {
    Macros.push_back(std::make_shared<Macro>());
    Macros.back()->Name = Name;
    return Macros.back();
  }
  void reference(const std::shared_ptr<Macro> &In,
                 const std::shared_ptr<Macro> &Which) {
    Token Use;
    Use.Value = Which;
    In->Body.push_back(Use);
  }

private:
  std::vector<std::shared_ptr<Macro>> Macros;
};

int main() {
  Preprocessor Cpp;
  auto Even = Cpp.define("EVEN"), Odd = Cpp.define("ODD");
  Cpp.reference(Even, Odd);
  Cpp.reference(Odd, Even);
  return Even->Body.size() == 1 ? 0 : 1;
}
