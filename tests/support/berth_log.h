#pragma once
// Writes the ledger lines of one berth as a test tells them: consecutive positions, both clocks moving together,
// one terminal operator unless told otherwise.

#include <string>
#include <utility>
#include <vector>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::test {

inline const domain::Actor kOperator{domain::ActorRole::terminal_operator, "op-07"};
inline const domain::Actor kForeman{domain::ActorRole::foreman, "fm-01"};
inline const domain::Actor kSkipper{domain::ActorRole::skipper, "CN20190004711"};
inline const domain::Actor kDevice{domain::ActorRole::device, "jy-shili-01"};

class BerthLog {
 public:
  /// 2024-09-10 08:00:00 in Shanghai.
  static constexpr domain::Instant kMorning{domain::Millis{1'725'926'400'000}};

  /// Appends a line and returns its position, by which later lines name what it opened.
  domain::LineRef add(domain::LineBody body, domain::Actor actor = kOperator) {
    domain::LedgerLine line;
    line.position = {epoch_, ++seq_};
    line.at = wall_;
    line.boot = boot_;
    line.mono = mono_;
    line.sync = sync_;
    line.actor = std::move(actor);
    line.body = std::move(body);
    lines_.push_back(std::move(line));
    return lines_.back().position;
  }

  BerthLog& after(domain::Millis by) {
    wall_ += by;
    mono_ += by;
    return *this;
  }
  BerthLog& step_wall(domain::Millis by) {
    wall_ += by;
    return *this;
  }
  BerthLog& on_clock(domain::ClockSync sync) {
    sync_ = sync;
    return *this;
  }
  BerthLog& reboot(std::string boot) {
    boot_ = std::move(boot);
    mono_ = domain::Millis{0};
    return *this;
  }
  BerthLog& open_epoch(std::uint32_t epoch) {
    epoch_ = epoch;
    seq_ = 0;
    return *this;
  }

  domain::Instant now() const { return wall_; }
  const std::vector<domain::LedgerLine>& lines() const { return lines_; }
  const domain::LedgerLine& last() const { return lines_.back(); }

 private:
  std::uint32_t epoch_ = 1;
  std::uint64_t seq_ = 0;
  domain::Instant wall_ = kMorning;
  domain::ClockSync sync_ = domain::ClockSync::synced;
  domain::Millis mono_{1000};
  std::string boot_ = "00000000000000b1";
  std::vector<domain::LedgerLine> lines_;
};

inline domain::VesselNamed vessel_named(std::string name) {
  domain::VesselNamed vessel;
  vessel.name = std::move(name);
  return vessel;
}

/// A register reading in watt-hours of a meter with two decimals.
inline domain::RegisterValues register_at(std::int64_t energy_wh) {
  domain::RegisterValues values;
  const std::int64_t hundredths = energy_wh / 10;
  const std::string cents = std::to_string(hundredths % 100);
  values.energy_forward.value = domain::WattHours{energy_wh};
  values.energy_forward.resolution = domain::WattHours{10};
  values.energy_forward.text = std::to_string(hundredths / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
  values.energy_forward.unit = "kWh";
  return values;
}

}  // namespace quaywatt::test
