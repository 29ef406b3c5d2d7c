// Hourly energy kept beside the readings: exact, the same however batches are cut, re-derived when a register changes.

#include <algorithm>
#include <sstream>

#include "server/store/mysql/mysql_figures_store.h"
#include "server/usecases/energy_periods.h"
#include "server/usecases/rebuild.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

class FiguresHours : public FiguresTest {
 protected:
  std::string hour(int after_eight, const std::string& column = "energy_wh") {
    const auto at = (BerthLog::kMorning + std::chrono::hours{after_eight}).time_since_epoch().count();
    return world.value("SELECT " + column + " FROM energy_hours WHERE hour_at = " + std::to_string(at));
  }
  std::string total() { return world.value("SELECT COALESCE(SUM(energy_wh), 0) FROM energy_hours"); }

  /// A session from 08:00 on with what may befall its readings.
  void eventful_session() {
    const LineRef session = start(arrive("苏锡货1098"), 999'990'000);
    std::int64_t value = 999'990'000;
    for (int i = 1; i < 40; ++i) {
      log().after(7min);
      value = (value + 900 + 10 * (i % 7)) % 1'000'000'000;
      std::int64_t shown = value;
      if (i == 12) shown = 400'000'000;              // a spike
      if (i == 20) value = shown = 20;               // a reset
      if (i == 25) shown = value - 10;               // jitter
      if (i == 30) log().after(70min);               // a silence
      read(session, shown);
    }
    stop(session, value);
  }

  server::Rebuilt rebuild() {
    server::JudgeStays judge(world.derived(), domain::cn_wuxi_rules(), {}, [] { return BerthLog::kMorning + 24h; });
    return server::rebuild(world.ledgers(), world.derived(), judge, [](const server::Rebuilt&) {});
  }
};

TEST_F(FiguresHours, AddUpToTheSessionAndSplitOnTheHour) {
  const LineRef session = start(arrive("苏锡货1098"), 10'000);
  log().after(50min);
  read(session, 15'000);
  log().after(20min);
  stop(session, 17'000);
  figure();
  EXPECT_EQ(hour(0), "6000");
  EXPECT_EQ(hour(1), "1000");
  EXPECT_EQ(total(), of_session(session, "energy_wh"));
  EXPECT_EQ(hour(0, "unexplained_wh"), "0");
}

TEST_F(FiguresHours, M5_M3_HoldWhatTheSessionsEnergyHoldsThroughSpikeResetAndRollover) {
  eventful_session();
  figure();
  EXPECT_EQ(total(), world.value("SELECT energy_wh FROM sessions"));
  EXPECT_EQ(world.value("SELECT SUM(left_out) FROM energy_hours"), "1") << "the reset; the spike changed nothing";
}

TEST_F(FiguresHours, D14_AnyCutIntoBatchesAndARebuildGiveTheSameRows) {
  eventful_session();
  world.send(*quay);
  world.derive();
  const std::string whole = world.rows_of("energy_hours");
  const std::string curves = world.rows_of("energy_curves") + world.rows_of("energy_curve_points");
  EXPECT_GT(std::ranges::count(whole, '\n'), 4);
  rebuild();
  EXPECT_EQ(world.rows_of("energy_hours"), whole);
  EXPECT_EQ(world.rows_of("energy_curves") + world.rows_of("energy_curve_points"), curves);
  // The same berth day in batches of one to three lines.
  for (const std::size_t lines : {1u, 2u, 3u}) {
    const std::string agent = "jy-cut-" + std::to_string(lines);
    Cabinet& other = world.cabinet(agent, "JY-1");
    other.log = quay->log;
    world.send(other, lines);
    world.derive();
    std::string same = whole;
    for (std::size_t at = 0; (at = same.find("jy-1", at)) != std::string::npos; at += agent.size()) {
      same.replace(at, 4, agent);
    }
    std::string of_other;
    std::istringstream rows(world.rows_of("energy_hours"));
    for (std::string row; std::getline(rows, row);) {
      if (row == "energy_hours" || row.starts_with("'" + agent + "'")) of_other += row + "\n";
    }
    EXPECT_EQ(of_other, same);
  }
}

TEST_F(FiguresHours, AChangedRegisterSumsTheHoursAnew) {
  const LineRef stay = arrive("苏锡货1098");
  log().add(domain::SupplyStarted{stay, "P2", "M7", {}, std::nullopt, register_at(99'999'500)});
  log().after(10min);
  domain::Reading reading;
  reading.meter = "M7";
  reading.supply_point = "P2";
  reading.registers = register_at(700);
  log().add(reading, kDevice);
  figure();
  EXPECT_EQ(total(), "0") << "nobody knows the meter's digits: its fall is no rollover";
  auto registers = two_berths();
  registers.supply_points.push_back({"JY-1", "P2", {}, domain::Watts{15'000}});
  registers.meters.push_back({"JY-1", "M7", "P2", 5, domain::WattHours{10}, 1});
  EXPECT_TRUE(world.registers().load(registers, "second", log().now()).changed);
  world.derive();
  EXPECT_EQ(total(), "1200");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM energy_to_refold"), "0");
  const std::string refolded = world.derived_rows();
  rebuild();
  EXPECT_EQ(world.derived_rows(), refolded);
}

TEST_F(FiguresHours, TheDigitsOfAnExchangeCountFromItsOwnReadingOn) {
  // Both in one batch: the meter's first reading in service is of its own register, whatever later lines say.
  start(arrive("苏锡货1098"), 5'000);
  log().after(10min);
  domain::MeterExchanged exchange;
  exchange.supply_point = "P1";
  exchange.old_meter = "M1";
  exchange.old_final = register_at(6'000);
  exchange.new_meter = "M2";
  exchange.new_first = register_at(99'999'500);
  exchange.digits = 5;
  exchange.second_actor = kForeman;
  log().add(exchange);
  log().after(10min);
  domain::Reading reading;
  reading.meter = "M2";
  reading.supply_point = "P1";
  reading.registers = register_at(500);
  log().add(reading, kDevice);
  figure();
  EXPECT_EQ(total(), "2000");
}

TEST_F(FiguresHours, M7_EnergyOutsideASessionIsTheBerthsUnexplained) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  log().after(10min);
  stop(session, 6'000);
  log().after(10min);
  domain::Reading idle;
  idle.meter = "M1";
  idle.supply_point = "P1";
  idle.registers = register_at(6'400);
  log().add(idle, kDevice);
  figure();
  EXPECT_EQ(hour(0), "1400");
  EXPECT_EQ(hour(0, "unexplained_wh"), "400");
}

TEST_F(FiguresHours, C9_AReadingFromTheFutureNamesNoHour) {
  const LineRef session = start(arrive("苏锡货1098"), 5'000);
  log().after(10min).step_wall(30h);
  const LineRef ahead = read(session, 6'000);
  world.send(*quay, 1000, BerthLog::kMorning + 11min);
  world.derive();
  EXPECT_EQ(total(), "0");
  EXPECT_EQ(world.value("SELECT untimed_wh FROM energy_curves"), "1000");
  EXPECT_EQ(world.value("SELECT ahead_ms FROM lines_ahead_of_time a WHERE " + is("a", "jy-1", ahead)), "107940000");
  log().step_wall(-30h).after(10min);
  stop(session, 7'000);
  figure();
  EXPECT_EQ(hour(0), "2000");
  const std::string rows = world.derived_rows();
  rebuild();
  EXPECT_EQ(world.derived_rows(), rows);
}

TEST_F(FiguresHours, ARegisterOfImpossibleSizeStopsNobody) {
  start(arrive("苏锡货1098"), 0, "P9");
  for (int i = 0; i < 1'100; ++i) {
    domain::Reading reading;
    reading.meter = "M9";
    reading.supply_point = "P9";
    reading.registers = register_at(i % 2 == 0 ? 0 : 9'000'000'000'000'000);
    log().add(reading, kDevice);
    log().after(2s);
  }
  world.send(*quay, 100);
  world.derive();
  EXPECT_EQ(world.value("SELECT seq FROM derivation_cursors WHERE agent = 'jy-1'"), "1103");
}

TEST_F(FiguresHours, ArePrintedByDayAndByBerth) {
  const LineRef session = start(arrive("苏锡货1098"), 0);
  log().after(10min);
  read(session, 1'000);
  log().after(16h);  // past midnight
  read(session, 17'000);
  figure();
  server::mysql::MysqlFiguresStore figures(world.pool());
  const auto hours = figures.energy_hours({});
  EXPECT_EQ(hours.size(), 17u);
  const auto days = server::energy_figures(hours, server::EnergyPeriod::day, server::EnergyPlace::berth);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].from, BerthLog::kMorning - 8h);
  EXPECT_EQ(days[0].supply_point, "");
  EXPECT_EQ(days[0].energy.energy + days[1].energy.energy, domain::WattHours{17'000});
  EXPECT_EQ(days[1].energy.energy, domain::WattHours{167}) << "10 min of 16 h; the rest of the division is the last's";
  EXPECT_EQ(figures.energy_hours({BerthLog::kMorning, BerthLog::kMorning + 1h}).size(), 1u);
}

}  // namespace
}  // namespace quaywatt::test
