// Warnings and comparisons over a real database: what positions show beside what the berth's ledger says.

#include "server/cli/figures_ais.h"
#include "server/store/mysql/mysql_ais_figures_store.h"
#include "server/store/mysql/mysql_ais_store.h"
#include "server/store/mysql/mysql_berth_warning_store.h"
#include "server/store/mysql/mysql_figures_store.h"
#include "server/store/mysql/mysql_lease_store.h"
#include "server/usecases/ais_comparison.h"
#include "server/usecases/watch_berths.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

using server::AisStayEntry;
using server::AlongsideEntry;

constexpr std::uint32_t kMmsi = 413'770'001;  // 苏锡货1098

class PositionsAndLedgers : public FiguresTest {
 protected:
  PositionsAndLedgers()
      : store(world.pool()), figures(world.pool()), warnings(world.pool()), leases(world.pool()) {
    lease = {"ais", *leases.acquire("ais", "test", 1h)};
  }

  Instant at(Millis after) const { return BerthLog::kMorning + after; }

  /// The picture `after` the morning: the vessel alongside since the morning, or nobody.
  void see(Millis after, bool alongside = true) {
    std::vector<AlongsideEntry> picture;
    if (alongside) {
      AlongsideEntry entry;
      entry.stay = {kMmsi, "JY-1", at(0min)};
      entry.last_alongside_at = at(after);
      picture.push_back(entry);
    }
    server::AisTrackingState state;
    state.as_of = at(after);
    state.alongside = picture.size();
    store.replace_picture(picture, state, {}, lease);
  }
  std::string watch() {
    server::WatchBerths watch(warnings, domain::cn_wuxi_rules(), world.settings, {});
    const auto step = watch.step();
    EXPECT_TRUE(step.failures.empty());
    return std::to_string(step.raised) + " raised, " + std::to_string(step.ended) + " ended";
  }
  std::string standing() {
    return world.value("SELECT GROUP_CONCAT(level ORDER BY level) FROM berth_warnings WHERE ended_at IS NULL");
  }
  std::string open_alarms() {
    return world.value("SELECT COUNT(*) FROM alarms WHERE kind LIKE 'berth_%' AND cleared_at IS NULL");
  }
  AisStayEntry stay(Millis from, std::optional<Millis> to, std::uint32_t mmsi = kMmsi) const {
    AisStayEntry entry;
    entry.name = {mmsi, "JY-1", at(from)};
    entry.last_alongside_at = at(to.value_or(from + 10min));
    if (to) entry.departed_at = at(*to);
    return entry;
  }
  void keep(const AisStayEntry& entry) {
    server::AisWrites writes;
    writes.stays.push_back(entry);
    store.write(writes, lease);
  }
  std::vector<server::ComparedStay> compare() {
    seen = figures.ais_stays({});
    server::mysql::MysqlFiguresStore declared_figures(world.pool());
    declared = declared_figures.stays({});
    return server::compare_with_positions(
        seen, declared, [&](const server::LineId& session) { return figures.supply_load(session); },
        domain::cn_wuxi_rules());
  }

  server::mysql::MysqlAisStore store;
  server::mysql::MysqlAisFiguresStore figures;
  server::mysql::MysqlBerthWarningStore warnings;
  server::mysql::MysqlLeaseStore leases;
  server::HeldLease lease;
  std::vector<server::AisStayFigure> seen;
  std::vector<server::StayFigure> declared;
};

TEST_F(PositionsAndLedgers, AVesselNobodyRegisteredIsWarnedOfByItsPositionsAlone) {
  see(90min - 1ms);
  EXPECT_EQ(watch(), "0 raised, 0 ended");
  see(90min);
  EXPECT_EQ(watch(), "1 raised, 0 ended");
  EXPECT_EQ(standing(), "approaching");
  see(2h);
  EXPECT_EQ(watch(), "0 raised, 0 ended");
  see(2h + 1ms);
  EXPECT_EQ(watch(), "1 raised, 0 ended");
  EXPECT_EQ(watch(), "0 raised, 0 ended");  // each once
  EXPECT_EQ(standing(), "approaching,over_threshold");
  EXPECT_EQ(open_alarms(), "2");
  EXPECT_EQ(world.value("SELECT vessel_identity FROM berth_warnings LIMIT 1"), "CN20120004711");
  see(3h, false);
  EXPECT_EQ(watch(), "0 raised, 1 ended");
  EXPECT_EQ(standing(), "NULL");
  EXPECT_EQ(open_alarms(), "0");
  EXPECT_EQ(world.value("SELECT DISTINCT ended_by FROM berth_warnings"), "departed");
}

TEST_F(PositionsAndLedgers, AWarningEndsWhenTheBerthsLedgerSaysConnected) {
  const LineRef declared_stay = arrive("苏锡货1098");
  log().after(100min);
  figure();
  see(100min);
  EXPECT_EQ(watch(), "1 raised, 0 ended");
  EXPECT_FALSE(figures.live().at(0).connected);
  EXPECT_EQ(figures.live().at(0).warning, "approaching");
  start(declared_stay, 100'000);
  log().after(10min);
  figure();
  see(110min);
  EXPECT_EQ(watch(), "0 raised, 1 ended");
  EXPECT_EQ(world.value("SELECT ended_by FROM berth_warnings"), "connected");
  EXPECT_TRUE(figures.live().at(0).connected);
  EXPECT_TRUE(figures.live().at(0).declared);
  EXPECT_EQ(figures.live().at(0).vessel.name, "苏锡货1098");
  see(5h);
  EXPECT_EQ(watch(), "0 raised, 0 ended");
}

TEST_F(PositionsAndLedgers, V13_AStayFromPositionsThatComeLateIsJudgedAgain) {
  const LineRef declared_stay = arrive("苏锡货1098");
  log().after(3h);
  depart(declared_stay);
  figure();
  ASSERT_EQ(world.value("SELECT COUNT(*) FROM stays_to_judge"), "0");
  keep(stay(24h, 25h));  // another day: none of its business
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays_to_judge"), "0");
  keep(stay(0min, 3h));
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays_to_judge"), "1");
  world.derive();
  server::AisWrites late;
  late.set_aside.push_back({server::SetAside::late, kMmsi, {(at(1h)).time_since_epoch().count(), {}, 0}, at(30h), "q"});
  store.write(late, lease);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays_to_judge"), "1");
}

TEST_F(PositionsAndLedgers, DifferencesOfMoreThanAQuarterHourAreShownAndNothingIsSmoothed) {
  const LineRef declared_stay = arrive("苏锡货1098");
  log().after(3h);
  depart(declared_stay);
  figure();
  keep(stay(-20min, 3h + 10min));
  const auto compared = compare();
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_EQ(compared[0].comparison.agreement, domain::StayAgreement::differ);
  EXPECT_TRUE(compared[0].comparison.arrival->shown);
  EXPECT_EQ(compared[0].comparison.arrival->declared_after_ais, Millis(20min));
  EXPECT_FALSE(compared[0].comparison.departure->shown);
  std::ostringstream table;
  server::write_ais_table(table, compared);
  EXPECT_NE(table.str().find("+20.0"), std::string::npos) << table.str();
}

TEST_F(PositionsAndLedgers, AVesselNobodyRegisteredAndOneNobodySawAreBothThere) {
  const LineRef declared_stay = arrive("苏锡货2000");
  log().after(3h);
  depart(declared_stay);
  figure();
  auto other = stay(0min, 3h, 413'999'999);
  other.identity_doubtful = true;  // V1
  keep(other);
  const auto compared = compare();
  ASSERT_EQ(compared.size(), 2U);
  std::ostringstream table;
  server::write_ais_table(table, compared);
  for (const char* text : {"仅 AIS only AIS", "仅申报 only declared", "身份存疑", "未登记船舶"}) {
    EXPECT_NE(table.str().find(text), std::string::npos) << table.str();
  }
}

TEST_F(PositionsAndLedgers, V10_AnMmsiThatNobodyRegisteredGetsASuggestionByNameAndNoMore) {
  server::AisWrites writes;
  writes.stays.push_back(stay(0min, 3h, 413'999'998));
  gis::AisIdentity said;
  said.mmsi = 413'999'998;
  said.name = "苏锡货 1098";
  writes.identities.push_back({said, at(0min), at(0min)});
  store.write(writes, lease);
  store.write(writes, lease);  // the same again changes nothing
  const auto compared = compare();
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_TRUE(compared[0].ais->vessel.identity.empty());
  EXPECT_EQ(compared[0].ais->vessel.suggested_identity, "CN20120004711");
  EXPECT_EQ(store.newest_identities().at(0).said.name, "苏锡货 1098");
}

TEST_F(PositionsAndLedgers, O3_ASupplyNobodyStoppedAndAVesselThatSailedGetAProposalAndStayAsTheyAre) {
  const LineRef declared_stay = arrive("苏锡货1098");
  const LineRef session = start(declared_stay, 100'000);
  log().after(2h);
  read(session, 120'000);
  log().after(4h);
  figure();
  keep(stay(0min, 3h));
  server::mysql::read(world.pool(),
                      [](server::mysql::Connection& c) { c.run("UPDATE meter_readings SET power_w = 0"); });
  const auto compared = compare();
  ASSERT_EQ(compared.size(), 1U);
  ASSERT_TRUE(compared[0].proposed_end);
  EXPECT_LE(compared[0].proposed_end->end_at, at(3h));
  EXPECT_EQ(compared[0].proposed_for->line, session);
  EXPECT_EQ(of_session(session, "stopped_at"), "NULL");
}

TEST_F(PositionsAndLedgers, X8_ADepartureBeforeTheThresholdThatTheMeterContradictsIsForAPersonToReview) {
  const LineRef declared_stay = arrive("苏锡货1098");
  const LineRef session = start(declared_stay, 100'000);
  log().after(3h);
  read(session, 130'000);
  log().after(1min);
  stop(session, 130'000);
  depart(declared_stay);
  figure();
  server::mysql::read(world.pool(),
                      [](server::mysql::Connection& c) { c.run("UPDATE meter_readings SET power_w = 10000"); });
  keep(stay(0min, 100min));
  const auto compared = compare();
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_EQ(compared[0].doubt, domain::DepartureDoubt::load_after_departure);
  std::ostringstream json;
  server::write_ais_json(json, compared);
  EXPECT_NE(json.str().find(R"("review":{"outcome":"needs_review","reason":"load_after_departure"})"),
            std::string::npos)
      << json.str();
  EXPECT_EQ(verdict(declared_stay, "outcome"), "compliant");  // AIS decides nothing by itself
}

}  // namespace
}  // namespace quaywatt::test
