#pragma once
// How much of the energy carries which remark: the share of flag D (fault M14) and of everything else that is flagged.

#include <string>
#include <vector>

#include "server/store/figures_store.h"

namespace quaywatt::server {

struct QualityShare {
  std::string note;             ///< a name of EnergyNote; "" the total of all sessions, with and without remarks
  std::size_t sessions = 0;
  domain::WattHours energy{};
};

/// The total first, then by name. A session with several remarks is in the share of each.
std::vector<QualityShare> quality_shares(const std::vector<StayFigure>& stays);

}  // namespace quaywatt::server
