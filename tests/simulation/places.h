#pragma once
// The registers of a run: its berths with one supply point each, and the vessels that call there.

#include <map>
#include <string>
#include <vector>

#include "server/store/register_store.h"

namespace quaywatt::simulation {

inline constexpr char kSupplyPoint[] = "a1";
inline constexpr std::int64_t kRatedPowerW = 40'000;
inline constexpr std::int32_t kMeterDigits = 6;
inline constexpr std::int64_t kResolutionWh = 10;
inline constexpr int kVessels = 6;

struct Places {
  std::map<std::string, server::RegisteredBerth> berths;
  std::map<std::string, std::vector<server::RegisteredSupplyPoint>> supply_points;  ///< by berth
  std::vector<server::RegisteredVessel> vessels;
};

/// `berths` by name; vessel number i is "苏锡货100i".
Places places_with(const std::vector<std::string>& berths);

std::string vessel_name(int number);
std::string vessel_identity(int number);

}  // namespace quaywatt::simulation
