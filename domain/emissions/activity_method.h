#pragma once
// Activity-based inventory: the emissions of one vessel in one interval, from its speed and area.

#include <variant>

#include "domain/emissions/group_emissions.h"
#include "domain/emissions/refusal.h"
#include "domain/emissions/vessel_particulars.h"

namespace quaywatt::domain {

/// AIS says 102.2 for "faster" and 102.3 for "not available" (ITU-R M.1371-5); neither is a speed.
inline constexpr double kMaxSpeedKn = 102.1;
/// The longest interval: a leap year. What is longer is a mistake of unit.
inline constexpr double kMaxIntervalHours = 8784;

enum class PowerLaw : std::uint8_t { propeller, admiralty };

template <>
struct Words<PowerLaw> {
  static constexpr std::array<std::string_view, 2> list{"propeller", "admiralty"};
};

struct ActivitySettings {
  double margin_percent = 0;  ///< weather and sea margin, from FactorSettings
  PowerLaw power_law = PowerLaw::propeller;
};

struct ActivityInterval {
  VesselParticulars vessel;
  Zone zone = Zone::eca;
  std::optional<Area> area;
  bool in_stay = false;  ///< inside a detected stay: at berth whatever the momentary speed
  std::optional<double> speed_kn;
  std::optional<double> reference_speed_kn;  ///< at rated power, > 0
  std::optional<double> service_speed_kn;    ///< > 0, used when the reference speed is unknown
  std::optional<double> draught_m;           ///< admiralty law
  std::optional<double> max_draught_m;
  double hours = 0;                          ///< [0, kMaxIntervalHours]
  double connected_hours = 0;                ///< on shore power: at berth the auxiliary is off, boilers stay on
  std::optional<int> year;                   ///< of the activity
};

struct ActivityResult {
  const LoadBin* bin = nullptr;  ///< lives as long as the factor set
  Tier tier = Tier::t0;
  Tier aux_tier = Tier::t0;
  double propulsion_kw = 0;
  double load = 0;
  Mode mode = Mode::transit;
  double aux_kw = 0;             ///< while not connected
  double boiler_kw = 0;
  GroupEmissions emissions;
  Assumptions assumptions;
};

/// The emissions of one interval. Each interval is computed from its own fields alone.
std::variant<ActivityResult, EmissionRefusal> emissions_of(const FactorSet& factors, const ActivitySettings& settings,
                                                           const ActivityInterval& interval);

}  // namespace quaywatt::domain
