// As in the leaking jukebox, but the listener is weak.
#include <list>
#include <memory>

class EndListener {
public:
  virtual ~EndListener() = default;
  virtual void ended() = 0;
};
class Track {
public:
  void notify(std::weak_ptr<EndListener> L) { Listener = std::move(L); }
  void finish() {
    if (auto L = Listener.lock())
      L->ended();
  }

private:
  std::weak_ptr<EndListener> Listener;
};
class Jukebox final : public EndListener,
                      public std::enable_shared_from_this<Jukebox> {
public:
  void queue() {
    auto Song = std::make_shared<Track>();
    Song->notify(weak_from_this());
    Tracks.push_back(Song);
  }
  void play() {
    for (auto &Song : Tracks)
      Song->finish();
  }
  void ended() override { ++Played; }
  int Played = 0;

private:
  std::list<std::shared_ptr<Track>> Tracks;
};

int main() {
  auto Box = std::make_shared<Jukebox>();
  Box->queue();
  Box->play();
  return Box->Played == 1 ? 0 : 1;
}
