#pragma once
// Screen T11: a meter is exchanged, by two persons, with the old register's last and the new one's first figure.
// A running session goes on over the hand-over.

#include <optional>

#include "berth-agent/berth/decision.h"
#include "berth-agent/sampling/meter_reading.h"

namespace quaywatt::agent {

/// Why there can be no exchange, as far as that is known without asking a meter.
std::optional<DeskRefusal> exchange_obstacle(const BerthState& state, const Asked& by, const ExchangeMeter& command);

/// Which meters are to be read: what was typed is not read, and what shares a line cannot be told apart.
struct ExchangeReadings {
  std::optional<MeterReading> old_final;
  std::optional<MeterReading> new_first;
};
/// Names for the EdgeReader; empty: nothing to read there.
struct ExchangeChannels {
  std::string old_final;
  std::string new_first;
};
ExchangeChannels channels_to_read(const BerthState& state, const ExchangeMeter& command);

/// An old register nobody typed and nobody can read is absent from the line; a new one must be there.
Decision decide_exchange_meter(const BerthState& state, const Asked& by, const ExchangeMeter& command,
                               const ExchangeReadings& readings);

}  // namespace quaywatt::agent
