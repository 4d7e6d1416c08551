// REQUIRES: boost
// There is no weak handle to an object that counts its own references.
#include <boost/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <cstdio>
#include <functional>

struct Track : boost::intrusive_ref_counter<Track> {
  std::function<void()> ended;
  int plays = 0;
};

int main() {
  boost::intrusive_ptr<Track> track(new Track);
  track->ended = [track] { std::printf("plays %d\n", ++track->plays); };
  track->ended();
}
