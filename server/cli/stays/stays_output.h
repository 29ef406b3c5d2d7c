#pragma once
// The table of `quaywatt stays`.

#include <iosfwd>
#include <vector>

#include "gis/fence.h"
#include "gis/detected_stay.h"

namespace quaywatt::server {

/// call,mmsi,berth,arrived_at,departed_at,minutes,arrived_earliest,departed_latest,evidence,open
void write_stays(std::ostream& out, const std::vector<gis::DetectedStay>& stays, const std::vector<gis::Fence>& fences);

}  // namespace quaywatt::server
