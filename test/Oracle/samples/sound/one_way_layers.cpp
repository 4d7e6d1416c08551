// Four classes, every strong edge points down; the last one is a leaf.
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Column {
  std::string Name;
};
struct Table {
  std::vector<std::shared_ptr<Column>> Columns;
  std::map<std::string, std::shared_ptr<Column>> ByName;
};
struct Schema {
  std::map<std::string, std::shared_ptr<Table>> Tables;
};
class Database {
public:
  std::shared_ptr<Table> create(const std::string &Name) {
    auto &Slot = Public->Tables[Name];
    Slot = std::make_shared<Table>();
    auto Key = std::make_shared<Column>();
    Slot->Columns.push_back(Key);
    Slot->ByName["id"] = Key;
    return Slot;
  }

private:
  std::shared_ptr<Schema> Public = std::make_shared<Schema>();
};

int main() {
  Database D;
  return D.create("users")->Columns.size() == 1 ? 0 : 1;
}
