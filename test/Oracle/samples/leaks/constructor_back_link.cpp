// The child's edge is bound in its constructor, the owner's edge afterwards.
#include <memory>
#include <vector>

class Album;

class Photo {
public:
  explicit Photo(std::shared_ptr<Album> In) : In(std::move(In)) {}
  const Album *album() const { return In.get(); }

private:
  std::shared_ptr<Album> In; // FLAG
};

class Album {
public:
  static std::shared_ptr<Photo> shoot(const std::shared_ptr<Album> &A) {
    auto Shot = std::make_shared<Photo>(A);
    A->Photos.emplace_back(Shot);
    return Shot;
  }

private:
  std::vector<std::shared_ptr<Photo>> Photos; // FLAG
};

int main() {
  auto Holiday = std::make_shared<Album>();
  auto Beach = Album::shoot(Holiday);
  return Beach->album() == Holiday.get() ? 0 : 1;
}
