// The strong edge comes from a private base class that is itself a holder.
#include <memory>

class Channel;

class ChannelHolder {
protected:
  void keep(std::shared_ptr<Channel> C) { Kept = std::move(C); }
  bool keeps() const { return Kept != nullptr; }

private:
  std::shared_ptr<Channel> Kept; // FLAG
};

class Codec : private ChannelHolder {
public:
  void attach(std::shared_ptr<Channel> C) { keep(std::move(C)); }
  bool attached() const { return keeps(); }
};

class Channel {
public:
  void use(std::shared_ptr<Codec> C) { Coder = std::move(C); }

private:
  std::shared_ptr<Codec> Coder; // FLAG
};

int main() {
  auto Ch = std::make_shared<Channel>();
  auto Co = std::make_shared<Codec>();
  Ch->use(Co);
  Co->attach(Ch);
  return Co->attached() ? 0 : 1;
}
