#include "server/usecases/vessel_match.h"

#include <algorithm>

#include "domain/berth/vessel_name.h"

namespace quaywatt::server {

namespace {

template <typename Fits>
const RegisteredVessel* only_one(const std::vector<RegisteredVessel>& candidates, Fits fits) {
  const auto first = std::ranges::find_if(candidates, fits);
  if (first == candidates.end() || std::find_if(first + 1, candidates.end(), fits) != candidates.end()) return nullptr;
  return &*first;
}

}  // namespace

void match_vessel(StayRecord& record) {
  const auto& named = record.stay.vessel;
  const auto take = [&](const RegisteredVessel* vessel, VesselMatch how) {
    if (!vessel) return false;
    record.vessel = *vessel;
    record.vessel_match = how;
    return true;
  };
  const auto by_identity = [&](const RegisteredVessel& vessel) { return vessel.identity == named.identity; };
  if (!named.identity.empty()) {
    take(only_one(record.vessel_candidates, by_identity), VesselMatch::identity);
    return;
  }
  const auto by_mmsi = [&](const RegisteredVessel& vessel) { return named.mmsi && vessel.mmsi == named.mmsi; };
  if (take(only_one(record.vessel_candidates, by_mmsi), VesselMatch::mmsi)) return;
  const std::string key = domain::name_key(named.name);
  const auto by_name = [&](const RegisteredVessel& vessel) { return domain::name_key(vessel.name) == key; };
  take(only_one(record.vessel_candidates, by_name), VesselMatch::name);
}

}  // namespace quaywatt::server
