// The owner empties a container that has no part in the ring.
#include <memory>
#include <string>
#include <vector>

class Shop;

class Clerk {
public:
  void hire(std::shared_ptr<Shop> S) { Employer = std::move(S); }
  bool employed() const { return Employer != nullptr; }

private:
  std::shared_ptr<Shop> Employer; // FLAG
};

class Shop {
public:
  void employ(std::shared_ptr<Clerk> C) { Staff.push_back(std::move(C)); }
  void stock(std::string Item) { Shelf.push_back(std::move(Item)); }
  void close() { Shelf.clear(); }

private:
  std::vector<std::shared_ptr<Clerk>> Staff; // FLAG
  std::vector<std::string> Shelf;
};

class Mall {
public:
  Mall() {
    auto C = std::make_shared<Clerk>();
    C->hire(Corner);
    Corner->employ(C);
    Corner->stock("soap");
  }
  ~Mall() { Corner->close(); }

private:
  std::shared_ptr<Shop> Corner = std::make_shared<Shop>();
};

int main() { Mall City; }
