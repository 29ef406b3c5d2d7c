#pragma once
// Auxiliary and boiler power of a vessel in a mode: by table, or by the rule for small ships.

#include <optional>

#include "domain/emissions/vessel_particulars.h"

namespace quaywatt::domain {

// Small ships, Fourth IMO GHG Study 2020 (factor sets with small_ship_rule): main engine up to 150 kW: no auxiliary and
// no boiler; up to 500 kW: auxiliary 5 % of main power, boiler by table; above: by table.
inline constexpr double kSmallShipNoAuxKw = 150;
inline constexpr double kSmallShipShareKw = 500;
inline constexpr double kSmallShipAuxShare = 0.05;

struct HotelPower {
  double aux_kw = 0;
  double boiler_kw = 0;
};

/// The vessel's size bin; empty when its ship type has several bins and the size they count is unknown.
const LoadBin* find_bin(const FactorSet& factors, const VesselParticulars& vessel);

/// Power in `mode`. With the small-ship rule in force the vessel's mcr_kw must be known; empty when it is not.
std::optional<HotelPower> hotel_power(const FactorSet& factors, const LoadBin& bin, std::optional<double> mcr_kw,
                                    Mode mode);

}  // namespace quaywatt::domain
