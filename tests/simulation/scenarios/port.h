#pragma once
// A port for scripted days: one vessel after another, faults when the test says so.

#include <gtest/gtest.h>

#include <chrono>

#include "tests/simulation/stay_rows.h"
#include "tests/simulation/world.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::simulation {

using namespace std::chrono_literals;

class Port {
 public:
  explicit Port(int berths = 1, Breaks breaks = {}) : world(scripted(berths), breaks, folder_.path() / "port") {}

  void pass(domain::Millis time) { world.run_for(time); }
  /// From now on, for that long, at the first berth.
  void suffers(FaultKind kind, domain::Millis duration, std::int64_t amount = 1000, int berth = 0) {
    world.begin({kind, world.now(), duration, berth, amount});
  }

  Berth& berth(int number = 0) { return world.berth(number); }
  Cabinet& cabinet(int number = 0) { return *berth(number).cabinet; }
  Operators::Sight sight(int number = 0) { return Operators::look(cabinet(number)); }

  /// A vessel comes alongside and is connected; true when the desk recorded it.
  bool connects(int vessel, std::int64_t power_w, int number = 0) {
    if (!berth(number).operators->register_stay(cabinet(number), vessel)) return false;
    return berth(number).operators->start_supply(cabinet(number), *sight(number).stay, power_w);
  }
  void leaves(int number = 0) { berth(number).operators->clear_berth(cabinet(number)); }

  /// The faults are over: all is drained, nothing lost, every figure true.
  void expect_well() {
    world.settle();
    for (const auto& failure : world.record().failures) ADD_FAILURE() << failure;
  }

  domain::HeldLedger held(int number = 0) { return world.server().ledgers.held(berth(number).agent); }
  const LedgerRows& ledger_rows(int number = 0) {
    return world.server().database.tables.ledgers.at(berth(number).agent);
  }
  const DerivedRows& derived_rows(int number = 0) {
    world.server().derive();
    return world.server().database.tables.derived[berth(number).agent];
  }
  /// The energy of the last session as the server has it.
  domain::SessionEnergy last_energy(int number = 0) {
    const auto& sessions = derived_rows(number).sessions;
    if (sessions.empty() || !sessions.rbegin()->second.energy) {
      ADD_FAILURE() << "no session has reached the server";
      return {};
    }
    return sessions.rbegin()->second.energy->energy;
  }
  bool raised(const std::string& kind) {
    for (const auto& [alarm, times] : world.server().database.tables.alarms) {
      if (alarm.starts_with(kind)) return true;
    }
    return false;
  }

 private:
  static Plan scripted(int berths) {
    Plan plan;
    plan.seed = 7;
    plan.berths = berths;
    plan.length = 24h;
    plan.between_acts = 0ms;
    return plan;
  }
  test::TempDir folder_;

 public:
  World world;
};

}  // namespace quaywatt::simulation
