#pragma once
// A day at berth JY-1, told line by line.

#include <gtest/gtest.h>

#include "tests/support/figures_world.h"

namespace quaywatt::test {

using namespace std::chrono_literals;
using domain::Instant;
using domain::LineRef;
using domain::Millis;

class FiguresTest : public testing::Test {
 protected:
  FiguresTest() {
    EXPECT_TRUE(world.registers().load(two_berths(), "first", BerthLog::kMorning).defects.empty());
    quay = &world.cabinet("jy-1", "JY-1");
  }

  BerthLog& log() { return quay->log; }

  LineRef arrive(const std::string& name, std::optional<std::int32_t> raft = std::nullopt) {
    return log().add(domain::StayRegistered{"JY-1", vessel_named(name), log().now(), {}, "unload", raft});
  }
  LineRef depart(const LineRef& stay) { return log().add(domain::StayEnded{stay, log().now(), {}}); }
  LineRef start(const LineRef& stay, std::int64_t energy_wh, const std::string& point = "P1") {
    return log().add(domain::SupplyStarted{stay, point, "M1", {}, std::nullopt, register_at(energy_wh)});
  }
  LineRef read(const LineRef& session, std::int64_t energy_wh, const std::string& meter = "M1") {
    domain::Reading reading;
    reading.meter = meter;
    reading.supply_point = "P1";
    reading.cause = domain::Reading::Cause::supplying;
    reading.session = session;
    reading.registers = register_at(energy_wh);
    return log().add(reading, kDevice);
  }
  LineRef stop(const LineRef& session, std::optional<std::int64_t> energy_wh) {
    domain::SupplyStopped line{session, domain::SupplyStopped::Reason::departure, std::nullopt};
    if (energy_wh) line.registers = register_at(*energy_wh);
    return log().add(line);
  }
  LineRef declare(const LineRef& stay, domain::Declared::Category category, const std::string& code,
                  const std::string& cause, Instant from) {
    domain::Declared line;
    line.stay = stay;
    line.category = category;
    line.reason_code = code;
    line.cause = cause;
    line.from = from;
    line.consent = domain::Declared::Consent::agreed;
    return log().add(line);
  }
  LineRef confirm(const LineRef& declaration) {
    return log().add(domain::Confirmed{declaration, true, ""}, kForeman);
  }
  /// A stay of `length`, connected from its 10th minute to 10 min before its end, drawing `energy_wh`.
  LineRef supplied_stay(const std::string& name, Millis length, std::int64_t from_wh, std::int64_t energy_wh) {
    const LineRef stay = arrive(name);
    log().after(10min);
    const LineRef session = start(stay, from_wh);
    const Millis half = (length - 20min) / 2;
    log().after(half);
    read(session, from_wh + energy_wh / 20 * 10);
    log().after(length - 20min - half);
    stop(session, from_wh + energy_wh);
    log().after(10min);
    depart(stay);
    return stay;
  }

  /// A column of the stay's row or of its newest verdict.
  std::string verdict(const LineRef& stay, const std::string& column) {
    return world.value("SELECT a." + column + " FROM stays s JOIN assessments a ON a.agent = s.agent AND a.epoch = " +
                       "s.epoch AND a.seq = s.seq AND a.version = s.assessment_version WHERE " + is("s", "jy-1", stay));
  }
  std::string of_stay(const LineRef& stay, const std::string& column) {
    return world.value("SELECT " + column + " FROM stays s WHERE " + is("s", "jy-1", stay));
  }
  std::string of_session(const LineRef& session, const std::string& column) {
    return world.value("SELECT " + column + " FROM sessions s WHERE " + is("s", "jy-1", session));
  }
  std::string set_aside(const LineRef& line) {
    return world.value("SELECT reason FROM journal_set_aside s WHERE " + is("s", "jy-1", line));
  }
  static std::string is(const std::string& table, const std::string& agent, const LineRef& ref) {
    return table + ".agent = '" + agent + "' AND " + table + ".epoch = " + std::to_string(ref.epoch) + " AND " + table +
           ".seq = " + std::to_string(ref.seq);
  }
  void figure() {
    world.send(*quay);
    world.derive();
  }

  FiguresWorld world;
  Cabinet* quay = nullptr;
};

}  // namespace quaywatt::test
