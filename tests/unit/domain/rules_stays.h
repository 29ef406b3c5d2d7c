#pragma once
// Stays the tests of the rules start from.

#include <string>

#include "domain/rules/assess.h"
#include "domain/rules/cn_wuxi.h"

namespace quaywatt::domain {

inline Instant at(const char* text) { return parse_instant(text).value(); }
inline Date on(const char* text) { return parse_date(text).value(); }

inline const Instant kArrival = at("2024-06-12T09:00:00.000+08:00");

/// A capable inland dry-bulk vessel at a capable canal berth for `length`, nothing connected, nothing declared.
inline StayFacts capable_stay(Millis length = std::chrono::hours{10}) {
  const ElectricalParameters parameters{.voltage_v = 380, .frequency_hz = 50, .phases = 3, .current_a = 63};
  StayFacts facts;
  facts.vessel = {.type = VesselType::dry_bulk,
                  .navigation = Navigation::inland,
                  .gross_tonnage = GrossTonnage{1480},
                  .keel_laid_on = on("2011-03-18"),
                  .flag = "CN",
                  .fuel = Fuel::diesel,
                  .has_generator = true,
                  .receiving_facility = ReceivingFacility{parameters, on("2021-11-05")}};
  facts.berth = {.waters = Waters::inland_canal,
                 .kind = BerthKind::port,
                 .supply = ShoreSupply{parameters, on("2021-04-20")},
                 .supply_reaches_vessel = true,
                 .supply_occupied = false};
  facts.stay = {.arrived_at = kArrival, .departed_at = kArrival + length};
  return facts;
}

/// From `from` to `to` after the arrival.
inline ConnectionFacts connection(Millis from, Millis to, std::int64_t energy_wh) {
  return {kArrival + from, kArrival + to, {energy_wh}};
}

/// Recorded and confirmed, from `from` to `to` after the arrival.
inline DeclarationFacts declared(Claim claim, Millis from, Millis to) {
  return {.claim = claim,
          .recorded_at_the_time = true,
          .terminal_confirmed = true,
          .from = kArrival + from,
          .to = kArrival + to};
}

inline Assessment judged(const StayFacts& facts) { return assess(facts, cn_wuxi_rules()); }

}  // namespace quaywatt::domain
