// P03: the child's back pointer is an interface that its owner implements.
#include <list>
#include <memory>

class EndListener {
public:
  virtual ~EndListener() = default;
  virtual void ended() = 0;
};

class Track {
public:
  void notify(std::shared_ptr<EndListener> L) { Listener = std::move(L); }
  void finish() {
    if (Listener)
      Listener->ended();
  }

private:
  std::shared_ptr<EndListener> Listener; // FLAG
};

class Jukebox final : public EndListener,
                      public std::enable_shared_from_this<Jukebox> {
public:
  void queue() {
    auto Song = std::make_shared<Track>();
    Song->notify(shared_from_this());
    Tracks.push_back(Song);
  }
  void play() {
    for (auto &Song : Tracks)
      Song->finish();
  }
  void ended() override { ++Played; }
  int played() const { return Played; }

private:
  std::list<std::shared_ptr<Track>> Tracks; // FLAG
  int Played = 0;
};

int main() {
  auto Box = std::make_shared<Jukebox>();
  Box->queue();
  Box->queue();
  Box->play();
  return Box->played() == 2 ? 0 : 1;
}
