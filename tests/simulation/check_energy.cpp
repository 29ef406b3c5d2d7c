#include <algorithm>
#include <map>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/simulation/checkers.h"
#include "tests/simulation/stay_rows.h"

namespace quaywatt::simulation {

namespace {

constexpr std::int64_t kMilli = 1000;
constexpr std::int64_t kJitterWh = 2 * kResolutionWh;  // a re-read at either edge

/// Whether the figure itself says that it may be too small: a person looks at it, or a register that was taken out
/// could not be read any more.
bool reviewed(const domain::SessionEnergy& energy) {
  const bool handed_over_unread = energy.notes.contains(domain::EnergyNote::meter_exchanged) &&
                                  energy.notes.contains(domain::EnergyNote::no_end_reading);
  return handed_over_unread || std::ranges::any_of(energy.notes, domain::needs_review);
}

/// The held lines of one agent as their writers saw them, each with what had flowed then.
using Sightings = std::map<domain::LedgerPosition, const Sighting*>;

Sightings sightings_of(const LedgerRows& rows, const Record& record) {
  Sightings seen;
  for (const auto& [key, row] : rows.batches) {
    domain::Head head = row.batch->head_before;
    for (std::uint64_t seq = row.batch->first_seq; seq <= row.batch->last_seq; ++seq) {
      head = wire::head_after(head, row.batch->lines[seq - row.batch->first_seq]);
      const auto found = record.lines.find(head);
      if (found != record.lines.end()) seen[{key.epoch, seq}] = &found->second;
    }
  }
  return seen;
}

const Sighting* at(const Sightings& seen, const domain::LedgerPosition& position) {
  const auto found = seen.find(position);
  return found == seen.end() ? nullptr : found->second;
}

void check_session(const std::string& agent, const DerivedRows& rows, const SessionRow& row, const Sightings& truth,
                   Record& record) {
  const std::string name = "session " + agent + "/" + wire::format_ref(row.session.id);
  if (!row.energy) return record.fail(name + " has no energy");
  const domain::SessionEnergy& energy = row.energy->energy;
  domain::LineRef last = row.session.id;
  bool one_socket = true;
  const Sighting* start = at(truth, row.session.id);
  for (auto next = rows.readings.lower_bound({row.session.id, 0}); next != rows.readings.end(); ++next) {
    const server::StoredReading& reading = next->second;
    if (reading.session != row.session.id) continue;
    last = reading.line;
    const Sighting* seen = at(truth, reading.line);
    one_socket = one_socket && seen != nullptr && start != nullptr && seen->cabinet == start->cabinet;
  }
  // A clone went on with a session that began elsewhere: no socket's truth.
  if (!one_socket) return;
  const std::int64_t true_wh = (at(truth, last)->truth_mwh - start->truth_mwh) / kMilli;
  const std::int64_t tolerance = energy.uncertainty.value + kJitterWh;
  if (energy.energy.value > true_wh + tolerance) {
    record.fail(name + " has " + std::to_string(energy.energy.value) + " Wh, " + std::to_string(true_wh) + " flowed");
  }
  if (reviewed(energy)) return;
  if (energy.energy.value < true_wh - tolerance) {
    record.fail(name + " has only " + std::to_string(energy.energy.value) + " Wh of " + std::to_string(true_wh) +
                " and nobody is asked to look at it");
  }
  const bool said_so = energy.notes.contains(domain::EnergyNote::no_end_reading);
  if (!row.session.stopped || said_so) return;
  const Sighting* stop = at(truth, row.session.stopped->position);
  if (stop == nullptr || stop->cabinet != start->cabinet) return;
  const std::int64_t missed_wh = (stop->truth_mwh - at(truth, last)->truth_mwh) / kMilli;
  if (missed_wh > tolerance) {
    record.fail(name + " ends " + std::to_string(missed_wh) + " Wh too soon and nobody is asked to look at it");
  }
}

}  // namespace

void check_energy(const std::string& agent, HarbourServer& server, Record& record) {
  const DerivedRows& rows = server.database.tables.derived[agent];
  const Sightings seen = sightings_of(server.database.tables.ledgers.at(agent), record);
  for (const auto& [ref, row] : rows.sessions) check_session(agent, rows, row, seen, record);
}

}  // namespace quaywatt::simulation
