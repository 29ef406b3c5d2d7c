// Which supply point can feed a vessel, which berths count as covered, how long repairs took.

#include <gtest/gtest.h>

#include "domain/facilities/availability.h"
#include "domain/facilities/capability.h"
#include "domain/facilities/coverage.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

Instant at(std::string_view text) { return parse_instant(text).value(); }

/// A 380 V supply point of company "huangtian", commissioned and inspected by itself in 2023.
SupplyPointRecord low_voltage_point() {
  SupplyPointRecord point{.id = "SP-1", .operating_company = "huangtian"};
  point.parameters = {2023y / 1 / 1, {.voltage_v = 380, .frequency_hz = 50, .phases = 3, .current_a = 63}};
  point.commissioned_on = 2023y / 3 / 1;
  point.inspections = {{2023y / 2 / 20, {}, "huangtian"}};
  return point;
}

std::optional<Shortfall> shortfall(const SupplyPointRecord& point, std::string_view when) {
  return capability_at(point, at(when), cn_capability_rules()).shortfall;
}

TEST(SupplyPointCapability, InspectedAndCommissionedFeedsVessels) {
  const auto capability = capability_at(low_voltage_point(), at("2024-01-01T00:00:00Z"), cn_capability_rules());
  EXPECT_TRUE(capability.capable());
  EXPECT_EQ(capability.resting_on->on, Date{2023y / 2 / 20});
  EXPECT_EQ(capability.source, "");
}

TEST(SupplyPointCapability, UninspectedIsRefusedWithArticle8) {
  auto point = low_voltage_point();
  point.inspections.clear();
  const auto capability = capability_at(point, at("2024-01-01T00:00:00Z"), cn_capability_rules());
  EXPECT_EQ(capability.shortfall, Shortfall::not_inspected);
  EXPECT_EQ(capability.source, "CN-MOT-MEASURES art.8");
}

TEST(SupplyPointCapability, HighVoltageInspectedByItsOwnOperatorIsRefusedWithArticle8) {
  auto point = low_voltage_point();
  ASSERT_TRUE(point.parameters.change(2023y / 6 / 1, {.voltage_v = 6000, .frequency_hz = 50, .phases = 3}));
  EXPECT_EQ(shortfall(point, "2023-05-31T15:59:59Z"), std::nullopt) << "still the low-voltage one";
  const auto capability = capability_at(point, at("2023-05-31T16:00:00Z"), cn_capability_rules());
  EXPECT_EQ(capability.shortfall, Shortfall::inspected_by_own_operator);
  EXPECT_EQ(capability.source, "CN-MOT-MEASURES art.8");

  point.inspections.push_back({2023y / 6 / 10, {}, "jiangsu-inspection"});
  EXPECT_EQ(shortfall(point, "2023-06-10T00:00:00Z"), std::nullopt);
}

TEST(SupplyPointCapability, ExactlyOneKilovoltIsLowVoltage) {
  auto point = low_voltage_point();
  point.parameters = {2023y / 1 / 1, {.voltage_v = 1000}};
  EXPECT_EQ(shortfall(point, "2024-01-01T00:00:00Z"), std::nullopt);
  point.parameters = {2023y / 1 / 1, {.voltage_v = 1001}};
  EXPECT_EQ(shortfall(point, "2024-01-01T00:00:00Z"), Shortfall::inspected_by_own_operator);
}

TEST(SupplyPointCapability, UnknownVoltageIsTakenForLow) {
  auto point = low_voltage_point();
  point.parameters = {2023y / 1 / 1, {}};
  EXPECT_EQ(shortfall(point, "2024-01-01T00:00:00Z"), std::nullopt);
  point.parameters = {};
  EXPECT_EQ(shortfall(point, "2024-01-01T00:00:00Z"), std::nullopt);
}

TEST(SupplyPointCapability, InspectionHoldsFromItsDayToTheLastDayOfItsTerm) {
  auto point = low_voltage_point();
  point.inspections = {{2023y / 5 / 10, 2024y / 5 / 9, "huangtian"}};
  EXPECT_EQ(shortfall(point, "2023-05-09T15:59:59.999Z"), Shortfall::not_inspected);
  EXPECT_EQ(shortfall(point, "2023-05-09T16:00:00Z"), std::nullopt);
  EXPECT_EQ(shortfall(point, "2024-05-09T15:59:59.999Z"), std::nullopt);
  EXPECT_EQ(shortfall(point, "2024-05-09T16:00:00Z"), Shortfall::inspection_lapsed);
}

TEST(SupplyPointCapability, RestsOnTheNewestInspectionWhicheverOrderTheyStandIn) {
  auto point = low_voltage_point();
  point.inspections = {{2023y / 2 / 1, {}, "a"}, {2023y / 4 / 1, {}, "b"}, {2023y / 3 / 1, {}, "c"}};
  const auto capability = capability_at(point, at("2024-01-01T00:00:00Z"), cn_capability_rules());
  EXPECT_EQ(capability.resting_on->inspector, "b");
}

TEST(SupplyPointCapability, NotBeforeItWasCommissionedNorAfterItWasWithdrawn) {
  auto point = low_voltage_point();
  point.withdrawn_on = 2024y / 7 / 1;
  EXPECT_EQ(shortfall(point, "2023-02-28T00:00:00Z"), Shortfall::not_commissioned);
  EXPECT_EQ(shortfall(point, "2024-06-30T15:59:59Z"), std::nullopt);
  EXPECT_EQ(shortfall(point, "2024-06-30T16:00:00Z"), Shortfall::withdrawn);
  point.commissioned_on.reset();
  EXPECT_EQ(shortfall(point, "2024-01-01T00:00:00Z"), Shortfall::not_commissioned);
}

TEST(SupplyPointCapability, AnIdleOrDemolishedBerthFeedsNobody) {
  auto point = low_voltage_point();
  ASSERT_TRUE(point.berth_use.change(2020y / 1 / 1, BerthUse::in_use));
  ASSERT_TRUE(point.berth_use.change(2024y / 1 / 1, BerthUse::idle));
  EXPECT_EQ(shortfall(point, "2023-12-31T15:59:59Z"), std::nullopt);
  const auto capability = capability_at(point, at("2024-01-01T00:00:00Z"), cn_capability_rules());
  EXPECT_EQ(capability.shortfall, Shortfall::berth_not_in_use);
  EXPECT_EQ(capability.source, "CN-MOT-MEASURES art.15");
}

TEST(SupplyPointCapability, OutOfServiceFromTheFaultUntilItIsRepaired) {
  auto point = low_voltage_point();
  point.outages = {{at("2024-01-01T08:00:00Z"), at("2024-01-01T10:00:00Z")}, {at("2024-03-01T00:00:00Z"), {}}};
  EXPECT_EQ(shortfall(point, "2024-01-01T07:59:59.999Z"), std::nullopt);
  EXPECT_EQ(shortfall(point, "2024-01-01T08:00:00Z"), Shortfall::out_of_service);
  EXPECT_EQ(shortfall(point, "2024-01-01T10:00:00Z"), std::nullopt);
  EXPECT_EQ(shortfall(point, "2025-01-01T00:00:00Z"), Shortfall::out_of_service);
}

TEST(ReceivingFacilityCapability, InstalledButUnsurveyedIsRefusedWithArticle9) {
  const auto capability = capability_on({}, 2024y / 1 / 1, cn_capability_rules());
  EXPECT_EQ(capability.shortfall, Shortfall::facility_not_surveyed);
  EXPECT_EQ(capability.source, "CN-MOT-MEASURES art.9");
}

TEST(ReceivingFacilityCapability, SurveyedOnTheDayOfArrivalCounts) {
  const ReceivingFacility facility{.surveyed_on = 2024y / 1 / 2};
  EXPECT_FALSE(capability_on(facility, 2024y / 1 / 1, cn_capability_rules()).capable());
  EXPECT_TRUE(capability_on(facility, 2024y / 1 / 2, cn_capability_rules()).capable());
}

std::vector<CoveredPlace> places(int count, const CoveredPlace& like) {
  std::vector<CoveredPlace> made(static_cast<std::size_t>(count), like);
  for (std::size_t i = 0; i < made.size(); ++i) made[i].id += std::to_string(i + 1);
  return made;
}

std::vector<CoveredPlace> joined(std::vector<std::vector<CoveredPlace>> parts) {
  std::vector<CoveredPlace> all;
  for (auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

TEST(BerthCoverage, FortySevenOfThreeHundredSixtySixLeaveTheDenominatorWithTheirDocument) {
  const auto coverage = coverage_of(joined({places(47, {.id = "X", .exclusion = "锡交〔2023〕12号", .supplied = true}),
                                            places(167, {.id = "C", .supplied = true}), places(152, {.id = "M"})}),
                                    DangerousCargo::counts);
  EXPECT_EQ(coverage.in_scope, 319);
  EXPECT_EQ(coverage.covered, 167);
  EXPECT_EQ(coverage.missing.size(), 152u);
  ASSERT_EQ(coverage.left_out.size(), 47u);
  EXPECT_EQ(coverage.left_out.front(), (Coverage::Trace{"X1", LeftOut::excluded_by_decision, "锡交〔2023〕12号"}));
}

TEST(BerthCoverage, DangerousCargoLeavesOnlyWhereTheClauseSaysSo) {
  const auto berths = joined({places(10, {.id = "D", .cargo = CargoClass::dangerous}),
                              places(86, {.id = "C", .supplied = true}), places(4, {.id = "M"})});
  const auto yangtze = coverage_of(berths, DangerousCargo::left_out);
  EXPECT_EQ(yangtze.in_scope, 90);
  EXPECT_EQ(yangtze.covered, 86);
  EXPECT_EQ(yangtze.left_out.front(), (Coverage::Trace{"D1", LeftOut::dangerous_cargo, ""}));
  EXPECT_EQ(coverage_of(berths, DangerousCargo::counts).in_scope, 100);
}

TEST(BerthCoverage, WhatLiesIdleOrIsGoneIsNotMissing) {
  const std::vector<CoveredPlace> empty{{.id = "gone", .use = BerthUse::demolished},
                                        {.id = "idle", .use = BerthUse::idle}};
  const auto coverage = coverage_of(empty, DangerousCargo::counts);
  EXPECT_EQ(coverage.in_scope, 0);
  EXPECT_EQ(coverage.left_out, (std::vector<Coverage::Trace>{{"gone", LeftOut::demolished, ""},
                                                             {"idle", LeftOut::idle, ""}}));
}

TEST(SupplyPointAvailability, TimeOutTwiceCountsOnceAndOpenFaultsHaveNoRepairTime) {
  const TimeSpan january{at("2024-01-01T00:00:00Z"), at("2024-02-01T00:00:00Z")};
  const auto availability = availability_of({{at("2023-12-31T20:00:00Z"), at("2024-01-01T02:00:00Z")},
                                             {at("2024-01-10T00:00:00Z"), at("2024-01-10T06:00:00Z")},
                                             {at("2024-01-10T03:00:00Z"), at("2024-01-10T05:00:00Z")},
                                             {at("2024-01-31T20:00:00Z"), at("2024-02-01T04:00:00Z")},
                                             {at("2024-01-31T22:00:00Z"), {}},
                                             {at("2024-02-05T00:00:00Z"), {}}},
                                            january);
  EXPECT_EQ(availability.period, 31 * 24h);
  EXPECT_EQ(availability.out, 2h + 6h + 4h);
  EXPECT_EQ(availability.faults, 4);
  EXPECT_EQ(availability.repaired, 2);
  EXPECT_EQ(availability.mean_repair_time(), 4h);
}

TEST(SupplyPointAvailability, NothingRepairedHasNoMeanRepairTime) {
  EXPECT_EQ(availability_of({}, {at("2024-01-01T00:00:00Z"), at("2024-02-01T00:00:00Z")}).mean_repair_time(),
            std::nullopt);
}

}  // namespace
}  // namespace quaywatt::domain
