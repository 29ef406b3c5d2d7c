#pragma once
// The people of one berth: what they do on an ordinary day, and how they leave the berth at the end of it. They know
// what the desk shows them; what they were told is saved they take for saved.

#include <cstdint>

#include "tests/simulation/cabinet.h"
#include "tests/simulation/random.h"

namespace quaywatt::simulation {

class Operators {
 public:
  explicit Operators(Random random) : random_(random) {}

  /// One act, as the hour suggests it. A refusal of the desk or of its disk is taken for what it is.
  void act(Cabinet& cabinet);
  /// Every supply stopped, every stay ended.
  void clear_berth(Cabinet& cabinet);
  /// Two of them put another meter in and record it.
  void exchange_meter(Cabinet& cabinet, const std::string& address, std::int64_t register_wh);

  // Single acts; true when the desk says that it is recorded.
  bool register_stay(Cabinet& cabinet, int vessel);
  bool start_supply(Cabinet& cabinet, const domain::LineRef& stay, std::int64_t power_w);
  bool stop_supply(Cabinet& cabinet, const domain::LineRef& session);
  bool end_stay(Cabinet& cabinet, const domain::LineRef& stay);
  bool declare(Cabinet& cabinet, const domain::LineRef& stay);

  /// What the desk shows: the newest open stay, the running session.
  struct Sight {
    std::optional<domain::LineRef> stay;
    std::optional<domain::LineRef> session;
    std::optional<domain::LineRef> open_declaration;
    std::optional<domain::LineRef> open_fault;
    std::size_t stays = 0;
  };
  static Sight look(Cabinet& cabinet);

  std::uint64_t acts = 0;
  std::uint64_t refused = 0;
  std::uint64_t not_saved = 0;   ///< the disk refused

 private:
  agent::Asker by(const char* who, domain::ActorRole role);
  template <typename Act>
  bool tried(Act act);
  void act_on_stay(Cabinet& cabinet, const Sight& sight);
  void act_on_session(Cabinet& cabinet, const Sight& sight);
  void see_to_fault(Cabinet& cabinet, const Sight& sight);

  Random random_;
  std::uint64_t requests_ = 0;
};

}  // namespace quaywatt::simulation
