#pragma once
// A berth cabinet in memory: one berth with two supply points, meters whose truth is known, a clock that the test
// moves, a disk that survives `power_cut` and `restart`. Drives the shipped desk and ledger.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "berth-agent/berth/berth_desk.h"
#include "schema/wire/line_codec.h"
#include "tests/support/fake_meters.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_ledger_store.h"

namespace quaywatt::test {

using namespace std::chrono_literals;

inline const domain::Actor kWang{domain::ActorRole::terminal_operator, "wang"};
inline const domain::Actor kLi{domain::ActorRole::foreman, "li"};
inline const domain::Actor kOfficerZhao{domain::ActorRole::officer, "zhao"};
inline const domain::Actor kSkipperSun{domain::ActorRole::skipper, "card-0042"};

inline constexpr domain::SupplyParameters kShore{380, 50, 3, 63};

/// Supply points "a1" (meter "m-1") and "a2" (meter "m-2"), a spare meter "m-3" on its own line.
inline agent::BerthSetup two_socket_berth() {
  agent::BerthSetup setup;
  setup.berth = "shili-01";
  setup.supply_points = {{"a1", "m-1", kShore, 40'000, domain::ChecklistCompleted::List::low_voltage},
                         {"a2", "m-2", kShore, 40'000, domain::ChecklistCompleted::List::low_voltage}};
  for (const char* id : {"m-1", "m-2", "m-3"}) {
    agent::MeterConfig meter;
    meter.id = id;
    setup.meters.push_back(meter);
  }
  return setup;
}

inline domain::VesselNamed vessel_named(std::string name) {
  domain::VesselNamed vessel;
  vessel.name = std::move(name);
  return vessel;
}

class BerthWorld {
 public:
  explicit BerthWorld(agent::BerthSetup setup = two_socket_berth()) : meters(clock), setup_(std::move(setup)) {
    for (const auto& meter : setup_.meters) meters[meter.id];
    boot_up();
  }

  agent::BerthDesk& desk() { return *desk_; }

  /// Time passes in steps of a minute; after each the sampler brings a reading of every meter.
  void pass(domain::Millis time) {
    for (; time > 0ms; time -= 1min) {
      const auto step = std::min<domain::Millis>(time, 1min);
      clock.advance(step);
      meters.pass(step);
      sample();
    }
  }
  void sample() {
    for (const auto& meter : setup_.meters) desk_->take_reading(meters.reading_of(meter.id));
  }

  /// The cabinet loses power: no clean stop, a new boot. Nothing is sampled until the test does.
  void power_cut(domain::Millis dark = 30min) {
    desk_.reset();
    clock.advance(dark);
    const std::string number = std::to_string(++boots_);
    clock.reboot(std::string(15 - number.size(), '0') + "b" + number);
    boot_up();
  }
  /// The program is stopped and started in order.
  void restart() {
    desk_->close();
    power_cut(5s);
  }

  agent::Asker by(domain::Actor actor) { return {std::move(actor), "req-" + std::to_string(++requests_)}; }

  domain::LineRef arrives(const std::string& name) {
    return ref_of(desk_->register_stay(by(kWang), {vessel_named(name), {}, {}, "unload", {}}));
  }
  agent::CompleteChecklist checklist(domain::LineRef stay, const std::string& point,
                                     domain::SupplyParameters vessel = kShore) const {
    return {stay, point, {{"interface", true}, {"plug_dry_and_whole", true}, {"breaker_off", true}}, vessel, {}};
  }
  domain::LineRef passes_checklist(domain::LineRef stay, const std::string& point) {
    return ref_of(desk_->complete_checklist(by(kWang), checklist(stay, point)));
  }
  domain::LineRef starts(domain::LineRef stay, const std::string& point) {
    return ref_of(desk_->start_supply(by(kWang), {stay, point}));
  }
  domain::LineRef connects(domain::LineRef stay, const std::string& point) {
    passes_checklist(stay, point);
    return starts(stay, point);
  }
  domain::LineRef stops(domain::LineRef session) {
    return ref_of(desk_->stop_supply(by(kWang), {session, domain::SupplyStopped::Reason::departure}));
  }
  domain::LineRef leaves(domain::LineRef stay) { return ref_of(desk_->end_stay(by(kWang), {stay, {}})); }

  agent::BerthState state() const {
    return desk_->look([](const agent::DeskLook& desk) { return desk.state; });
  }
  domain::LedgerLine line_at(domain::LineRef ref) {
    return std::get<domain::LedgerLine>(wire::decode_line(store.at(ref)->line));
  }
  /// All lines of one kind, in order.
  template <typename Kind>
  std::vector<Kind> lines_of() {
    std::vector<Kind> found;
    for (const auto epoch : store.epochs()) {
      for (const auto& stored : store.read({epoch, 1}, 1'000'000, 1'000'000'000)) {
        const auto line = std::get<domain::LedgerLine>(wire::decode_line(stored.line));
        if (const auto* body = std::get_if<Kind>(&line.body)) found.push_back(*body);
      }
    }
    return found;
  }

  static domain::LineRef ref_of(const agent::Outcome& outcome) {
    if (const auto* refusal = std::get_if<agent::DeskRefusal>(&outcome)) {
      ADD_FAILURE() << "refused: " << refusal->en;
      return {};
    }
    return std::get<domain::LedgerLine>(outcome).position;
  }

  ManualClock clock;
  FakeMeters meters;
  MemoryLedgerStore store;
  std::unique_ptr<agent::LedgerRoom> room;  ///< none: the disk is never short; set before `restart`

 private:
  void boot_up() {
    ledger_ = std::make_unique<agent::Ledger>("jy-shili-01", store, clock);
    ledger_->recover();
    if (!ledger_->is_open()) ledger_->open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    const agent::BerthDesk::Parts parts{*ledger_, store, clock, meters, room.get()};
    desk_ = std::make_unique<agent::BerthDesk>(setup_, parts);
    desk_->open("0.1.0");
  }

  agent::BerthSetup setup_;
  int boots_ = 1;
  int requests_ = 0;
  std::unique_ptr<agent::Ledger> ledger_;
  std::unique_ptr<agent::BerthDesk> desk_;
};

/// The refusal's code; a failure of the test when the act was not refused.
inline agent::RefusalCode refused(const agent::Outcome& outcome) {
  if (const auto* refusal = std::get_if<agent::DeskRefusal>(&outcome)) {
    EXPECT_FALSE(refusal->zh.empty());
    EXPECT_FALSE(refusal->en.empty());
    return refusal->code;
  }
  ADD_FAILURE() << "not refused";
  return agent::RefusalCode::set_aside;
}

inline const agent::DeskRefusal& refusal_in(const agent::Outcome& outcome) {
  return std::get<agent::DeskRefusal>(outcome);
}

}  // namespace quaywatt::test
