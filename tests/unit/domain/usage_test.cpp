// Both usage rates by hand: a few stays, the counts a clerk would write beside them.

#include "domain/usage/usage_rate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/time/shanghai.h"
#include "domain/usage/stay_parts.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kHourMs = 3'600'000;

Instant shanghai(Date day, std::chrono::hours hour) { return shanghai_midnight(day) + hour; }

/// A stay from 08:00 to 18:00 on 10 September 2024 at Jiangyin, dry bulk, not judged yet.
AssessedStay day_stay() {
  AssessedStay stay;
  stay.port = "jiangyin";
  stay.waterway = "yangtze";
  stay.vessel_type = VesselType::dry_bulk;
  stay.alongside = {shanghai(2024y / 9 / 10, 8h), shanghai(2024y / 9 / 10, 18h)};
  return stay;
}

void connect(AssessedStay& stay, std::chrono::hours from, std::chrono::hours to, std::int64_t energy_wh) {
  stay.connected.push_back({stay.alongside.from + from, stay.alongside.from + to});
  stay.energy.push_back({shanghai_date(stay.alongside.from + from), WattHours{energy_wh}});
}

AssessedStay compliant() {
  AssessedStay stay = day_stay();
  connect(stay, 1h, 9h, 20'000);
  stay.duty = Duty::required;
  stay.outcome = Outcome::compliant;
  stay.statutory = stay.city_kpi_literal = stay.city_kpi_strict = UsageShare{1, 1};
  return stay;
}

AssessedStay not_connected() {
  AssessedStay stay = day_stay();
  stay.duty = Duty::required;
  stay.outcome = Outcome::not_connected;
  stay.statutory = stay.city_kpi_literal = stay.city_kpi_strict = UsageShare{1, 0};
  return stay;
}

AssessedStay excused() {
  AssessedStay stay = not_connected();
  stay.outcome = Outcome::excused;
  stay.statutory.reset();
  return stay;
}

AssessedStay alternative() {
  AssessedStay stay = excused();
  stay.outcome = Outcome::alternative;
  stay.city_kpi_literal.reset();
  stay.city_kpi_strict.reset();
  return stay;
}

AssessedStay unconfirmed() {
  AssessedStay stay = day_stay();
  stay.duty = Duty::under_review;
  stay.outcome = Outcome::needs_review;
  stay.city_kpi_literal = UsageShare{1, 0};
  return stay;
}

AssessedStay plugged_without_energy() {
  AssessedStay stay = not_connected();
  stay.outcome = Outcome::needs_review;
  connect(stay, 0h, 10h, 0);
  return stay;
}

AssessedStay without_facility() {
  AssessedStay stay = day_stay();
  stay.outcome = Outcome::no_receiving_facility;
  stay.city_kpi_literal = UsageShare{1, 0};
  return stay;
}

UsageFigures of_all(const std::vector<AssessedStay>& stays) {
  const auto figures = usage_figures(stays, {});
  EXPECT_EQ(figures.size(), 1u);
  return figures.front();
}

TEST(UsageRate, OfNoStaysHasNoValue) {
  const auto figures = of_all({});
  EXPECT_EQ(figures.stays, 0);
  EXPECT_EQ(figures.statutory.after_excuses, RateTally{});
  EXPECT_EQ(figures.statutory.lowest, std::nullopt);
  EXPECT_EQ(figures.statutory.highest, std::nullopt);
}

TEST(UsageRate, CountsVisitsHoursAndEnergy) {
  const auto figures = of_all({compliant(), not_connected(), without_facility()});
  EXPECT_EQ(figures.stays, 3);
  EXPECT_EQ(figures.alongside_ms, 30 * kHourMs);
  EXPECT_EQ(figures.connected_ms, 8 * kHourMs);
  EXPECT_EQ(figures.energy, WattHours{20'000});
  EXPECT_EQ(figures.statutory.after_excuses, (RateTally{1, 2, 8 * kHourMs, 20 * kHourMs, WattHours{20'000}}));
  EXPECT_EQ(figures.city_kpi_literal.after_excuses, (RateTally{1, 3, 8 * kHourMs, 30 * kHourMs, WattHours{20'000}}));
  EXPECT_EQ(figures.city_kpi_strict.after_excuses, (RateTally{1, 2, 8 * kHourMs, 20 * kHourMs, WattHours{20'000}}));
}

TEST(UsageRate, ShowsRawAndAfterExcusesSideBySide) {
  const auto figures = of_all({compliant(), not_connected(), excused(), alternative()});
  EXPECT_EQ(figures.statutory.raw.visits, 4);
  EXPECT_EQ(figures.statutory.after_excuses.visits, 2);
  EXPECT_EQ(figures.statutory.raw.visits_used, 1);
  EXPECT_EQ(figures.city_kpi_literal.raw.visits, 3) << "its definition leaves the alternative out";
  EXPECT_EQ(figures.city_kpi_literal.after_excuses.visits, 2);
}

TEST(UsageRate, RawCountsEnergyOfAStayThatAnAlternativeTookOut) {
  AssessedStay both = alternative();
  connect(both, 0h, 1h, 500);
  const auto figures = of_all({both});
  EXPECT_EQ(figures.statutory.raw.visits_used, 1);
  EXPECT_EQ(figures.statutory.after_excuses.visits, 0);
}

TEST(UsageRate, CasesUnderReviewAreARange) {
  // Decided: 1 of 2 used. Two more are open; worst both were a duty not met, best both were excused.
  const auto figures = of_all({compliant(), not_connected(), unconfirmed(), unconfirmed()});
  EXPECT_EQ(figures.statutory.after_excuses.visits, 2);
  EXPECT_EQ(figures.statutory.under_review, 2);
  EXPECT_EQ(figures.statutory.lowest, 2'500);
  EXPECT_EQ(figures.statutory.highest, 5'000);
  // The literal target counts them already: 1 of 4 now, 1 of 2 if both fall away.
  EXPECT_EQ(figures.city_kpi_literal.after_excuses.visits, 4);
  EXPECT_EQ(figures.city_kpi_literal.lowest, 2'500);
  EXPECT_EQ(figures.city_kpi_literal.highest, 5'000);
  EXPECT_EQ(figures.city_kpi_strict.lowest, 2'500);
  EXPECT_EQ(figures.city_kpi_strict.highest, 5'000);
}

TEST(UsageRate, M8_PluggedWithoutEnergyMayTurnOutUsed) {
  const auto figures = of_all({compliant(), plugged_without_energy()});
  EXPECT_EQ(figures.statutory.after_excuses, (RateTally{1, 2, 18 * kHourMs, 20 * kHourMs, WattHours{20'000}}));
  EXPECT_EQ(figures.statutory.under_review, 1);
  EXPECT_EQ(figures.statutory.lowest, 5'000);
  EXPECT_EQ(figures.statutory.highest, 10'000);
}

TEST(UsageRate, UnitesConnectionsAndCutsThemToTheStay) {
  AssessedStay stay = compliant();
  connect(stay, 8h, 12h, 1'000);  // an hour twice, two hours after the departure
  EXPECT_EQ(of_all({stay}).connected_ms, 9 * kHourMs);
}

TEST(UsageRate, GroupsByPortWaterwayAndType) {
  AssessedStay canal = not_connected();
  canal.port = "wuxi-inland";
  canal.waterway = "grand-canal";
  canal.vessel_type = VesselType::container;
  const std::vector stays = {compliant(), canal, compliant()};
  const auto keys = [&](UsageGroup by) {
    std::vector<std::string> out;
    for (const auto& f : usage_figures(stays, {by})) out.push_back(f.key + ":" + std::to_string(f.stays));
    return out;
  };
  EXPECT_EQ(keys(UsageGroup::port), (std::vector<std::string>{"jiangyin:2", "wuxi-inland:1"}));
  EXPECT_EQ(keys(UsageGroup::waterway), (std::vector<std::string>{"grand-canal:1", "yangtze:2"}));
  EXPECT_EQ(keys(UsageGroup::vessel_type), (std::vector<std::string>{"container:1", "dry_bulk:2"}));
}

TEST(UsageRate, V12_AVisitBelongsToItsMonthOfDepartureAndItsHoursAreSplitAtMidnight) {
  AssessedStay stay = compliant();
  stay.alongside = {shanghai(2024y / 12 / 31, 20h), shanghai(2025y / 1 / 1, 4h)};
  stay.connected = {{shanghai(2024y / 12 / 31, 21h), shanghai(2025y / 1 / 1, 1h)}};
  stay.energy = {{2024y / 12 / 31, WattHours{700}}, {2025y / 1 / 1, WattHours{300}}};
  const auto months = usage_figures({stay}, {UsageGroup::month});
  ASSERT_EQ(months.size(), 2u);
  EXPECT_EQ(months[0].key, "2024-12");
  EXPECT_EQ(months[0].stays, 0);
  EXPECT_EQ(months[0].statutory.after_excuses, (RateTally{0, 0, 3 * kHourMs, 4 * kHourMs, WattHours{700}}));
  EXPECT_EQ(months[1].key, "2025-01");
  EXPECT_EQ(months[1].stays, 1);
  EXPECT_EQ(months[1].statutory.after_excuses, (RateTally{1, 1, 1 * kHourMs, 4 * kHourMs, WattHours{300}}));
}

TEST(UsageRate, ADepartureAtMidnightCountsTheVisitInTheNewMonthAndNoHour) {
  AssessedStay stay = not_connected();
  stay.alongside = {shanghai(2024y / 8 / 31, 20h), shanghai(2024y / 9 / 1, 0h)};
  const auto months = usage_figures({stay}, {UsageGroup::month});
  ASSERT_EQ(months.size(), 2u);
  EXPECT_EQ(months[0].alongside_ms, 4 * kHourMs);
  EXPECT_EQ(months[1].stays, 1);
  EXPECT_EQ(months[1].alongside_ms, 0);
}

TEST(UsageRate, ServiceAreasCanBeLeftOut) {
  AssessedStay area = day_stay();
  area.berth_kind = BerthKind::service_area;
  area.outcome = Outcome::encouraged_use;
  connect(area, 0h, 5h, 9'000);
  EXPECT_EQ(of_all({compliant(), area}).energy, WattHours{29'000});
  const auto without = usage_figures({compliant(), area}, {UsageGroup::all, false});
  EXPECT_EQ(without.front().energy, WattHours{20'000});
  EXPECT_EQ(without.front().stays, 1);
}

std::vector<AssessedStay> port_with(const std::string& port, int used, int unused) {
  std::vector<AssessedStay> stays(static_cast<std::size_t>(used), compliant());
  stays.insert(stays.end(), static_cast<std::size_t>(unused), not_connected());
  for (auto& stay : stays) stay.port = port;
  return stays;
}

TEST(UsageRate, RanksOnlyFromTwentyStaysOnAndSharesARankAmongEquals) {
  std::vector<AssessedStay> stays;
  for (const auto& [port, used, unused] :
       {std::tuple{"a", 10, 10}, std::tuple{"b", 15, 15}, std::tuple{"c", 20, 0}, std::tuple{"d", 19, 0},
        std::tuple{"e", 1, 19}}) {
    const auto more = port_with(port, used, unused);
    stays.insert(stays.end(), more.begin(), more.end());
  }
  const auto figures = usage_figures(stays, {UsageGroup::port});
  EXPECT_EQ(figures[0].statutory.rank, 2);
  EXPECT_EQ(figures[1].statutory.rank, 2);
  EXPECT_EQ(figures[2].statutory.rank, 1);
  EXPECT_EQ(figures[3].statutory.rank, std::nullopt) << "19 stays are too few, however good";
  EXPECT_EQ(figures[4].statutory.rank, 4);
}

TEST(UsageRate, PermyriadIsRoundedHalfUp) {
  EXPECT_EQ(in_permyriad(1, 3), 3'333);
  EXPECT_EQ(in_permyriad(2, 3), 6'667);
  EXPECT_EQ(in_permyriad(1, 16), 625);
  EXPECT_EQ(in_permyriad(1, 32), 313);  // 312.5
  EXPECT_EQ(in_permyriad(0, 5), 0);
  EXPECT_EQ(in_permyriad(0, 0), std::nullopt);
}

TEST(UsageRateProperty, M17_MonthsAddUpToTheWhole) {
  EXPECT_TRUE(rc::check([] {
    std::vector<AssessedStay> stays;
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
      AssessedStay stay = *rc::gen::arbitrary<bool>() ? compliant() : excused();
      const auto start = shanghai(2024y / 1 / 15, std::chrono::hours{*rc::gen::inRange(0, 3'000)});
      stay.alongside = {start, start + Millis{*rc::gen::inRange(0, 2'000'000'000)}};
      stay.connected = {{start, start + Millis{*rc::gen::inRange(0, 2'000'000'000)}}};
      stay.energy = {{shanghai_date(start), WattHours{*rc::gen::inRange(0, 90'000)}},
                     {shanghai_date(stay.alongside.to), WattHours{*rc::gen::inRange(0, 90'000)}}};
      stays.push_back(stay);
    }
    UsageFigures sum;
    for (const auto& month : usage_figures(stays, {UsageGroup::month})) {
      sum.stays += month.stays;
      sum.connected_ms += month.connected_ms;
      sum.alongside_ms += month.alongside_ms;
      sum.energy += month.energy;
      sum.statutory.raw.visits += month.statutory.raw.visits;
      sum.statutory.raw.alongside_ms += month.statutory.raw.alongside_ms;
    }
    const auto whole = usage_figures(stays, {}).front();
    RC_ASSERT(sum.stays == whole.stays);
    RC_ASSERT(sum.connected_ms == whole.connected_ms);
    RC_ASSERT(sum.alongside_ms == whole.alongside_ms);
    RC_ASSERT(sum.energy == whole.energy);
    RC_ASSERT(sum.statutory.raw.visits == whole.statutory.raw.visits);
    RC_ASSERT(sum.statutory.raw.alongside_ms == whole.statutory.raw.alongside_ms);
  }));
}

}  // namespace
}  // namespace quaywatt::domain
