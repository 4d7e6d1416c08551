// The shapes of leaks that people fix (P01 to P05), with every note.
//
// RUN: %tidy %s -- %flags 2>/dev/null | %check
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace p01 { // strong children and a strong parent
struct Section {
  std::vector<std::shared_ptr<Section>> children;
  std::shared_ptr<Section> parent; // FLAG
};
void add(const std::shared_ptr<Section> &to) {
  auto child = std::make_shared<Section>();
  child->parent = to;
  to->children.push_back(child);
}
} // namespace p01

namespace p02 { // through a part
struct Desk;
struct Lamp {
  std::shared_ptr<Desk> desk; // FLAG
};
struct Drawer {
  std::vector<std::shared_ptr<Lamp>> lamps;
};
struct Desk {
  Drawer drawer;
};
} // namespace p02

namespace p03 { // an interface that the owner implements, and is put into
struct Listener {
  virtual ~Listener() = default;
};
struct Track {
  std::shared_ptr<Listener> listener; // FLAG
};
struct Player : Listener, std::enable_shared_from_this<Player> {
  std::vector<std::shared_ptr<Track>> tracks;
  void add() {
    auto track = std::make_shared<Track>();
    track->listener = shared_from_this();
    tracks.push_back(track);
  }
};
} // namespace p03

namespace p04 { // a pointer to const counts like any other
struct Theme;
struct Brush {
  std::shared_ptr<const Theme> theme; // FLAG
};
struct Theme {
  std::map<std::string, std::shared_ptr<Brush>> brushes;
};
} // namespace p04

namespace p05 { // put into its own container: reported where that happens
struct Group {
  std::vector<std::shared_ptr<Group>> members;
};
std::shared_ptr<Group> everyone() {
  auto group = std::make_shared<Group>();
  group->members.push_back(group); // FLAG
  return group;
}
} // namespace p05

// The findings:
//
// CHECK: :12:28: warning: strong reference cycle of 'p01::Section' through 'Section::parent' and 'Section::children' [ouro-refcount-cycle]
// CHECK: :12:28: note: 'Section::parent' holds 'p01::Section' strongly here
// CHECK: :16:3: note: 'to' is stored in 'Section::parent' here
// CHECK: :11:41: note: 'Section::children' holds 'p01::Section' strongly here
// CHECK: :17:3: note: 'child' is stored in 'Section::children' here
// CHECK: :12:28: note: make 'Section::parent' a weak or plain reference, or reset it where its owner shuts down
// CHECK: :24:25: warning: strong reference cycle of 'p02::Desk' and 'p02::Lamp' through 'Lamp::desk' and 'Drawer::lamps' [ouro-refcount-cycle]
// CHECK: :24:25: note: 'Lamp::desk' holds 'p02::Desk' strongly here
// CHECK: :30:10: note: 'p02::Drawer' is a part of 'p02::Desk' through 'Desk::drawer'
// CHECK: :27:38: note: 'Drawer::lamps' holds 'p02::Lamp' strongly here
// CHECK: :24:25: note: make 'Lamp::desk' a weak or plain reference, or reset it where its owner shuts down
// CHECK: :39:29: warning: strong reference cycle of 'p03::Listener' and 'p03::Track' through 'Track::listener' and 'Player::tracks' [ouro-refcount-cycle]
// CHECK: :39:29: note: 'Track::listener' holds 'p03::Listener' strongly here
// CHECK: :45:5: note: 'this' is stored in 'Track::listener' here
// CHECK: :42:39: note: 'Player::tracks' holds 'p03::Track' strongly here
// CHECK: :46:5: note: 'track' is stored in 'Player::tracks' here
// CHECK: :39:29: note: make 'Track::listener' a weak or plain reference, or reset it where its owner shuts down
// CHECK: :54:32: warning: strong reference cycle of 'p04::Theme' and 'p04::Brush' through 'Brush::theme' and 'Theme::brushes' [ouro-refcount-cycle]
// CHECK: :54:32: note: 'Brush::theme' holds 'p04::Theme' strongly here
// CHECK: :57:49: note: 'Theme::brushes' holds 'p04::Brush' strongly here
// CHECK: :54:32: note: make 'Brush::theme' a weak or plain reference, or reset it where its owner shuts down
// CHECK: :67:3: warning: strong reference cycle of 'p05::Group' through 'Group::members' [ouro-refcount-cycle]
// CHECK: :63:39: note: 'Group::members' holds 'p05::Group' strongly here
// CHECK: :67:3: note: 'group' is stored in 'Group::members' here
// CHECK: :63:39: note: keep this object out of its own 'Group::members', or hold it weakly there
