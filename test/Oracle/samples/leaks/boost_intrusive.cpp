// REQUIRES: boost
// boost's intrusive pointer, counted by the functions it finds.
#include <boost/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <vector>

class Element : public boost::intrusive_ref_counter<Element> {
public:
  void append(const boost::intrusive_ptr<Element> &E) {
    E->Container.reset(this);
    Content.push_back(E);
  }
  int depth() const { return Container ? Container->depth() + 1 : 0; }

private:
  std::vector<boost::intrusive_ptr<Element>> Content; // FLAG
  boost::intrusive_ptr<Element> Container;            // FLAG
};

int main() {
  boost::intrusive_ptr<Element> Body(new Element), Table(new Element);
  Body->append(Table);
  return Table->depth() == 1 ? 0 : 1;
}
