#pragma once
// The shape of a regulation as data. Code knows this shape, never a threshold, a date or a text; a new edition is
// a new row. Every row names its source.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rules/assessment.h"
#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

/// Days of arrival (Asia/Shanghai) on which a row holds: from `from` up to, not including, `until`.
struct Validity {
  Date from;
  std::optional<Date> until;
  bool holds_on(Date day) const { return day >= from && (!until || day < *until); }
};

/// An instrument or an article of one. `id` is what verdicts carry; the titles are for people. A verdict on a stay
/// outside `in_force` does not cite it.
struct Source {
  std::string id;
  std::string title_zh;
  std::string title_en;
  Validity in_force;
};

struct Threshold {
  Waters waters;
  Millis longer_than;  ///< a stay of exactly this length is within it
};

/// A duty to use shore power. It covers the waters it has a threshold for.
struct ObligationRule {
  std::string source;
  Validity in_force;
  std::vector<Threshold> thresholds;
};

/// What a claim is worth once it was recorded at the time.
enum class Treatment {
  accepted,  ///< covers its time when the terminal confirmed it, else a person reviews it
  review,    ///< a person reviews it
  refused    ///< changes nothing
};

struct AlternativeRule {
  AlternativeMeasure measure;
  Treatment treatment;
  std::string source;
  std::string title_zh;
  std::string title_en;
};

struct ImpedimentRule {
  ImpedimentCause cause;
  Treatment treatment;
  std::string source;
  std::string title_zh;
  std::string title_en;
  bool terminal_to_answer = false;  ///< under review it is the terminal that has to answer
};

/// Whom the retrofit programme and the new-build rule concern.
struct FleetScope {
  std::string flag;
  std::vector<Navigation> navigations;
};

/// Vessels that had to carry a surveyed receiving facility by the end of `due`.
struct RetrofitLine {
  Navigation navigation;
  std::vector<VesselType> types;                 ///< empty: every type the duty concerns
  std::optional<GrossTonnage> gross_tonnage_min;  ///< inclusive; empty: whatever the tonnage
  Date due;
};

struct CityKpi {
  std::string source;
  Validity in_force;
  std::vector<VesselType> types;
  std::vector<Navigation> navigations;
  std::vector<Waters> waters;
  std::vector<BerthKind> berths;
  GrossTonnage gross_tonnage_min;  ///< inclusive
  Millis stay_min{};               ///< inclusive
};

/// Further sources of an outcome, or of a finding where it rides along.
struct OutcomeSource {
  Outcome outcome;
  std::string source;
};
struct FindingSource {
  Finding finding;
  std::string source;
};

struct RuleSet {
  std::string version;
  std::vector<Source> sources;
  std::vector<ObligationRule> obligations;  ///< the first in force for the waters decides
  std::vector<VesselType> exempt_types;
  std::vector<BerthKind> obliged_berths;
  std::vector<AlternativeRule> alternatives;
  std::vector<ImpedimentRule> impediments;
  std::vector<Fuel> clean_fuels;            ///< such a vessel is reviewed rather than suspected
  std::string clean_fuel_source;
  std::int64_t partial_use_permille = 0;    ///< connected for less than this share of the stay is partial use
  FleetScope fleet;
  std::vector<RetrofitLine> retrofit;
  Date new_build_from;                      ///< keel laid on that day or later
  CityKpi city_kpi;
  std::vector<OutcomeSource> outcome_sources;
  std::vector<FindingSource> finding_sources;
};

/// Whether a row's list holds the value.
template <typename Value>
bool listed(const std::vector<Value>& values, const Value& value) {
  return std::ranges::find(values, value) != values.end();
}

/// The duty in force in these waters on this day of arrival; null when there is none.
const ObligationRule* obligation_in_force(const RuleSet& rules, Waters waters, Date arrival);

/// What the stay must exceed there; empty when the rule does not cover the waters.
std::optional<Millis> threshold_of(const ObligationRule& rule, Waters waters);

/// What the rules say of a claim. One they do not list is refused: what they do not name excuses nothing.
struct ClaimRule {
  Treatment treatment = Treatment::refused;
  bool terminal_to_answer = false;
  std::string_view source;
  std::string_view title_zh;
  std::string_view title_en;
};
ClaimRule rule_of(const RuleSet& rules, const Claim& claim);

/// Null when the set does not name the source.
const Source* source_named(const RuleSet& rules, std::string_view id);

}  // namespace quaywatt::domain
