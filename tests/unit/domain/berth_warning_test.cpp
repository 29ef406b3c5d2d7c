// Warnings of a vessel at a capable berth without shore power. Hours at the quay are drawn, under them what is said:
//
//   quay  ..---------------..   . away   - alongside on own engines   = on shore power   1 char = 10 min
//   says  ...........a..t..d.   a approaching   t over the threshold   d ended: departed   c connected   s settled

#include "domain/stays/berth_warning.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "domain/time/shanghai.h"
#include "tests/unit/domain/rules_stays.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

constexpr Millis kStep = 10min;

/// The stay as it is known at the beginning of a column.
StayFacts known_at(std::string_view quay, std::size_t column, StayFacts facts) {
  facts.stay = {};
  facts.connections.clear();
  for (std::size_t i = 0; i <= column; ++i) {
    const Instant now = kArrival + kStep * static_cast<std::int64_t>(i);
    const char before = i == 0 ? '.' : quay[i - 1];
    if (before == '.' && quay[i] != '.') facts.stay.arrived_at = now;
    if (before != '.' && quay[i] == '.') facts.stay.departed_at = now;
    if (before != '=' && quay[i] == '=') facts.connections.push_back({now, std::nullopt, WattHours{0}});
    if (before == '=' && quay[i] != '=') {
      facts.connections.back() = {facts.connections.back().from, now, WattHours{900}};
    }
  }
  return facts;
}

char letter(BerthWarning warning) { return warning == BerthWarning::approaching ? 'a' : 't'; }
char letter(WarningEnd end) {
  switch (end) {
    case WarningEnd::departed: return 'd';
    case WarningEnd::connected: return 'c';
    case WarningEnd::settled: return 's';
  }
  return '?';
}

std::string said(std::string_view quay, const StayFacts& like, WarningSettings settings = {}) {
  std::string says(quay.size(), '.');
  std::set<BerthWarning> raised;
  bool stands = false;
  for (std::size_t column = quay.find('-'); column < quay.size(); ++column) {
    const Instant now = kArrival + kStep * static_cast<std::int64_t>(column);
    const StayFacts facts = known_at(quay, column, like);
    const auto step = warning_step(facts, warning_due(facts, now, cn_wuxi_rules(), settings), raised, stands);
    if (step.raise) says[column] = letter(*step.raise);
    if (step.end) says[column] = letter(*step.end);
    if (step.raise) raised.insert(*step.raise);
    stands = (stands || step.raise) && !step.end;
  }
  return says;
}

TEST(BerthWarnings, AreGivenAtNinetyMinutesAndBeyondTheThresholdOnceEach) {
  EXPECT_EQ(said("..------------------..", capable_stay()),
            "...........a...t....d.");
}

TEST(BerthWarnings, EndWithTheConnectionAndDoNotComeBackInTheSameStay) {
  EXPECT_EQ(said("..-----------===-----------..", capable_stay()),
            "...........a.c...............");
}

TEST(BerthWarnings, EndWithTheDeparture) {
  EXPECT_EQ(said("..----------...", capable_stay()),
            "...........ad..");
}

TEST(BerthWarnings, AreNotGivenForVesselsThatConnectedInTimeOrLeftBefore) {
  EXPECT_EQ(said("..-=============-------------..", capable_stay()), std::string(31, '.'));
  EXPECT_EQ(said("..--------....", capable_stay()), std::string(14, '.'));
}

TEST(BerthWarnings, AVesselFoundLateIsWarnedOfWhatHoldsNow) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  const auto due = warning_due(facts, kArrival + 5h, cn_wuxi_rules(), {});
  EXPECT_EQ(due, BerthWarning::over_threshold);
  EXPECT_EQ(warning_step(facts, due, {}, false).raise, BerthWarning::over_threshold);
}

TEST(BerthWarnings, C6_OneMillisecondDecides) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  const auto due_after = [&](Millis length) { return warning_due(facts, kArrival + length, cn_wuxi_rules(), {}); };
  EXPECT_EQ(due_after(90min - 1ms), std::nullopt);
  EXPECT_EQ(due_after(90min), BerthWarning::approaching);
  EXPECT_EQ(due_after(2h - 1ms), BerthWarning::approaching);
  EXPECT_EQ(due_after(2h), BerthWarning::approaching);
  EXPECT_EQ(due_after(2h + 1ms), BerthWarning::over_threshold);
}

TEST(BerthWarnings, TheCoastHasThreeHours) {
  StayFacts facts = capable_stay();
  facts.berth.waters = Waters::coastal;
  facts.vessel.navigation = Navigation::coastal;
  EXPECT_EQ(said("..----------------------..", facts),
            "...........a.........t..d.");
}

TEST(BerthWarnings, AreForVesselsThatWouldBeSuspectedOnly) {
  const std::string_view quay = "..---------------------..";
  const std::string silent(quay.size(), '.');
  const auto with = [&](auto change) {
    StayFacts facts = capable_stay();
    change(facts);
    return said(quay, facts);
  };
  EXPECT_EQ(with([](StayFacts& f) { f.vessel.type = VesselType::oil_tanker; }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.vessel.has_generator = false; }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.vessel.receiving_facility.reset(); }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.vessel.receiving_facility->surveyed_on = on("2024-06-13"); }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.berth.supply.reset(); }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.berth.supply->inspected_on.reset(); }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.berth.kind = BerthKind::anchorage; }), silent);
  EXPECT_EQ(with([](StayFacts& f) { f.berth.supply_occupied = true; }), silent);
  EXPECT_NE(with([](StayFacts&) {}), silent);
}

TEST(BerthWarnings, ADeclaredAndConfirmedAlternativeSettlesThem) {
  StayFacts facts = capable_stay();
  facts.stay.departed_at.reset();
  facts.declarations.push_back(declared(AlternativeMeasure::onboard_battery, 0min, 10h));
  const auto due = warning_due(facts, kArrival + 100min, cn_wuxi_rules(), {});
  EXPECT_EQ(due, std::nullopt);
  EXPECT_EQ(warning_step(facts, due, {BerthWarning::approaching}, true).end, WarningEnd::settled);
  EXPECT_EQ(warning_step(facts, due, {BerthWarning::approaching}, false).end, std::nullopt);
}

TEST(BerthWarnings, NobodyIsWarnedBeforeARuleOrBeforeTheArrival) {
  StayFacts facts = capable_stay();
  facts.stay = {.arrived_at = at("2018-06-12T09:00:00.000+08:00")};
  EXPECT_EQ(warning_due(facts, facts.stay.arrived_at + 5h, cn_wuxi_rules(), {}), std::nullopt);
  facts = capable_stay();
  facts.stay.departed_at.reset();
  EXPECT_EQ(warning_due(facts, kArrival - 1h, cn_wuxi_rules(), {}), std::nullopt);
}

}  // namespace
}  // namespace quaywatt::domain
