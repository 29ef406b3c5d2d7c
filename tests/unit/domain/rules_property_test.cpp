// What holds for every stay, whatever its facts. Facts are drawn with the boundaries in favour.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

template <typename Value>
rc::Gen<std::optional<Value>> mostly(rc::Gen<Value> value) {
  return rc::gen::weightedOneOf<std::optional<Value>>(
      {{6, rc::gen::map(value, [](Value v) { return std::optional<Value>{v}; })},
       {1, rc::gen::just(std::optional<Value>{})}});
}

/// Over the whole range from the first draw on.
rc::Gen<int> uniform(int from, int below) { return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, below)); }

template <typename Enum>
rc::Gen<Enum> value_up_to(Enum last) {
  return rc::gen::map(uniform(0, static_cast<int>(last) + 1), [](int i) { return static_cast<Enum>(i); });
}

/// Milliseconds into or around a stay of some hours.
rc::Gen<Millis> moment() {
  return rc::gen::oneOf(rc::gen::elementOf(std::vector<Millis>{0ms, 1ms, 1h, 2h - 1ms, 2h, 2h + 1ms, 3h, 3h + 1ms,
                                                              5h, 8h, 10h}),
                        rc::gen::map(uniform(-3'600'000, 40'000'000), [](int ms) { return Millis{ms}; }));
}

rc::Gen<std::optional<Date>> day() {
  return mostly(rc::gen::elementOf(std::vector<Date>{on("2018-12-31"), on("2019-01-01"), on("2021-01-01"),
                                                     on("2024-06-12"), on("2024-06-13")}));
}

ElectricalParameters any_parameters() {
  return {.voltage_v = *mostly(rc::gen::element<std::int64_t>(380, 380, 380, 220)),
          .frequency_hz = 50,
          .phases = *mostly(rc::gen::element<std::int64_t>(3, 3, 3, 1)),
          .current_a = 63};
}

Claim any_claim() {
  if (*rc::gen::arbitrary<bool>()) return *value_up_to(AlternativeMeasure::after_treatment);
  return *value_up_to(ImpedimentCause::other);
}

DeclarationFacts any_declaration() {
  const Millis a = *moment();
  const Millis b = *moment();
  DeclarationFacts declaration = declared(any_claim(), std::min(a, b), std::max(a, b));
  declaration.recorded_at_the_time = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
  declaration.terminal_confirmed = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
  return declaration;
}

ConnectionFacts any_connection() {
  const Millis a = *moment();
  const Millis b = *moment();
  return connection(std::min(a, b), std::max(a, b), *rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 18'000}));
}

void draw_vessel(VesselFacts& vessel) {
  vessel.type = *rc::gen::weightedOneOf<VesselType>(
      {{2, rc::gen::just(VesselType::dry_bulk)}, {1, value_up_to(VesselType::other_liquid)}});
  vessel.navigation = *value_up_to(Navigation::sea);
  vessel.gross_tonnage = *mostly(rc::gen::element(GrossTonnage{599}, GrossTonnage{600}, GrossTonnage{1199},
                                                  GrossTonnage{1200}, GrossTonnage{5000}));
  vessel.keel_laid_on = *day();
  vessel.flag = *rc::gen::element<std::string>("CN", "CN", "PA");
  vessel.fuel = *mostly(value_up_to(Fuel::other));
  vessel.has_generator = *mostly(rc::gen::weightedElement<bool>({{8, true}, {1, false}}));
  vessel.receiving_facility.reset();
  if (*uniform(0, 6) > 0) vessel.receiving_facility = ReceivingFacility{any_parameters(), *day()};
}

void draw_berth(BerthFacts& berth) {
  berth.waters = *value_up_to(Waters::coastal);
  berth.kind = *rc::gen::weightedOneOf<BerthKind>(
      {{6, rc::gen::just(BerthKind::port)}, {1, value_up_to(BerthKind::anchorage)}});
  berth.supply.reset();
  if (*uniform(0, 8) > 0) berth.supply = ShoreSupply{any_parameters(), *day()};
  berth.supply_reaches_vessel = *mostly(rc::gen::weightedElement<bool>({{8, true}, {1, false}}));
  berth.supply_occupied = *mostly(rc::gen::weightedElement<bool>({{1, true}, {8, false}}));
}

/// Any claims and connections; of a capable vessel at a capable berth unless `anywhere`.
StayFacts drawn_facts(bool anywhere) {
  StayFacts facts = capable_stay(std::max(Millis{0}, *moment()));
  if (anywhere && *uniform(0, 4) > 0) draw_vessel(facts.vessel);
  if (anywhere && *uniform(0, 4) > 0) draw_berth(facts.berth);
  const Instant departed = *facts.stay.departed_at;
  if (*uniform(0, 5) == 0) facts.stay.departed_latest = departed + std::max(Millis{0}, *moment());
  if (*uniform(0, 5) == 0) facts.stay.arrived_earliest = kArrival - std::max(Millis{0}, *moment());
  if (*uniform(0, 8) == 0) {
    facts.stay.departed_at.reset();
    facts.as_of = *mostly(rc::gen::just(departed));
  }
  const int connections = *uniform(0, 3);
  for (int i = 0; i < connections; ++i) facts.connections.push_back(any_connection());
  const int declarations = *uniform(0, 4);
  for (int i = 0; i < declarations; ++i) facts.declarations.push_back(any_declaration());
  return facts;
}

StayFacts any_facts() { return drawn_facts(true); }

bool same_verdict(const Assessment& a, const Assessment& b) {
  return a.duty == b.duty && a.outcome == b.outcome && a.responsible == b.responsible && a.statutory == b.statutory &&
         a.city_kpi_literal == b.city_kpi_literal && a.city_kpi_strict == b.city_kpi_strict &&
         a.energy_counted == b.energy_counted && a.findings == b.findings;
}

RC_GTEST_PROP(AssessProperty, CountsAllEnergyWhateverTheOutcome, ()) {
  const StayFacts facts = any_facts();
  std::int64_t sum = 0;
  for (const auto& connected : facts.connections) sum += connected.energy.value;
  RC_ASSERT(judged(facts).energy_counted.value == sum);
}

RC_GTEST_PROP(AssessProperty, SharesNeverExceedTheirDenominators, ()) {
  const Assessment a = judged(any_facts());
  for (const auto& share : {a.statutory, a.city_kpi_literal, a.city_kpi_strict}) {
    RC_ASSERT(!share || (share->denominator == 1 && share->numerator >= 0 && share->numerator <= 1));
  }
  RC_ASSERT(!a.statutory || a.duty == Duty::required);
  RC_ASSERT(!a.city_kpi_strict || (a.duty == Duty::required && a.city_kpi_strict == a.city_kpi_literal));
}

RC_GTEST_PROP(AssessProperty, GivesFindingsSortedAndOnce, ()) {
  const Assessment a = judged(any_facts());
  RC_ASSERT(std::ranges::is_sorted(a.findings));
  RC_ASSERT(std::ranges::adjacent_find(a.findings) == a.findings.end());
}

RC_GTEST_PROP(AssessProperty, AlwaysExplainsItselfAndNamesASource, ()) {
  const Assessment a = judged(any_facts());
  RC_ASSERT(a.explanation_zh.ends_with("。"));
  RC_ASSERT(a.explanation_en.ends_with("."));
  RC_ASSERT(!a.basis.empty());
}

/// Draws until the facts are of the kind the property speaks of. About one draw in ten is, so a hundred suffice; a
/// precondition would throw nine cases of ten away and make the run give up now and then.
template <typename Draw, typename Wanted>
StayFacts drawn_until(Draw draw, Wanted wanted) {
  constexpr int kDrawsMax = 100;
  for (int draws = 0; draws < kDrawsMax; ++draws) {
    StayFacts facts = draw();
    if (wanted(facts)) return facts;
  }
  RC_DISCARD("no such facts in a hundred draws");
}

RC_GTEST_PROP(AssessProperty, SuspectsOnlyWhereEveryConditionIsProven, ()) {
  const StayFacts facts = drawn_until(
      [] {
        StayFacts drawn = drawn_facts(*uniform(0, 4) == 0);
        if (*uniform(0, 4) > 0) drawn.connections.clear();
        return drawn;
      },
      [](const StayFacts& drawn) { return judged(drawn).outcome == Outcome::not_connected; });
  RC_ASSERT(facts.connections.empty());
  RC_ASSERT(facts.berth.kind == BerthKind::port);
  RC_ASSERT(facts.berth.supply_reaches_vessel == true);
  RC_ASSERT(facts.berth.supply_occupied != true);
  RC_ASSERT(*facts.vessel.receiving_facility.value().surveyed_on <= on("2024-06-12"));
  RC_ASSERT(*facts.berth.supply.value().inspected_on <= on("2024-06-12"));
  const Millis threshold = facts.berth.waters == Waters::coastal ? 3h : 2h;
  RC_ASSERT(facts.stay.departed_at.value_or(facts.as_of.value_or(kArrival)) - kArrival > threshold);
}

RC_GTEST_PROP(AssessProperty, ALongerStayNeverLosesItsDuty, ()) {
  StayFacts facts = drawn_until(
      [] {
        StayFacts drawn = drawn_facts(*rc::gen::arbitrary<bool>());
        drawn.stay.departed_latest.reset();
        return drawn;
      },
      [](const StayFacts& drawn) {
        return drawn.stay.departed_at.has_value() && judged(drawn).duty == Duty::required;
      });
  *facts.stay.departed_at += std::max(Millis{1}, *moment());
  RC_ASSERT(judged(facts).duty != Duty::not_required);
}

RC_GTEST_PROP(AssessProperty, TheOrderOfConnectionsAndDeclarationsDoesNotMatter, ()) {
  StayFacts facts = any_facts();
  const Assessment before = judged(facts);
  std::ranges::reverse(facts.connections);
  std::ranges::reverse(facts.declarations);
  RC_ASSERT(same_verdict(before, judged(facts)));
}

RC_GTEST_PROP(AssessProperty, AConnectionSplitInTwoIsTheSameVisit, ()) {
  StayFacts facts = any_facts();
  facts.connections.push_back(any_connection());
  const Assessment before = judged(facts);
  ConnectionFacts& whole = facts.connections.front();
  const Instant cut = whole.from + (*whole.to - whole.from) / 3;
  const ConnectionFacts rest{cut, whole.to, {whole.energy.value / 2}};
  whole.to = cut;
  whole.energy -= rest.energy;
  facts.connections.push_back(rest);
  RC_ASSERT(same_verdict(before, judged(facts)));
}

RC_GTEST_PROP(AssessProperty, TonnageFlagKeelAndCargoDoNotTouchTheDuty, ()) {
  StayFacts facts = any_facts();
  const Assessment before = judged(facts);
  facts.vessel.gross_tonnage = *mostly(rc::gen::just(GrossTonnage{40}));
  facts.vessel.flag = "LR";
  facts.vessel.keel_laid_on = *day();
  facts.vessel.public_service = *rc::gen::arbitrary<bool>();
  facts.berth.cargo = *value_up_to(CargoClass::oil_gas_chemical);
  const Assessment after = judged(facts);
  RC_ASSERT(before.outcome == after.outcome);
  RC_ASSERT(before.duty == after.duty);
}

RC_GTEST_PROP(AssessProperty, UseIsNeverSuspectedNorLeftOpen, ()) {
  StayFacts facts = any_facts();
  facts.connections.push_back(connection(0h, 1h, 1));
  const Outcome outcome = judged(facts).outcome;
  RC_ASSERT(outcome != Outcome::not_connected && outcome != Outcome::needs_review &&
            outcome != Outcome::insufficient_data && outcome != Outcome::excused);
}

}  // namespace
}  // namespace quaywatt::domain
