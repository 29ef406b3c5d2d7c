#include "domain/emissions/hotel_power.h"

namespace quaywatt::domain {

const LoadBin* find_bin(const FactorSet& factors, const VesselParticulars& vessel) {
  const ShipClass& ship = factors.ship_classes()[vessel.ship_class];
  if (const auto& size = vessel.sizes[ship.size_unit]) return factors.find_bin(vessel.ship_class, *size);
  return ship.bins.size() == 1 ? &ship.bins.front() : nullptr;
}

std::optional<HotelPower> hotel_power(const FactorSet& factors, const LoadBin& bin, std::optional<double> mcr_kw,
                                    Mode mode) {
  const HotelPower by_table{bin.aux_kw[mode], bin.boiler_kw[mode]};
  if (!factors.settings().small_ship_rule) return by_table;
  if (!mcr_kw) return std::nullopt;
  if (*mcr_kw <= kSmallShipNoAuxKw) return HotelPower{};
  if (*mcr_kw <= kSmallShipShareKw) return HotelPower{kSmallShipAuxShare * *mcr_kw, by_table.boiler_kw};
  return by_table;
}

}  // namespace quaywatt::domain
