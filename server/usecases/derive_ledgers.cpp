#include "server/usecases/derive_ledgers.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "schema/wire/line_codec.h"
#include "server/store/store_error.h"
#include "server/usecases/derive_lines.h"
#include "server/usecases/refused_lines.h"
#include "server/usecases/roll_up.h"

namespace quaywatt::server {

namespace {

using domain::LedgerLine;
using domain::LedgerPosition;

/// A batch may be on its way while the next line is written: a contact so soon after could not have brought it.
constexpr domain::Millis kInFlight{60'000};

/// The lines after `cursor` that may mean something; what acceptance set aside counts for nothing here either.
std::vector<LedgerLine> readable_lines(const StoredBatch& stored, const LedgerPosition& cursor,
                                       const std::string& berth) {
  const auto refused = seqs_of(refused_lines(stored.batch, berth));
  std::vector<LedgerLine> lines;
  for (std::size_t index = 0; index < stored.batch.lines.size(); ++index) {
    const LedgerPosition position{stored.epoch, stored.batch.first_seq + index};
    if (position.seq < stored.first_new_seq || position <= cursor) continue;
    if (std::ranges::find(refused, position.seq) != refused.end()) continue;
    auto decoded = wire::decode_line(stored.batch.lines[index], position);
    if (auto* line = std::get_if<LedgerLine>(&decoded)) lines.push_back(std::move(*line));
  }
  return lines;
}

/// A clock that shows what has not come yet is wrong, whoever set it; this much is drift (fault C9). A demonstration
/// clock is meant to run away; it is declared in `epoch_opened` and refused in operation.
constexpr domain::Millis kAheadMax{60'000};

std::vector<LineAhead> lines_ahead(const std::vector<LedgerLine>& lines, domain::Instant received_at) {
  std::vector<LineAhead> ahead;
  for (const auto& line : lines) {
    const bool wrong = line.sync != domain::ClockSync::shortened && line.at > received_at + kAheadMax;
    if (wrong) ahead.push_back({line.position, line.at - received_at});
  }
  return ahead;
}

void mark_ahead(std::vector<StoredReading>& readings, const std::vector<LineAhead>& ahead) {
  for (auto& reading : readings) {
    reading.ahead_of_time = std::ranges::find(ahead, reading.line, &LineAhead::line) != ahead.end();
  }
}

std::vector<domain::LineRef> refs_of_all(const std::vector<LedgerLine>& lines) {
  std::set<domain::LineRef> refs;
  for (const auto& line : lines) {
    const auto of_line = domain::refs_of(line);
    refs.insert(of_line.begin(), of_line.end());
  }
  return {refs.begin(), refs.end()};
}

void save(DerivationTransaction& transaction, const HeldAgent& agent, const StoredBatch& stored,
          const domain::BerthJournal& journal, const DerivedLines& derived) {
  // Before and after: a corrected time may have had other neighbours.
  transaction.mark_with_neighbours(agent.agent, derived.to_judge);
  transaction.save(agent.agent, agent.berth, journal, derived.changed);
  transaction.add_readings(agent.agent, agent.berth, derived.readings);
  roll_up(transaction, agent.agent, agent.berth, derived.readings);
  for (const auto& [line, reason] : derived.set_aside) transaction.set_aside(agent.agent, line, reason);
  for (const auto& ref : derived.declared) {
    const domain::Instant written_at = journal.declarations.at(ref).written.at;
    const auto contact = transaction.first_contact(agent.agent, written_at + kInFlight, stored.received_at);
    transaction.save_receipt(agent.agent, ref, {stored.received_at, contact});
  }
  transaction.mark_with_neighbours(agent.agent, derived.to_judge);
  transaction.mark_open(agent.agent);
}

}  // namespace

bool DeriveLedgers::derive_next(const HeldAgent& agent, DerivationCursor& cursor) {
  const auto batches = ledgers_.batches_after(agent.agent, cursor.last, 1);
  if (batches.empty()) return false;
  const StoredBatch& stored = batches.front();
  const LedgerPosition end{stored.epoch, stored.batch.last_seq};
  if (end <= cursor.last) throw StoreFault("a held batch does not hold the lines its row names");
  const auto lines = readable_lines(stored, cursor.last, agent.berth);
  DerivationCursor moved = cursor;
  derived_.derive([&](DerivationTransaction& transaction) {
    moved = transaction.lock_cursor(agent.agent);
    if (moved.last != cursor.last) return;  // somebody else was here; the next step goes on from there
    domain::BerthJournal journal;
    transaction.load(agent.agent, refs_of_all(lines), journal);
    DerivedLines derived = derive_lines(journal, lines);
    const auto ahead = lines_ahead(lines, stored.received_at);
    mark_ahead(derived.readings, ahead);
    transaction.note_ahead(agent.agent, ahead);
    save(transaction, agent, stored, journal, derived);
    moved = {end, lines.empty() ? moved.newest_at : lines.back().at};
    transaction.move_cursor(agent.agent, moved);
  });
  cursor = moved;
  return true;
}

DeriveLedgers::Step DeriveLedgers::step(std::size_t max_batches) {
  Step step;
  auto cursors = derived_.cursors();
  for (const HeldAgent& agent : ledgers_.agents()) {
    DerivationCursor& cursor = cursors[agent.agent];
    try {
      for (std::size_t i = 0; i < max_batches && cursor.last < agent.held.last; ++i) {
        if (!derive_next(agent, cursor)) break;
        ++step.batches;
      }
    } catch (const StoreFault& fault) {
      step.failures.push_back(agent.agent + ": " + fault.what());
    }
    if (cursor.last < agent.held.last) step.behind.insert(agent.berth);
  }
  return step;
}

}  // namespace quaywatt::server
