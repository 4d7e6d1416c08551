// P05: an object is put into its own strong container.
#include <memory>
#include <vector>

class Group {
public:
  static std::shared_ptr<Group> create() {
    auto Everyone = std::make_shared<Group>();
    Everyone->Members.push_back(Everyone); // FLAG
    return Everyone;
  }
  std::size_t size() const { return Members.size(); }

private:
  std::vector<std::shared_ptr<Group>> Members; // FLAG
};

int main() { return Group::create()->size() == 1 ? 0 : 1; }
