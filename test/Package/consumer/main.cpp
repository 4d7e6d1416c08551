#include "port.h"
#include <cstdio>
#include <memory>

struct Window;

struct View {
  Window *window OURO_BACK_REFERENCE = nullptr;
};

struct Window {
  std::shared_ptr<View> content OURO_ACYCLIC("views do not own their window");
};

int main() {
  auto window = std::make_shared<Window>();
  window->content = std::make_shared<View>();
  window->content->window = window.get();
  int port = open_port("a");
  std::printf("port %d, %ld owner\n", port, window.use_count());
  close_port(port);
  return port == 1 && open_port("") == -1 ? 0 : 1;
}
