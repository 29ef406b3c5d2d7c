// Any lines in any order: folding in parts, or on just the entries a store would load, gives the whole journal;
// a refused line changes nothing. Lines are drawn at random and often contradict each other on purpose.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/berth/journal.h"
#include "tests/support/berth_log.h"

namespace quaywatt::domain {
namespace {

using test::kForeman;
using test::kOperator;

struct Draw {
  int kind;
  int which;   ///< a line before, or a line that does not exist
  int number;
};

LineBody body_of(const Draw& draw, const test::BerthLog& log) {
  const LineRef ref{1, static_cast<std::uint64_t>(draw.which) + 1};
  const std::string point = draw.number % 2 ? "P1" : "P2";
  const Instant at = log.now() + Millis{draw.number * 1000};
  const auto registers = test::register_at(draw.number * 10);
  switch (draw.kind) {
    case 0: case 1: return StayRegistered{"B1", test::vessel_named("A"), at, {}, "", std::nullopt};
    case 2: return StayEnded{ref, at, {}};
    case 3: {
      ChecklistCompleted line;
      line.stay = ref;
      line.supply_point = point;
      line.passed = draw.number % 3 != 0;
      return line;
    }
    case 4: case 5: return SupplyStarted{ref, point, "M1", {}, std::nullopt, registers};
    case 6: return SupplyStarted{{1, 1}, point, "M1", {}, ref, registers};
    case 7: return SupplyResumed{ref, registers};
    case 8: return SupplyStopped{ref, {}, registers};
    case 9: return Declared{ref, {}, "10", "", at, std::nullopt, "", {}};
    case 10: return DeclarationEnded{ref, at};
    case 11: return Confirmed{ref, true, ""};
    case 12: return FaultOpened{point, "", "", at};
    case 13: return FaultClosed{ref, at, "", registers};
    case 14: return Corrected{ref, Corrected::Field::departed_at, {}, at, "", kForeman};
    case 15: {
      MeterExchanged line;
      line.supply_point = point;
      line.old_meter = "M1";
      line.new_meter = "M2";
      line.second_actor = kForeman;
      return line;
    }
    default: return ShiftChanged{kForeman, ""};
  }
}

std::vector<LedgerLine> drawn_lines() {
  test::BerthLog log;
  log.add(StayRegistered{"B1", test::vessel_named("A"), log.now(), {}, "", std::nullopt});
  const int count = *rc::gen::inRange(0, 40);
  for (int i = 0; i < count; ++i) {
    const Draw draw{*rc::gen::inRange(0, 17), *rc::gen::inRange(0, i + 2), *rc::gen::inRange(-50, 50)};
    log.after(Millis{1000}).add(body_of(draw, log), *rc::gen::arbitrary<bool>() ? kOperator : kForeman);
  }
  return log.lines();
}

void fold(BerthJournal& journal, const std::vector<LedgerLine>& lines, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) apply(journal, lines[i]);
}

/// What a store would load for one line: the named entries, running sessions and open faults.
BerthJournal loaded_for(const BerthJournal& whole, const LedgerLine& line) {
  BerthJournal part;
  for (const auto& ref : refs_of(line)) {
    if (const auto it = whole.stays.find(ref); it != whole.stays.end()) part.stays.insert(*it);
    if (const auto it = whole.sessions.find(ref); it != whole.sessions.end()) part.sessions.insert(*it);
    if (const auto it = whole.declarations.find(ref); it != whole.declarations.end()) part.declarations.insert(*it);
    if (const auto it = whole.faults.find(ref); it != whole.faults.end()) part.faults.insert(*it);
    if (const auto it = whole.checklists.find(ref); it != whole.checklists.end()) part.checklists.insert(*it);
  }
  for (const auto& session : whole.sessions) {
    if (!session.second.stopped) part.sessions.insert(session);
  }
  for (const auto& fault : whole.faults) {
    if (!fault.second.to) part.faults.insert(fault);
  }
  return part;
}

template <typename Map>
void put_back(Map& whole, const Map& part) {
  for (const auto& [ref, entry] : part) whole.insert_or_assign(ref, entry);
}

void put_back(BerthJournal& whole, const BerthJournal& part) {
  put_back(whole.stays, part.stays);
  put_back(whole.sessions, part.sessions);
  put_back(whole.declarations, part.declarations);
  put_back(whole.faults, part.faults);
  put_back(whole.checklists, part.checklists);
  put_back(whole.exchanges, part.exchanges);
}

TEST(BerthJournalProperty, FoldingInTwoPartsEqualsFoldingAtOnce) {
  EXPECT_TRUE(rc::check([] {
    const auto lines = drawn_lines();
    const auto cut = *rc::gen::inRange<std::size_t>(0, lines.size() + 1);
    BerthJournal at_once;
    BerthJournal in_parts;
    fold(at_once, lines, 0, lines.size());
    fold(in_parts, lines, 0, cut);
    BerthJournal copy = in_parts;
    fold(copy, lines, cut, lines.size());
    RC_ASSERT(copy == at_once);
  }));
}

TEST(BerthJournalProperty, ARefusedLineChangesNothingAndATouchedEntryExists) {
  EXPECT_TRUE(rc::check([] {
    BerthJournal journal;
    for (const auto& line : drawn_lines()) {
      const BerthJournal before = journal;
      const auto effect = apply(journal, line);
      if (std::holds_alternative<LineRefusal>(effect)) {
        RC_ASSERT(journal == before);
        continue;
      }
      const auto& touched = std::get<Touched>(effect);
      for (const auto& ref : touched.stays) RC_ASSERT(journal.stays.contains(ref));
      for (const auto& ref : touched.sessions) RC_ASSERT(journal.sessions.contains(ref));
      for (const auto& ref : touched.declarations) RC_ASSERT(journal.declarations.contains(ref));
      const bool silent = touched.stays.empty() && touched.sessions.empty() && touched.declarations.empty() &&
                          touched.faults.empty() && touched.checklists.empty() && touched.exchanges.empty();
      RC_ASSERT(silent == (journal == before));
    }
  }));
}

TEST(BerthJournalProperty, TheLoadedEntriesAreEnoughForEveryLine) {
  EXPECT_TRUE(rc::check([] {
    BerthJournal whole;
    for (const auto& line : drawn_lines()) {
      BerthJournal part = loaded_for(whole, line);
      BerthJournal expected = whole;
      const auto effect = apply(expected, line);
      const auto on_part = apply(part, line);
      RC_ASSERT(on_part.index() == effect.index());
      if (effect.index() == 1) RC_ASSERT(std::get<1>(on_part) == std::get<1>(effect));
      put_back(whole, part);
      RC_ASSERT(whole == expected);
    }
  }));
}

TEST(BerthJournalProperty, NeverTwoSessionsRunAtOnePointNorASessionInAnEndedStay) {
  EXPECT_TRUE(rc::check([] {
    BerthJournal journal;
    for (const auto& line : drawn_lines()) apply(journal, line);
    std::map<std::string, int> running;
    for (const auto& [ref, session] : journal.sessions) {
      if (session.stopped) continue;
      RC_ASSERT(++running[session.supply_point] == 1);
      RC_ASSERT(!journal.stays.at(session.stay).ended);
    }
  }));
}

}  // namespace
}  // namespace quaywatt::domain
