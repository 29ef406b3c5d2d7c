#pragma once
// A port in one thread: cabinets, the way between, the server, the people. Time jumps from event to event. Faults come
// as the plan says; when they are over, all must be well again within ten minutes.

#include <array>
#include <functional>
#include <memory>
#include <ostream>
#include <queue>
#include <string>
#include <vector>

#include "tests/simulation/harbour_network.h"
#include "tests/simulation/operators.h"
#include "tests/simulation/plan.h"

namespace quaywatt::simulation {

/// What is broken on purpose, to see that the checkers find it.
struct Breaks {
  bool ack_before_commit = false;
  bool synchronous_off = false;
  bool no_fork_check = false;
  bool resume_only_forwards = false;
  bool roll_up_twice = false;
};

/// The clone of cabinet n is cabinet 100 + n.
inline constexpr int kCloneNumber = 100;

/// Of one socket with its cabinet, and the clone of that cabinet when there is one.
struct Berth {
  std::string agent;
  std::unique_ptr<Socket> socket;
  std::unique_ptr<Cabinet> cabinet;
  std::unique_ptr<Socket> clone_socket;
  std::unique_ptr<Cabinet> clone;
  std::unique_ptr<Operators> operators;
  std::uint32_t certificate = 0;
  int meters = 1;
  bool had_clone = false;
  std::uint64_t enrolments = 0;
};

class World {
 public:
  World(Plan plan, const Breaks& breaks, std::filesystem::path folder, std::ostream* out = nullptr);
  ~World();

  /// The whole plan, the quiet afterwards and every checker.
  void run();

  // For scripted days.
  void run_for(domain::Millis time);
  void begin(const Fault& fault);
  Berth& berth(int number) { return berths_[static_cast<std::size_t>(number)]; }
  HarbourServer& server() { return *server_; }
  Way& way(int number) { return network_->speakers.at(number).way; }
  HarbourNetwork& network() { return *network_; }
  domain::Millis now() const { return now_; }
  void restart(Cabinet& cabinet, bool power_was_cut);
  /// The administrator enrols the berth's cabinet again: new key, new epoch; a clone is taken away.
  void enrol_again(int number);
  /// Faults end, people see to what is left, every checker looks; what they find stands in `record().failures`.
  void settle();

  Record& record() { return record_; }
  const Record& record() const { return record_; }
  const Trace& trace() const { return trace_; }
  const Plan& plan() const { return plan_; }
  const std::array<std::uint64_t, kFaultKinds>& injected() const { return injected_; }

 private:
  struct Event {
    domain::Millis at{0};
    std::uint64_t order = 0;
    std::function<void()> what;
    bool operator>(const Event& other) const { return std::pair(at, order) > std::pair(other.at, other.order); }
  };
  void at(domain::Millis when, std::function<void()> what);
  void after(domain::Millis time, std::function<void()> what) { at(now_ + time, std::move(what)); }
  void run_until(domain::Millis when);

  void build(Berth& berth, int number);
  CabinetIdentity new_identity(const Berth& berth, int number);
  void enter(Cabinet& cabinet);
  Cabinet* cabinet_numbered(int number);
  /// Runs `work` in a running cabinet and buries it when it dies of it; says whether it still runs.
  bool visit(int number, const std::function<void(Cabinet&)>& work);
  void come_up(int number);

  void sample_on(int number);
  void uplink_on(int number, domain::Millis due);
  void acts_on(int number);
  void watch_on(int number);
  void see_to(int number);
  void derive_on();
  void end(const Fault& fault);
  void begin_disk(const Fault& fault);
  void begin_server(const Fault& fault);
  void begin_meter(const Fault& fault);
  void start_clone(const Fault& fault, const CabinetImage& image);
  void weigh_promises(const std::string& agent);
  void set_way(const Fault& fault, double probability);
  void quiet();
  void send_now();
  void check_all();
  void check_drained(const char* when);

  Plan plan_;
  domain::Millis now_{0};
  Trace trace_;
  Record record_;
  Random random_;
  std::filesystem::path folder_;
  Places places_;
  std::unique_ptr<HarbourServer> server_;
  std::unique_ptr<HarbourNetwork> network_;
  std::vector<Berth> berths_;
  std::map<int, bool> power_at_stake_;       ///< by cabinet: what the death that is set will be
  std::map<int, domain::Millis> uplink_due_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::uint64_t order_ = 0;
  bool quiet_ = false;
  bool sampling_ = true;
  bool breaks_syncs_ = false;
  std::array<std::uint64_t, kFaultKinds> injected_{};
};

}  // namespace quaywatt::simulation
