#pragma once
// A shore-power socket with the meter on it. What has truly flowed is known here and nowhere else; what the meter shows
// is another matter.

#include <cstdint>
#include <string>

#include "berth-agent/meter/meter_source.h"
#include "domain/time/instant.h"
#include "tests/simulation/random.h"

namespace quaywatt::simulation {

class Socket {
 public:
  /// `now` is not owned. The register shows `register_wh` at the beginning.
  Socket(const domain::Millis& now, Random random, std::string address, std::int64_t register_wh);

  /// Energy that has flowed so far: the truth, mWh.
  std::int64_t truth_mwh() const;
  std::int64_t power_w() const { return power_w_; }
  void draw(std::int64_t power_w);

  /// What the meter answers now.
  agent::MeterResult read();

  void install(std::string address, std::int64_t register_wh);  ///< another meter, or this one reset
  const std::string& address() const { return address_; }
  std::int64_t shown_wh() const;

  // Faults, set by the world.
  bool silent = false;
  double spikes = 0;
  double jitter = 0;

 private:
  const domain::Millis& now_;
  Random random_;
  std::string address_;
  std::int64_t register_start_wh_ = 0;
  std::int64_t truth_at_install_mwh_ = 0;
  std::int64_t power_w_ = 0;
  std::int64_t flowed_mwh_ = 0;   ///< until `since_`
  domain::Millis since_{0};
};

}  // namespace quaywatt::simulation
