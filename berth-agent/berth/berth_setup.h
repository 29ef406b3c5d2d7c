#pragma once
// What the settings say of one berth: its supply points and the meters that can be read. Read once at start.

#include <optional>
#include <string>
#include <vector>

#include "berth-agent/config/agent_config.h"
#include "domain/time/instant.h"

namespace quaywatt::agent {

struct BerthSetup {
  std::string berth;
  std::vector<SupplyPointConfig> supply_points;
  std::vector<MeterConfig> meters;  ///< every meter the sampler reads; a spare one may wait here for an exchange

  /// Alongside longer than this a vessel has to be connected (CN-MOT-MEASURES art. 11: inland waters 120 min,
  /// coastal 180 min). Only for the countdown on the screen: the server judges.
  std::chrono::minutes duty_threshold{120};
  /// Less power than this is nothing being drawn: meters show a few watts of their own.
  std::int64_t drawing_power_w = 50;

  const SupplyPointConfig* supply_point(const std::string& id) const;
  const MeterConfig* meter(const std::string& id) const;
};

/// Looks at nothing but the berth's part of the settings.
BerthSetup berth_setup(const AgentConfig& config);

}  // namespace quaywatt::agent
