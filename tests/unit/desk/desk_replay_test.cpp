// A desk rebuilt from the same ledger knows the same: acts at random, over power cuts, restarts and dead meters.

#include <rapidcheck.h>

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

/// Takes numbers from a generated list for choices; at its end always the first choice.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> numbers) : numbers_(std::move(numbers)) {}
  std::size_t below(std::size_t bound) { return at_ < numbers_.size() ? numbers_[at_++] % bound : 0; }
  bool left() const { return at_ < numbers_.size(); }

 private:
  std::vector<std::uint8_t> numbers_;
  std::size_t at_ = 0;
};

template <typename Entry>
domain::LineRef any_of(const std::map<domain::LineRef, Entry>& entries, Choices& choices) {
  if (entries.empty()) return {1, 1};
  if (choices.below(2) == 0) return entries.rbegin()->first;  // the newest is the one that is likely to go on
  auto it = entries.begin();
  std::advance(it, static_cast<long>(choices.below(entries.size())));
  return it->first;
}

/// One act of any kind, likely or not; refusals are as welcome as lines.
void act_somehow(BerthWorld& world, Choices& choices) {
  const auto state = world.state();
  const std::string point = choices.below(2) == 0 ? "a1" : "a2";
  const domain::Actor actor = choices.below(2) == 0 ? kWang : kLi;
  const auto asker = world.by(actor);
  auto& desk = world.desk();
  const auto stay = any_of(state.journal.stays, choices);
  auto& load = world.meters[state.meters.at(point)];
  switch (choices.below(16)) {
    case 0: desk.register_stay(asker, {vessel_named("船" + std::to_string(choices.below(4)))}); break;
    case 1: desk.end_stay(asker, {stay, {}}); break;
    case 2: desk.complete_checklist(asker, world.checklist(stay, point)); break;
    case 3: desk.complete_checklist(asker, world.checklist(stay, point, {440, 60, 3, 63})); break;
    case 4:
      desk.complete_checklist(world.by(actor), world.checklist(stay, point));
      [[fallthrough]];
    case 5: desk.start_supply(asker, {stay, point}); break;
    case 6: desk.stop_supply(asker, {any_of(state.journal.sessions, choices), {}}); break;
    case 7: desk.declare(asker, {stay, "0" + std::to_string(1 + choices.below(8)), {}, {}, {}, "", {}}); break;
    case 8: desk.end_declaration(asker, {any_of(state.journal.declarations, choices), {}}); break;
    case 9: desk.confirm(asker, {any_of(state.journal.declarations, choices), true, ""}); break;
    case 10: desk.open_fault(asker, {point, "socket", "x", {}}); break;
    case 11: desk.close_fault(asker, {any_of(state.journal.faults, choices), {}, "y"}); break;
    case 12: {
      agent::ExchangeMeter exchange;
      exchange.supply_point = point;
      exchange.new_meter = choices.below(2) == 0 ? "m-3" : "m-" + std::to_string(10 + choices.below(9));
      exchange.second_actor = kOfficerZhao;
      desk.exchange_meter(asker, exchange);
      break;
    }
    case 13: load.power_w = static_cast<std::int64_t>(choices.below(20)) * 1000; break;
    case 14: load.silent = choices.below(4) == 0; break;
    case 15: choices.below(2) == 0 ? world.power_cut() : world.restart(); break;
  }
  world.pass(domain::Millis{60'000} * static_cast<int>(choices.below(12)));
}

void expect_same(const agent::BerthState& one, const agent::BerthState& other) {
  RC_ASSERT(one.journal == other.journal);
  RC_ASSERT(one.meters == other.meters);
  RC_ASSERT(one.last_registers == other.last_registers);
  RC_ASSERT(one.requests == other.requests);
  RC_ASSERT(one.interrupted == other.interrupted);
  RC_ASSERT(one.set_aside == other.set_aside);
  RC_ASSERT(one.finished.size() == other.finished.size());
  for (const auto& [ref, energy] : one.finished) {
    const auto& twin = other.finished.at(ref);
    RC_ASSERT(energy.energy == twin.energy && energy.uncertainty == twin.uncertainty && energy.notes == twin.notes);
    RC_ASSERT(energy.connected_ms == twin.connected_ms);
  }
  RC_ASSERT(one.running.size() == other.running.size());
  for (const auto& [ref, readings] : one.running) {
    RC_ASSERT(readings.points.size() == other.running.at(ref).points.size());
    RC_ASSERT(readings.meters.size() == other.running.at(ref).meters.size());
  }
}

TEST(DeskReplay, SameLedgerGivesTheSameState) {
  EXPECT_TRUE(rc::check([] {
    // All choices alike from the first run on: small numbers alone would never get a vessel connected.
    const auto any_choice = rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint8_t>(0, 240));
    BerthWorld world;
    Choices choices(*rc::gen::container<std::vector<std::uint8_t>>(300, any_choice));
    while (choices.left()) act_somehow(world, choices);
    const auto before = world.state();
    world.restart();  // the desk is built again from the disk; an orderly restart interrupts nothing
    const auto after = world.state();
    RC_ASSERT(before.set_aside == 0u);  // whatever the desk writes, the journal takes
    expect_same(before, after);
    RC_CLASSIFY(!after.finished.empty(), "supply stopped");
    RC_CLASSIFY(!after.running.empty(), "supply running");
    RC_CLASSIFY(!after.journal.exchanges.empty(), "meter exchanged");
    RC_CLASSIFY(!after.interrupted.empty(), "power cut while supplying");
  }));
}

}  // namespace
}  // namespace quaywatt::test
