// A queue by value inside the scheduler; every job keeps the scheduler.
#include <deque>
#include <memory>
#include <utility>

class Scheduler;

class Job {
public:
  void attach(const std::shared_ptr<Scheduler> &To) { Owner = To; }
  bool attached() const { return Owner != nullptr; }

private:
  std::shared_ptr<Scheduler> Owner; // FLAG
};

class Scheduler : public std::enable_shared_from_this<Scheduler> {
public:
  void post(int Priority, std::shared_ptr<Job> Work) {
    Work->attach(shared_from_this());
    Pending.emplace_back(Priority, std::move(Work));
  }
  std::size_t backlog() const { return Pending.size(); }

private:
  std::deque<std::pair<int, std::shared_ptr<Job>>> Pending; // FLAG
};

int main() {
  auto Core = std::make_shared<Scheduler>();
  Core->post(3, std::make_shared<Job>());
  Core->post(1, std::make_shared<Job>());
  return Core->backlog() == 2 ? 0 : 1;
}
