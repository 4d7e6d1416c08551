// A handle to what leads nowhere, and handles where they belong.
#include "ouro/ref.hpp"

#include <string>

struct Text {
  std::string Words;
  using ouro_no_edges = void;
};
struct Page {
  ouro::ref<Text> Content;
  ouro::edge<Page> Next;
  void trace(auto &Visit) const { Visit(Next); }
};
struct Reader {
  ouro::ref<Page> Open;
};
static ouro::ref<Page> Cover;

int run() {
  Reader Me{ouro::make<Page>()};
  Me.Open->Next = ouro::make<Page>();
  Me.Open->Next->Next = Me.Open;
  Me.Open->Content = ouro::make<Text>("words");
  Cover = Me.Open;
  bool Same = Cover == Me.Open;
  Cover.reset();
  return Same ? 0 : 1;
}
