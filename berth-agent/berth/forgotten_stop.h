#pragma once
// Supply that nobody stopped though nothing is drawn any more (fault O3): the vessel may have sailed. The desk
// proposes, a person confirms; nothing is ended by itself. Pure.

#include <optional>

#include "berth-agent/berth/berth_desk.h"

namespace quaywatt::agent {

/// After a load, nothing drawn for so long is worth a person's look.
inline constexpr std::chrono::minutes kNoLoad{30};

struct ForgottenStop {
  domain::LineRef session;
  domain::Instant last_load_at{};  ///< proposed end, and departure if the vessel is gone; by the agent's clock
  domain::Millis ago{};
};

/// nullopt while power flows, while the meter is silent, or when nothing was ever drawn (another alarm says that).
std::optional<ForgottenStop> forgotten_stop(const DeskLook& desk, const domain::Session& session);

}  // namespace quaywatt::agent
