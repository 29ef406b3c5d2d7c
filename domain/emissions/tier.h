#pragma once
// The NOx tier or stage of an engine.

#include <optional>

#include "domain/emissions/factor_tables.h"

namespace quaywatt::domain {

/// When a ship was built, as far as it is known; `keel_laid` goes before `year`.
struct BuildDate {
  std::optional<int> year;
  std::optional<Date> keel_laid;

  std::optional<int> known_year() const;
};

struct EngineRecord {
  EngineType type{};
  std::optional<Tier> certified;      ///< from the engine's certificate
  std::optional<double> rated_kw;     ///< one engine
};

/// The certificate, else what the rule infers.
/// keel_year: < 2000 T0, < 2011 T1, < 2016 T2, else T3; unknown T0.
/// gb_15097 (domestic inland vessels): tier II above 130 kW from 2015-03-01; GB 15097-2016 stage I from 2018-07-01 and
/// stage II from 2021-07-01 above 37 kW; else, and when year or power is unknown, T0. Tier III is never inferred: in
/// the inland control area it binds only engines of 30 L a cylinder and more. With the year alone a stage counts from
/// the first full year.
/// Engines without tiers (is_tiered) are T0 whatever the certificate says.
Tier tier_of(TierRule rule, const EngineRecord& engine, const BuildDate& built);

/// A tier III engine below 25 % load counts as tier II: its exhaust is too cold for the catalyst.
inline constexpr double kTier3MinimumLoad = 0.25;
constexpr Tier tier_at_load(Tier tier, double load) {
  return tier == Tier::t3 && load < kTier3MinimumLoad ? Tier::t2 : tier;
}

/// NOx limit at rated speed `rpm`, g/kWh (MARPOL Annex VI Reg. 13).
double nox_limit(const NoxLimitCurve& curve, double rpm);

}  // namespace quaywatt::domain
