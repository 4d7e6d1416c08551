// RULE: ouro-refcount-cycle
// EXPECT:   std::weak_ptr<Server> server_;
// EXPECT:   void Client::ping() { if (auto server = server_.lock()) server->note(id_); }
// EXPECT:   std::shared_ptr<Server> Client::server() const { return server_.lock(); }
// EXPECT:   bool Client::serves(const std::shared_ptr<Server> &other) const { return server_.lock() == other; }
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace {
class Server;

class Client {
public:
  Client(std::shared_ptr<Server> server, int id) : server_(std::move(server)), id_(id) {}
  void ping();
  std::shared_ptr<Server> server() const;
  bool serves(const std::shared_ptr<Server> &other) const;

private:
  std::shared_ptr<Server> server_;
  int id_;
};

class Server : public std::enable_shared_from_this<Server> {
public:
  void accept(int id) { clients_.push_back(std::make_shared<Client>(shared_from_this(), id)); }
  void note(int id) { std::printf("client %d\n", id); }
  void all() {
    for (auto &client : clients_)
      client->ping();
  }
  std::vector<std::shared_ptr<Client>> clients_;
};

  void Client::ping() { server_->note(id_); }
  std::shared_ptr<Server> Client::server() const { return server_; }
  bool Client::serves(const std::shared_ptr<Server> &other) const { return server_ == other; }
} // namespace

int main() {
  auto server = std::make_shared<Server>();
  server->accept(1);
  server->accept(2);
  server->all();
  return server->clients_[0]->serves(server) && server->clients_[1]->server() == server ? 0 : 1;
}
