#pragma once
// Stays as the usage rates take them.

#include <vector>

#include "domain/usage/usage_rate.h"
#include "server/store/figures_store.h"

namespace quaywatt::server {

struct UsageStays {
  std::vector<domain::AssessedStay> stays;
  std::size_t still_there = 0;  ///< a stay is of the month of its departure: these are of none yet
  std::size_t not_judged = 0;
};

UsageStays usage_stays(const std::vector<StayFigure>& figures);

}  // namespace quaywatt::server
