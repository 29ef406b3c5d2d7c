#pragma once
// The way between the cabinets and the server, with all that may happen on it.

#include <functional>
#include <map>
#include <string>

#include "tests/simulation/cabinet.h"
#include "tests/simulation/harbour_server.h"
#include "tests/simulation/random.h"

namespace quaywatt::simulation {

/// What the way to one cabinet is like just now; probabilities.
struct Way {
  double partition = 0;
  double one_way_block = 0;
  double drop = 0;
  double duplicate = 0;
  double delay = 0;
  double lost_reply = 0;
  double captive_portal = 0;
  double busy = 0;
};

class HarbourNetwork : public Network {
 public:
  /// `later(after, what)`: has it done after that time.
  using Later = std::function<void(domain::Millis after, std::function<void()> what)>;
  HarbourNetwork(HarbourServer& server, Random random, Later later)
      : server_(server), random_(random), later_(std::move(later)) {}

  agent::LinkAnswer send(int cabinet, const std::string& gzipped_batch) override {
    return exchange(cabinet, &gzipped_batch);
  }
  agent::LinkAnswer head(int cabinet) override { return exchange(cabinet, nullptr); }

  struct Speaker {
    std::string agent;
    std::uint32_t certificate = 0;
    Way way;
    std::uint64_t questions = 0;
    std::uint64_t answers = 0;
    domain::HeldLedger furthest;   ///< held as far as it was ever told
  };
  std::map<int, Speaker> speakers;  ///< by cabinet

  /// Broken on purpose: a cabinet is never told that the server holds less than before.
  bool only_forwards = false;

 private:
  agent::LinkAnswer exchange(int cabinet, const std::string* gzipped_batch);
  void hear_again(const Speaker& speaker, const std::string& gzipped_batch);
  agent::ServerReply without_going_back(Speaker& speaker, agent::ServerReply reply) const;

  HarbourServer& server_;
  Random random_;
  Later later_;
};

}  // namespace quaywatt::simulation
