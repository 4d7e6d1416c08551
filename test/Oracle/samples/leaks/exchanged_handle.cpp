// A setter that exchanges the old value for the new one still stores.
#include <memory>
#include <utility>

class Cursor;

class Document {
public:
  std::shared_ptr<Cursor> setCursor(std::shared_ptr<Cursor> C) {
    return std::exchange(Active, std::move(C));
  }

private:
  std::shared_ptr<Cursor> Active; // FLAG
};

class Cursor {
public:
  void moveTo(std::shared_ptr<Document> D) { D.swap(Inside); }
  bool placed() const { return Inside != nullptr; }

private:
  std::shared_ptr<Document> Inside; // FLAG
};

int main() {
  auto Text = std::make_shared<Document>();
  auto Caret = std::make_shared<Cursor>();
  Text->setCursor(Caret);
  Caret->moveTo(Text);
  return Caret->placed() ? 0 : 1;
}
