#pragma once
// The two usage rates of mission.md's `connect_rate`: the statutory one and the city's, never one number.
// Each by visits and by hours, with its energy; raw and after excuses; what is under review as a range.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/energy/daily_energy.h"
#include "domain/rules/assessment.h"
#include "domain/rules/stay_facts.h"
#include "domain/rules/time_spans.h"

namespace quaywatt::domain {

/// One ended stay with its newest assessment, as far as the rates ask.
struct AssessedStay {
  std::string id;
  std::string port;
  std::string waterway;
  VesselType vessel_type = VesselType::other;
  BerthKind berth_kind = BerthKind::port;
  TimeSpan alongside;                  ///< arrival to departure
  std::vector<TimeSpan> connected;     ///< may overlap and reach beyond the stay; united and cut here
  std::vector<DayEnergy> energy;       ///< of all sessions, by Shanghai day
  Duty duty = Duty::not_required;
  Outcome outcome = Outcome::before_rule;
  std::optional<UsageShare> statutory;
  std::optional<UsageShare> city_kpi_literal;
  std::optional<UsageShare> city_kpi_strict;
};

enum class UsageGroup {
  all,
  port,
  waterway,
  vessel_type,
  month  ///< visits in the month of departure; hours and energy split at midnight (Asia/Shanghai)
};

struct UsageQuery {
  UsageGroup by = UsageGroup::all;
  bool with_service_areas = true;  ///< the same choice in both years of a comparison
};

/// Below this many stays in a rate's denominator no rank is given.
inline constexpr std::int64_t kRankedStaysMin = 20;

/// A share in hundredths of a percent, half up; empty where nothing is to be divided by.
std::optional<std::int64_t> in_permyriad(std::int64_t part, std::int64_t whole);

/// Numerator and denominator of a rate, three ways.
struct RateTally {
  std::int64_t visits_used = 0;
  std::int64_t visits = 0;
  std::int64_t connected_ms = 0;
  std::int64_t alongside_ms = 0;
  WattHours energy{};
  bool operator==(const RateTally&) const = default;
};

struct UsageRate {
  RateTally raw;                  ///< before excuses
  RateTally after_excuses;        ///< the rate proper
  std::int64_t under_review = 0;  ///< visits that a person has still to decide
  /// Bounds of the visits' rate over every way the cases under review can be decided; in permyriad.
  std::optional<std::int64_t> lowest;
  std::optional<std::int64_t> highest;
  /// 1 = highest, by visits after excuses, equal rates share a rank; empty below kRankedStaysMin.
  std::optional<std::int64_t> rank;
};

/// The figures of one port, waterway, vessel type or month.
struct UsageFigures {
  std::string key;                ///< "" with UsageGroup::all, "2024-09" with month, else the register's own id
  std::int64_t stays = 0;         ///< every ended stay, with a duty or without
  std::int64_t connected_ms = 0;
  std::int64_t alongside_ms = 0;
  WattHours energy{};
  UsageRate statutory;            ///< 应接尽接率
  UsageRate city_kpi_literal;
  UsageRate city_kpi_strict;
};

/// By key; with UsageGroup::all exactly one, else one for each key that has a stay (or hours of one).
std::vector<UsageFigures> usage_figures(const std::vector<AssessedStay>& stays, const UsageQuery& query);

/// "2024-09".
std::string month_key(Date day);

}  // namespace quaywatt::domain
