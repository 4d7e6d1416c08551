// REQUIRES: boost
// boost's weak pointer breaks the ring.
#include <boost/enable_shared_from_this.hpp>
#include <boost/make_shared.hpp>
#include <boost/weak_ptr.hpp>
#include <vector>

class Part : public boost::enable_shared_from_this<Part> {
public:
  boost::shared_ptr<Part> add() {
    boost::shared_ptr<Part> P = boost::make_shared<Part>();
    P->Whole = shared_from_this();
    Parts.push_back(P);
    return P;
  }
  bool attached() const { return !Whole.expired(); }

private:
  std::vector<boost::shared_ptr<Part>> Parts;
  boost::weak_ptr<Part> Whole;
};

int main() {
  boost::shared_ptr<Part> Car = boost::make_shared<Part>();
  return Car->add()->attached() ? 0 : 1;
}
