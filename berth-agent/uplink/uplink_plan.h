#pragma once
// When the uplink speaks, and what about. A state machine without clock, network or disk: told what happened at which
// real time, it says when the next turn is due and what the turn is.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "berth-agent/uplink/answer_check.h"
#include "berth-agent/uplink/back_off.h"
#include "berth-agent/uplink/link_state.h"
#include "berth-agent/uplink/next_step.h"

namespace quaywatt::agent {

/// Ask the server what it holds.
struct AskHead {
  bool operator==(const AskHead&) const = default;
};

using Turn = std::variant<AskHead, SendFrom, ProbeLast, OpenNextEpoch>;

class UplinkPlan {
 public:
  /// All durations are real time.
  struct Settings {
    domain::Millis interval{60'000};         ///< between exchanges when nothing is urgent; also the sign of life
    domain::Millis stopped_interval{900'000};///< between questions once the server has refused this ledger
    domain::Millis closest{5'000};           ///< between attempts while failing, however often woken
    domain::Millis retry_after_max{3'600'000};
    BackOffSettings back_off;
  };

  UplinkPlan(Settings settings, RandomSource& random) : settings_(settings), random_(random) {}

  /// Real time of the next turn.
  domain::Millis due_at() const { return due_at_; }

  /// An urgent line, or an operator who will not wait. While failing it shortens the pause only down to `closest`.
  void wake(domain::Millis now);

  /// What to do now that the turn is due. `ours` is our side seen from `holds()`.
  Turn turn(const OurSide& ours) const;

  /// `ours`: our side as seen from what this answer says is held (from `holds()` when it says nothing).
  void answered(domain::Millis now, const Turn& turn, const TrustedAnswer& answer, const OurSide& ours);
  void failed(domain::Millis now, const LinkFailure& failure);
  /// The next epoch was opened; its first lines wait to be sent.
  void opened_epoch(domain::Millis now);

  /// What the server holds as far as this run of the program knows; nullopt until it has answered.
  const std::optional<ServerHolds>& holds() const { return holds_; }
  LinkState::Phase phase() const { return phase_; }
  const std::string& error_zh() const { return error_zh_; }
  const std::string& error_en() const { return error_en_; }

 private:
  bool learn(const Turn& turn, const TrustedAnswer& answer);
  void go_on(domain::Millis now, const Turn& turn, bool progress, const OurSide& ours);
  void stop(domain::Millis now);
  void retreat(domain::Millis now, std::optional<domain::Millis> retry_after);
  void say(const TrustedAnswer& answer);

  Settings settings_;
  RandomSource& random_;
  domain::Millis due_at_{0};
  domain::Millis last_attempt_{0};
  std::uint32_t failures_ = 0;
  std::optional<ServerHolds> holds_;
  std::optional<domain::LedgerPosition> agreed_;  ///< see next_step
  LinkState::Phase phase_ = LinkState::Phase::starting;
  bool forked_ = false;                           ///< only a new enrolment, and with it a new start, ends this
  std::string error_zh_;
  std::string error_en_;
};

}  // namespace quaywatt::agent
