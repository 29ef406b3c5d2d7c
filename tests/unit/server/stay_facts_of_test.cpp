// From rows to facts: which vessel, which supply, within reach, free, what was claimed. Without a database.

#include "server/usecases/stay_facts_of.h"

#include <gtest/gtest.h>

#include "domain/rules/cn_wuxi.h"
#include "server/cli/facts_reader.h"
#include "server/usecases/facts_json.h"
#include "server/usecases/supply_facts.h"
#include "server/usecases/vessel_match.h"
#include "tests/support/berth_log.h"

namespace quaywatt::server {
namespace {

using namespace std::chrono_literals;
using namespace std::chrono;
using domain::Instant;

Instant minute(std::int64_t m) { return test::BerthLog::kMorning + minutes{m}; }

RegisteredSupplyPoint point(std::string id, std::int64_t voltage_v = 380,
                            std::optional<domain::Date> inspected_on = domain::Date{2020y / 3 / 1}) {
  return {"B1", std::move(id), {{voltage_v, 50, 3, 125}, inspected_on}, domain::Watts{15'000}};
}

RegisteredVessel vessel(std::string identity, std::string name, std::optional<std::uint32_t> mmsi = std::nullopt) {
  RegisteredVessel out{std::move(identity), std::move(name), mmsi, {}};
  out.facts.receiving_facility = domain::ReceivingFacility{{380, 50, 3, 63}, domain::Date{2022y / 6 / 1}};
  return out;
}

/// Four hours at a port berth on the Yangtze with one fitting supply point, alone.
StayRecord record() {
  StayRecord record;
  record.stay.id = {1, 2};
  record.stay.berth = "B1";
  record.stay.vessel.name = "苏锡货1098";
  record.stay.arrived_at = minute(0);
  record.stay.departed_at = minute(240);
  record.newest_at = minute(300);
  record.berth = RegisteredBerth{.id = "B1", .waters = domain::Waters::yangtze_jiangsu};
  record.supply_points = {point("P1")};
  record.vessel = vessel("CN1", "苏锡货1098");
  return record;
}

MeteredSession session_at(std::string supply_point, std::int64_t from) {
  MeteredSession metered;
  metered.session.supply_point = std::move(supply_point);
  metered.session.started.at = minute(from);
  return metered;
}

domain::StayFacts facts_of(const StayRecord& record, const std::vector<domain::SessionEnergy>& energies = {}) {
  return stay_facts_of(record, energies, domain::cn_wuxi_rules(), {});
}

TEST(SupplyFor, IsTheOneTheVesselWasConnectedTo) {
  StayRecord r = record();
  r.supply_points = {point("P1"), point("P2", 220)};
  EXPECT_EQ(supply_for(r)->parameters.voltage_v, 380);
  r.sessions = {session_at("P2", 10)};
  EXPECT_EQ(supply_for(r)->parameters.voltage_v, 220);
}

TEST(SupplyFor, IsElseTheBestForTheVessel) {
  StayRecord r = record();
  r.supply_points = {point("P1", 380, std::nullopt), point("P2", 220), point("P3", 380, domain::Date{2024y / 9 / 10}),
                     point("P4", 380)};
  EXPECT_EQ(supply_for(r)->inspected_on, (domain::Date{2024y / 9 / 10})) << "inspected on the day of arrival counts";
  r.supply_points = {point("P1", 380, domain::Date{2024y / 9 / 11}), point("P2", 220)};
  EXPECT_EQ(supply_for(r)->parameters.voltage_v, 220) << "inspected but not fitting before fitting and not inspected";
  r.supply_points.clear();
  EXPECT_FALSE(supply_for(r));
}

TEST(SupplyReaches, TheQuaySideAndAVesselAlone) {
  StayRecord r = record();
  EXPECT_EQ(supply_reaches(r), true);
  r.neighbours.push_back({{"a", {1, 9}}, minute(10), std::nullopt});
  EXPECT_EQ(supply_reaches(r), std::nullopt) << "two at the berth and nobody recorded the order";
  r.stay.raft_position = 1;
  EXPECT_EQ(supply_reaches(r), true);
  r.stay.raft_position = 2;
  EXPECT_EQ(supply_reaches(r), std::nullopt);
}

TEST(SupplyTaken, WhenNoPointWasFreeForLongerThanTheThreshold) {
  StayRecord r = record();
  const auto taken = [&] { return supply_taken(r, *r.stay.departed_at, domain::cn_wuxi_rules()); };
  EXPECT_FALSE(taken());
  r.neighbour_sessions = {{"P1", minute(-30), minute(120)}};
  EXPECT_TRUE(taken()) << "two hours were free, not more";
  r.neighbour_sessions = {{"P1", minute(-30), minute(119)}};
  EXPECT_FALSE(taken());
  r.neighbour_sessions = {{"P1", minute(-30), minute(60)}, {"P1", minute(180), std::nullopt}};
  EXPECT_TRUE(taken()) << "free time adds up";
  r.supply_points.push_back(point("P2"));
  EXPECT_FALSE(taken()) << "another point was free all the time";
  r.neighbour_sessions.push_back({"P2", minute(0), minute(240)});
  EXPECT_TRUE(taken());
  r.sessions = {session_at("P1", 100)};
  EXPECT_FALSE(taken()) << "the vessel itself was connected";
}

TEST(SupplyTaken, OfAShortStayOnlyWhenNothingWasFreeAtAll) {
  StayRecord r = record();
  r.stay.departed_at = minute(60);
  r.neighbour_sessions = {{"P1", minute(0), minute(59)}};
  EXPECT_FALSE(supply_taken(r, minute(60), domain::cn_wuxi_rules()));
  r.neighbour_sessions = {{"P1", minute(0), minute(60)}};
  EXPECT_TRUE(supply_taken(r, minute(60), domain::cn_wuxi_rules()));
  EXPECT_FALSE(supply_taken(r, minute(0), domain::cn_wuxi_rules())) << "no time has passed";
}

TEST(VesselMatch, GoesByIdentityThenMmsiThenName) {
  StayRecord r = record();
  const auto match = [&](std::string identity, std::optional<std::uint32_t> mmsi, std::string name) {
    r.vessel.reset();
    r.vessel_match = VesselMatch::none;
    r.stay.vessel.identity = std::move(identity);
    r.stay.vessel.mmsi = mmsi;
    r.stay.vessel.name = std::move(name);
    match_vessel(r);
    return std::pair{r.vessel ? r.vessel->identity : "", r.vessel_match};
  };
  r.vessel_candidates = {vessel("CN1", "苏锡货1098", 413'000'001), vessel("CN2", "苏锡货2000", 413'000'002),
                         vessel("CN3", "同名", 123'456'789), vessel("CN4", "同 名", 123'456'789)};
  EXPECT_EQ(match("CN2", 413'000'001, "苏锡货1098"), (std::pair{std::string("CN2"), VesselMatch::identity}));
  EXPECT_EQ(match("CN9", 413'000'001, "苏锡货1098"), (std::pair{std::string(), VesselMatch::none}));
  EXPECT_EQ(match("", 413'000'002, "别的"), (std::pair{std::string("CN2"), VesselMatch::mmsi}));
  EXPECT_EQ(match("", 123'456'789, "苏锡货 1098"), (std::pair{std::string("CN1"), VesselMatch::name}))
      << "V1: a shared MMSI decides nothing";
  EXPECT_EQ(match("", std::nullopt, "苏锡货２０００"), (std::pair{std::string("CN2"), VesselMatch::name}));
  EXPECT_EQ(match("", std::nullopt, "同名"), (std::pair{std::string(), VesselMatch::none})) << "V10: two of that name";
  EXPECT_EQ(match("", std::nullopt, ""), (std::pair{std::string(), VesselMatch::none}));
}

TEST(StayFactsOf, AnUnknownVesselIsNotGuessedAndNotAccused) {
  StayRecord r = record();
  r.vessel.reset();
  r.stay.vessel.type = "ro_ro";
  r.stay.vessel.gross_tonnage = 9'999;
  const auto facts = facts_of(r);
  EXPECT_EQ(facts.vessel.type, domain::VesselType::ro_ro);
  EXPECT_EQ(facts.vessel.gross_tonnage, std::nullopt) << "tonnage comes from the certificate";
  EXPECT_FALSE(facts.vessel.receiving_facility);
  r.stay.vessel.type = "rowing boat";
  EXPECT_EQ(facts_of(r).vessel.type, domain::VesselType::other);
}

TEST(StayFactsOf, AnOpenStayIsJudgedUpToTheLedgersNewestLine) {
  StayRecord r = record();
  EXPECT_EQ(facts_of(r).as_of, std::nullopt);
  r.stay.departed_at.reset();
  EXPECT_EQ(facts_of(r).as_of, minute(300));
  r.newest_at = minute(-5);
  EXPECT_EQ(facts_of(r).as_of, minute(0)) << "never before the arrival";
}

TEST(StayFactsOf, AConnectionLastsAsLongAsTheMonotonicClockSays) {
  StayRecord r = record();
  r.sessions = {session_at("P1", 10), session_at("P1", 100)};
  r.sessions[0].session.stopped = domain::Written{};
  r.sessions[0].session.stopped->at = minute(500);  // a wall clock that was set
  domain::SessionEnergy energy;
  energy.energy = domain::WattHours{700};
  energy.connected_ms = 60 * 60'000;
  const auto facts = facts_of(r, {energy, {}});
  EXPECT_EQ(facts.connections.at(0).from, minute(10));
  EXPECT_EQ(facts.connections.at(0).to, minute(70));
  EXPECT_EQ(facts.connections.at(0).energy, domain::WattHours{700});
  EXPECT_EQ(facts.connections.at(1).to, std::nullopt) << "still connected";
}

ReceivedDeclaration declared(domain::Declared::Category category, std::string code, std::string cause) {
  ReceivedDeclaration received;
  received.declaration.category = category;
  received.declaration.reason_code = std::move(code);
  received.declaration.cause = std::move(cause);
  received.declaration.from = minute(0);
  received.declaration.written.at = minute(60);
  received.receipt.received_at = minute(61);
  return received;
}

TEST(StayFactsOf, ADeclarationClaimsWhatTheRulesHaveAWordFor) {
  using Category = domain::Declared::Category;
  StayRecord r = record();
  r.declarations = {declared(Category::alternative, "09", "onboard_battery"),
                    declared(Category::alternative, "09", "sails"),
                    declared(Category::impediment, "05", "terminal_fault"),
                    declared(Category::impediment, "07", "暴雨"), declared(Category::impediment, "02", "?"),
                    declared(Category::none, "10", "")};
  const auto facts = facts_of(r);
  ASSERT_EQ(facts.declarations.size(), 5u) << "a short stay claims nothing";
  EXPECT_EQ(facts.declarations[0].claim, domain::Claim(domain::AlternativeMeasure::onboard_battery));
  EXPECT_EQ(facts.declarations[1].claim, domain::Claim(domain::ImpedimentCause::other)) << "a person looks at it";
  EXPECT_EQ(facts.declarations[2].claim, domain::Claim(domain::ImpedimentCause::terminal_fault));
  EXPECT_EQ(facts.declarations[3].claim, domain::Claim(domain::ImpedimentCause::severe_weather)) << "by its code";
  EXPECT_EQ(facts.declarations[4].claim, domain::Claim(domain::ImpedimentCause::other));
}

TEST(StayFactsOf, ARecordedClaimIsCutToItsWritingLessTheLagALateOneIsShownWhole) {
  using Category = domain::Declared::Category;
  StayRecord r = record();
  r.declarations = {declared(Category::impediment, "05", "terminal_fault")};
  EXPECT_TRUE(facts_of(r).declarations[0].recorded_at_the_time);
  EXPECT_EQ(facts_of(r).declarations[0].from, minute(30));
  r.declarations[0].receipt = {minute(600), minute(61)};
  EXPECT_FALSE(facts_of(r).declarations[0].recorded_at_the_time);
  EXPECT_EQ(facts_of(r).declarations[0].from, minute(0));
}

TEST(FactsJson, IsWhatAssessReads) {
  using Category = domain::Declared::Category;
  StayRecord r = record();
  r.sessions = {session_at("P1", 10)};
  r.declarations = {declared(Category::alternative, "09", "onboard_battery"),
                    declared(Category::impediment, "05", "terminal_fault")};
  r.vessel->facts.fuel = domain::Fuel::lng;
  r.vessel->facts.gross_tonnage = domain::GrossTonnage{1'200};
  r.vessel->facts.flag = "CN";
  r.stay.departed_at.reset();
  const std::string text = facts_json(facts_of(r, {{}}));
  ReadingNotes notes;
  const auto again = read_facts(nlohmann::json::parse(text), "", notes);
  EXPECT_FALSE(notes.fault) << notes.fault->pointer << notes.fault->message;
  EXPECT_TRUE(notes.unknown_members.empty());
  EXPECT_EQ(facts_json(again), text);
}

}  // namespace
}  // namespace quaywatt::server
