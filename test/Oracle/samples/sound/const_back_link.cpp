// The request keeps its client; the client knows requests only weakly.
#include <memory>
#include <vector>

class Client;
class Request {
public:
  explicit Request(std::shared_ptr<Client> C) : By(std::move(C)) {}
  const Client &client() const { return *By; }

private:
  const std::shared_ptr<Client> By;
};
class Client : public std::enable_shared_from_this<Client> {
public:
  std::shared_ptr<Request> send() {
    auto R = std::make_shared<Request>(shared_from_this());
    Recent.push_back(R);
    return R;
  }
  int Id = 4;

private:
  std::vector<std::weak_ptr<Request>> Recent;
};

int main() {
  auto C = std::make_shared<Client>();
  auto R = C->send();
  return R->client().Id == 4 ? 0 : 1;
}
