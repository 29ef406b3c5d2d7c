// For each condition in a decision of the rules two stays that differ in it alone and get another verdict.
// tests/tidy/pairs.py reads the conditions off domain/rules and fails when one has no row here.

#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <tuple>

#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using enum Outcome;

struct Case {
  StayFacts facts = capable_stay();
  RuleSet rules = cn_wuxi_rules();
};

using Change = std::function<void(Case&)>;

struct Pair {
  const char* file;
  const char* condition;
  Change common;  ///< of both stays, on top of the capable stay of ten hours
  Change other;   ///< of the second alone
  Outcome one;
  Outcome two;
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.file << ".cpp: " << pair.condition; }

const Change none = [](Case&) {};

Change arrives_on(const char* day) {
  return [day](Case& c) {
    c.facts.stay.arrived_at = parse_instant(std::string(day) + "T09:00:00.000+08:00").value();
    c.facts.stay.departed_at = c.facts.stay.arrived_at + 10h;
  };
}
Change leaves_after(Millis length) {
  return [length](Case& c) { c.facts.stay.departed_at = kArrival + length; };
}
Change declares(Claim claim, Millis to = 10h) {
  return [claim, to](Case& c) { c.facts.declarations = {declared(claim, 0h, to)}; };
}
Change connects(Millis to, std::int64_t energy_wh) {
  return [to, energy_wh](Case& c) { c.facts.connections = {connection(0h, to, energy_wh)}; };
}
Change is_of_type(VesselType type) {
  return [type](Case& c) { c.facts.vessel.type = type; };
}
Change runs_on(Fuel fuel) {
  return [fuel](Case& c) { c.facts.vessel.fuel = fuel; };
}
Change weighs(std::int64_t gross_tonnage) {
  return [gross_tonnage](Case& c) { c.facts.vessel.gross_tonnage = GrossTonnage{gross_tonnage}; };
}
Change keel_laid(const char* day) {
  return [day](Case& c) { c.facts.vessel.keel_laid_on = on(day); };
}
Change both(Change a, Change b) {
  return [a = std::move(a), b = std::move(b)](Case& c) {
    a(c);
    b(c);
  };
}

const Change departure_unknown = [](Case& c) { c.facts.stay.departed_at.reset(); };
const Change facts_end_after_ten_hours = [](Case& c) { c.facts.as_of = kArrival + 10h; };
const Change may_have_left_later = [](Case& c) { c.facts.stay.departed_latest = kArrival + 2h + 1ms; };
const Change no_facility = [](Case& c) { c.facts.vessel.receiving_facility.reset(); };
const Change never_surveyed = [](Case& c) { c.facts.vessel.receiving_facility->surveyed_on.reset(); };
const Change surveyed_next_day = [](Case& c) { c.facts.vessel.receiving_facility->surveyed_on = on("2024-06-13"); };
const Change no_supply_there = [](Case& c) { c.facts.berth.supply.reset(); };
const Change never_inspected = [](Case& c) { c.facts.berth.supply->inspected_on.reset(); };
const Change out_of_reach = [](Case& c) { c.facts.berth.supply_reaches_vessel = false; };
const Change reach_unknown = [](Case& c) { c.facts.berth.supply_reaches_vessel.reset(); };
const Change taken = [](Case& c) { c.facts.berth.supply_occupied = true; };
const Change other_voltage = [](Case& c) { c.facts.berth.supply->parameters.voltage_v = 400; };
const Change supply_voltage_unknown = [](Case& c) { c.facts.berth.supply->parameters.voltage_v.reset(); };
const Change facility_voltage_unknown = [](Case& c) {
  c.facts.vessel.receiving_facility->parameters.voltage_v.reset();
};
const Change other_frequency = [](Case& c) { c.facts.berth.supply->parameters.frequency_hz = 60; };
const Change other_phases = [](Case& c) { c.facts.berth.supply->parameters.phases = 1; };
const Change tonnage_unknown = [](Case& c) { c.facts.vessel.gross_tonnage.reset(); };
const Change keel_unknown = [](Case& c) { c.facts.vessel.keel_laid_on.reset(); };
const Change fuel_unknown = [](Case& c) { c.facts.vessel.fuel.reset(); };
const Change no_generator_aboard = [](Case& c) { c.facts.vessel.has_generator = false; };
const Change foreign_flag = [](Case& c) { c.facts.vessel.flag = "PA"; };
const Change of_sea_and_river = [](Case& c) { c.facts.vessel.navigation = Navigation::sea_river; };
const Change of_the_coast = [](Case& c) { c.facts.vessel.navigation = Navigation::coastal; };
const Change at_a_service_area = [](Case& c) { c.facts.berth.kind = BerthKind::service_area; };
const Change on_the_coast = [](Case& c) { c.facts.berth.waters = Waters::coastal; };
const Change on_the_yangtze = [](Case& c) { c.facts.berth.waters = Waters::yangtze_jiangsu; };
const Change recorded_later = [](Case& c) { c.facts.declarations[0].recorded_at_the_time = false; };
const Change unconfirmed = [](Case& c) { c.facts.declarations[0].terminal_confirmed = false; };
const Change claims_the_next_day = [](Case& c) {
  c.facts.declarations[0].from = kArrival + 24h;
  c.facts.declarations[0].to = kArrival + 25h;
};
const Change had_to_report = [](Case& c) { c.facts.terminal_report.had_to_report = true; };
const Change reported = [](Case& c) { c.facts.terminal_report.reported = true; };
const Change did_not_report = [](Case& c) { c.facts.terminal_report.reported = false; };
const Change four_hours_and_one = [](Case& c) {
  c.facts.connections = {connection(0h, 4h, 900), connection(4h, 5h, 900)};
};
const Change the_one_within_the_four = [](Case& c) { c.facts.connections[1] = connection(3h, 4h, 900); };
const Change rules_know_no_alternative = [](Case& c) { c.rules.alternatives.clear(); };
const Change rules_know_no_impediment = [](Case& c) { c.rules.impediments.clear(); };
/// Of an instrument without dates nobody can say that it was not in force.
const Change sources_have_no_dates = [](Case& c) { c.rules.sources.clear(); };

constexpr auto kWeather = ImpedimentCause::severe_weather;
constexpr auto kQueue = ImpedimentCause::queue;
constexpr auto kUnattended = ImpedimentCause::unattended;
constexpr auto kBattery = AlternativeMeasure::onboard_battery;

const Pair kPairs[] = {
    {"assess", "a.duty == Duty::required", none, no_facility, not_connected, no_receiving_facility},
    {"assess", "duty != Duty::required", none, no_facility, not_connected, no_receiving_facility},
    {"assess", "outcome == Outcome::excused", none, declares(kWeather), not_connected, excused},
    {"assess", "outcome == Outcome::alternative", none, declares(kBattery), not_connected, alternative},
    {"assess", "used", connects(10h, 0), connects(10h, 1), needs_review, compliant},
    {"assess", "listed(findings, Finding::terminal_did_not_supply)", declares(kQueue), declares(kUnattended),
     needs_review, needs_review},

    {"circumstances", "done_on", none, never_surveyed, not_connected, no_receiving_facility},
    {"circumstances", "*done_on <= day", none, surveyed_next_day, not_connected, no_receiving_facility},
    {"circumstances", "a", other_voltage, facility_voltage_unknown, needs_review, not_connected},
    {"circumstances", "b", other_voltage, supply_voltage_unknown, needs_review, not_connected},
    {"circumstances", "*a != *b", none, other_voltage, not_connected, needs_review},
    {"circumstances", "both_known_and_differ(a.voltage_v, b.voltage_v)", none, other_voltage, not_connected,
     needs_review},
    {"circumstances", "both_known_and_differ(a.frequency_hz, b.frequency_hz)", none, other_frequency, not_connected,
     needs_review},
    {"circumstances", "both_known_and_differ(a.phases, b.phases)", none, other_phases, not_connected, needs_review},
    {"circumstances", "differ(facility->parameters, facts.berth.supply->parameters)", none, other_voltage,
     not_connected, needs_review},
    {"circumstances", "facility", none, no_facility, not_connected, no_receiving_facility},
    {"circumstances", "facts.berth.supply", other_voltage, no_supply_there, needs_review, no_supply},
    {"circumstances", "done_by(facility->surveyed_on, c.arrival)", none, surveyed_next_day, not_connected,
     no_receiving_facility},
    {"circumstances", "berth.supply", none, no_supply_there, not_connected, no_supply},
    {"circumstances", "done_by(berth.supply->inspected_on, arrival)", none, never_inspected, not_connected, no_supply},
    {"circumstances", "berth.supply_reaches_vessel == false", none, out_of_reach, not_connected, no_supply},
    {"circumstances", "berth.supply_occupied == true", none, taken, not_connected, no_supply},
    {"circumstances", "berth.supply_reaches_vessel", none, reach_unknown, not_connected, insufficient_data},
    {"circumstances", "plugged", reach_unknown, connects(10h, 0), insufficient_data, needs_review},
    {"circumstances", "facts.stay.departed_at", none, departure_unknown, not_connected, insufficient_data},
    {"circumstances", "facts.as_of", departure_unknown, facts_end_after_ten_hours, insufficient_data, not_connected},
    {"circumstances", "until", none, departure_unknown, not_connected, insufficient_data},
    {"circumstances", "c.proven", connects(4h, 900), departure_unknown, compliant_partial, compliant},
    {"circumstances", "c.energy.value > 0", connects(10h, 0), connects(10h, 1), needs_review, compliant},
    {"circumstances", "c.obligation", arrives_on("2020-01-31"), arrives_on("2020-02-01"), before_rule,
     no_receiving_facility},

    {"city_kpi", "c.claims.alternative_time > Millis{0}", leaves_after(2h), declares(kBattery, 1min), below_threshold,
     below_threshold},
    {"city_kpi", "c.left_of_alternatives() <= kpi.stay_min", declares(kBattery, 8h - 1ms), declares(kBattery, 8h),
     not_connected, alternative},
    {"city_kpi", "replaced_by_alternative(c, kpi)", none, declares(kBattery), not_connected, alternative},
    {"city_kpi", "kpi.in_force.holds_on(c.arrival)", arrives_on("2019-12-31"), arrives_on("2020-01-01"), before_rule,
     before_rule},
    {"city_kpi", "listed(kpi.types, facts.vessel.type)", none, is_of_type(VesselType::container), not_connected,
     not_connected},
    {"city_kpi", "listed(kpi.navigations, facts.vessel.navigation)", none, of_sea_and_river, not_connected,
     not_connected},
    {"city_kpi", "listed(kpi.waters, facts.berth.waters)", none, on_the_coast, not_connected, not_connected},
    {"city_kpi", "listed(kpi.berths, facts.berth.kind)", none, at_a_service_area, not_connected, not_a_port_berth},
    {"city_kpi", "facts.vessel.gross_tonnage", none, tonnage_unknown, not_connected, not_connected},
    {"city_kpi", "*facts.vessel.gross_tonnage >= kpi.gross_tonnage_min", weighs(1200), weighs(1199), not_connected,
     not_connected},
    {"city_kpi", "c.proven", connects(10h, 900), departure_unknown, compliant, compliant},
    {"city_kpi", "c.stay() >= kpi.stay_min", leaves_after(2h), leaves_after(2h - 1ms), below_threshold,
     below_threshold},
    {"city_kpi", "counted", none, is_of_type(VesselType::container), not_connected, not_connected},
    {"city_kpi", "c.used", connects(10h, 0), connects(10h, 1), needs_review, compliant},

    {"claims", "declaration.recorded_at_the_time", declares(kWeather), recorded_later, excused, not_connected},
    {"claims", "declaration.terminal_confirmed", declares(kWeather), unconfirmed, excused, needs_review},
    {"claims", "shared_part(span, possible)", declares(kWeather), claims_the_next_day, excused, not_connected},
    {"claims", "list", declares(kWeather), recorded_later, excused, not_connected},
    {"claims", "list != &claims.accepted", declares(kWeather), unconfirmed, excused, needs_review},
    {"claims", "std::holds_alternative<AlternativeMeasure>(declaration.claim)", declares(kWeather),
     declares(kBattery), excused, alternative},
    {"claims", "proven", declares(kBattery), departure_unknown, alternative, insufficient_data},

    {"findings", "c.surveyed", none, never_surveyed, not_connected, no_receiving_facility},
    {"findings", "in_fleet(vessel, rules.fleet)", no_facility, foreign_flag, no_receiving_facility,
     no_receiving_facility},
    {"findings", "concerns(line, vessel)", no_facility, is_of_type(VesselType::container), no_receiving_facility,
     no_receiving_facility},
    {"findings", "c.arrival > line.due", both(no_facility, arrives_on("2023-12-31")), arrives_on("2024-01-01"),
     no_receiving_facility, no_receiving_facility},
    {"findings", "vessel.keel_laid_on", both(no_facility, keel_laid("2020-01-01")), keel_unknown,
     no_receiving_facility, no_receiving_facility},
    {"findings", "*vessel.keel_laid_on >= rules.new_build_from", both(no_facility, keel_laid("2018-12-31")),
     keel_laid("2019-01-01"), no_receiving_facility, no_receiving_facility},
    {"findings", "vessel.gross_tonnage", none, tonnage_unknown, not_connected, not_connected},
    {"findings", "retrofit_overdue(vessel, rules, c)", no_facility, foreign_flag, no_receiving_facility,
     no_receiving_facility},
    {"findings", "new_build_unequipped(vessel, rules, c)", no_facility, keel_laid("2019-01-01"),
     no_receiving_facility, no_receiving_facility},
    {"findings", "c.supply == SupplyState::absent", out_of_reach, no_supply_there, no_supply, no_supply},
    {"findings", "c.stay() > c.threshold", both(no_supply_there, leaves_after(2h)), leaves_after(2h + 1ms), no_supply,
     no_supply},
    {"findings", "c.supply == SupplyState::not_inspected", out_of_reach, never_inspected, no_supply, no_supply},
    {"findings", "berth.supply_occupied == true", out_of_reach, taken, no_supply, no_supply},
    {"findings", "reviewed_for(decision, ReviewReason::supply_mismatch)", declares(kQueue), other_voltage,
     needs_review, needs_review},
    {"findings", "terminal_to_answer(rules, c)", declares(kQueue), declares(kUnattended), needs_review, needs_review},
    {"findings", "outcome == before_rule", both(tonnage_unknown, arrives_on("2020-01-31")), arrives_on("2020-02-01"),
     before_rule, no_receiving_facility},
    {"findings", "outcome == exempt_liquid_cargo", tonnage_unknown, is_of_type(VesselType::oil_tanker), not_connected,
     exempt_liquid_cargo},
    {"findings", "outcome == no_generator", tonnage_unknown, no_generator_aboard, not_connected, no_generator},
    {"findings", "c.claims.unrecorded_any", declares(kWeather), recorded_later, excused, not_connected},
    {"findings", "reviewed_for(decision, ReviewReason::clean_fuel_undeclared)", none, runs_on(Fuel::lng),
     not_connected, needs_review},
    {"findings", "facts.terminal_report.had_to_report == true", did_not_report, had_to_report, not_connected,
     not_connected},
    {"findings", "facts.terminal_report.reported == false", both(had_to_report, reported), did_not_report,
     not_connected, not_connected},
    {"findings", "outcome == no_supply", none, never_inspected, not_connected, no_supply},
    {"findings", "outcome == needs_review", none, other_voltage, not_connected, needs_review},

    {"outcome", "c.obligation", arrives_on("2020-01-31"), arrives_on("2020-02-01"), before_rule,
     no_receiving_facility},
    {"outcome", "listed(rules.exempt_types, facts.vessel.type)", none, is_of_type(VesselType::oil_tanker),
     not_connected, exempt_liquid_cargo},
    {"outcome", "facts.vessel.has_generator == false", none, no_generator_aboard, not_connected, no_generator},
    {"outcome", "c.proven", none, departure_unknown, not_connected, insufficient_data},
    {"outcome", "c.used", connects(10h, 0), connects(10h, 1), needs_review, compliant},
    {"outcome", "c.stay() > c.threshold", leaves_after(2h), leaves_after(2h + 1ms), below_threshold, not_connected},
    {"outcome", "c.possible > c.threshold", leaves_after(2h), may_have_left_later, below_threshold,
     insufficient_data},
    {"outcome", "listed(rules.obliged_berths, facts.berth.kind)", none, at_a_service_area, not_connected,
     not_a_port_berth},
    {"outcome", "c.surveyed", none, never_surveyed, not_connected, no_receiving_facility},
    {"outcome", "outcome = unsupplied(c)", none, out_of_reach, not_connected, no_supply},
    {"outcome", "c.connected * 1000 < c.left_of_claims() * rules.partial_use_permille", connects(5h, 900),
     connects(5h - 1ms, 900), compliant, compliant_partial},
    {"outcome", "partly_connected(c, rules)", connects(5h, 900), connects(5h - 1ms, 900), compliant,
     compliant_partial},
    {"outcome", "c.left_of_alternatives() <= c.threshold", declares(kBattery, 8h - 1ms), declares(kBattery, 8h),
     not_connected, alternative},
    {"outcome", "to_review", none, declares(kQueue), not_connected, needs_review},
    {"outcome", "c.left_of_claims() <= c.threshold", declares(kWeather, 8h - 1ms), declares(kWeather, 8h),
     not_connected, excused},
    {"outcome", "c.claims.unconfirmed.empty()", declares(kWeather), unconfirmed, excused, needs_review},
    {"outcome", "c.claims.doubtful.empty()", none, declares(kQueue), not_connected, needs_review},
    {"outcome", "c.parameters_differ", none, other_voltage, not_connected, needs_review},
    {"outcome", "c.plugged", none, connects(10h, 0), not_connected, needs_review},
    {"outcome", "facts.vessel.fuel", runs_on(Fuel::lng), fuel_unknown, needs_review, not_connected},
    {"outcome", "listed(rules.clean_fuels, *facts.vessel.fuel)", none, runs_on(Fuel::lng), not_connected,
     needs_review},
    {"outcome", "clean", none, runs_on(Fuel::lng), not_connected, needs_review},
    {"outcome", "c.claims.recorded_any()", runs_on(Fuel::lng), declares(ImpedimentCause::price), needs_review,
     not_connected},
    {"outcome", "outcome = outside_the_rules(facts, rules, c)", none, is_of_type(VesselType::oil_tanker),
     not_connected, exempt_liquid_cargo},
    {"outcome", "outcome = not_obliged(facts, rules, c)", none, no_facility, not_connected, no_receiving_facility},
    {"outcome", "outcome != Outcome::needs_review", other_voltage, connects(10h, 900), needs_review, compliant},

    {"retrofit_scope", "vessel.flag == fleet.flag", no_facility, foreign_flag, no_receiving_facility,
     no_receiving_facility},
    {"retrofit_scope", "listed(fleet.navigations, vessel.navigation)",
     both(no_facility, keel_laid("2019-01-01")), of_the_coast, no_receiving_facility, no_receiving_facility},
    {"retrofit_scope", "line.navigation != vessel.navigation", both(no_facility, is_of_type(VesselType::ro_ro)),
     of_the_coast, no_receiving_facility, no_receiving_facility},
    {"retrofit_scope", "line.types.empty()", both(no_facility, is_of_type(VesselType::container)), of_sea_and_river,
     no_receiving_facility, no_receiving_facility},
    {"retrofit_scope", "listed(line.types, vessel.type)", no_facility, is_of_type(VesselType::container),
     no_receiving_facility, no_receiving_facility},
    {"retrofit_scope", "line.gross_tonnage_min", both(no_facility, weighs(100)), is_of_type(VesselType::ro_ro),
     no_receiving_facility, no_receiving_facility},
    {"retrofit_scope", "vessel.gross_tonnage", no_facility, tonnage_unknown, no_receiving_facility,
     no_receiving_facility},
    {"retrofit_scope", "*vessel.gross_tonnage >= *line.gross_tonnage_min", both(no_facility, weighs(1200)),
     weighs(1199), no_receiving_facility, no_receiving_facility},

    {"rule_set", "found == rules.alternatives.end()", declares(kBattery), rules_know_no_alternative, alternative,
     not_connected},
    {"rule_set", "found == rules.impediments.end()", declares(kWeather), rules_know_no_impediment, excused,
     not_connected},
    {"rule_set", "found == rule.thresholds.end()", arrives_on("2019-10-01"), on_the_yangtze, before_rule,
     no_receiving_facility},
    {"rule_set", "threshold_of(rule, waters)", arrives_on("2019-10-01"), on_the_yangtze, before_rule,
     no_receiving_facility},
    {"rule_set", "rule.in_force.holds_on(arrival)", arrives_on("2020-01-31"), arrives_on("2020-02-01"), before_rule,
     no_receiving_facility},
    {"rule_set", "found == rules.obligations.end()", arrives_on("2020-01-31"), arrives_on("2020-02-01"), before_rule,
     no_receiving_facility},
    {"rule_set", "const auto* measure = std::get_if<AlternativeMeasure>(&claim)", declares(kWeather),
     declares(kBattery), excused, alternative},
    {"rule_set", "row", declares(kBattery), rules_know_no_alternative, alternative, not_connected},
    {"rule_set", "found == rules.sources.end()", declares(kUnattended), sources_have_no_dates, needs_review,
     needs_review},

    {"time_spans", "part.from >= part.to", declares(kWeather), claims_the_next_day, excused, not_connected},
    {"time_spans", "fresh", four_hours_and_one, the_one_within_the_four, compliant, compliant_partial},
};

auto verdict(const Assessment& a) {
  return std::make_tuple(a.duty, a.outcome, a.responsible, a.statutory, a.city_kpi_literal, a.city_kpi_strict,
                         a.findings, a.basis);
}

class ConditionPair : public testing::TestWithParam<Pair> {};

TEST_P(ConditionPair, DecidesTheVerdict) {
  const Pair& pair = GetParam();
  Case one;
  pair.common(one);
  Case two = one;
  pair.other(two);
  const Assessment first = assess(one.facts, one.rules);
  const Assessment second = assess(two.facts, two.rules);
  EXPECT_EQ(first.outcome, pair.one);
  EXPECT_EQ(second.outcome, pair.two);
  EXPECT_NE(verdict(first), verdict(second));
}

INSTANTIATE_TEST_SUITE_P(Rules, ConditionPair, testing::ValuesIn(kPairs));

}  // namespace
}  // namespace quaywatt::domain
