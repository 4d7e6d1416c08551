// The lambda is a macro's: other expansions would be edited too.
#include <cstdio>
#include <functional>
#include <memory>

#define ON(SLOT, CODE) SLOT = [self = shared_from_this()] { CODE; }

struct Panel : std::enable_shared_from_this<Panel> {
  std::function<void()> shown;
  int times = 0;
  void wire() { ON(shown, std::printf("shown %d\n", ++self->times)); }
};

int main() {
  auto panel = std::make_shared<Panel>();
  panel->wire();
  panel->shown();
}
