#include <algorithm>
#include <cstdlib>

#include "schema/wire/line_codec.h"
#include "tests/simulation/checkers.h"
#include "tests/simulation/stay_rows.h"

namespace quaywatt::simulation {

namespace {

constexpr std::int64_t kMilli = 1000;
constexpr std::int64_t kJitterWh = 2 * kResolutionWh;  // a re-read at either edge

bool reviewed(const domain::SessionEnergy& energy) {
  return std::ranges::any_of(energy.notes, domain::needs_review);
}

/// Of one session: which of its lines were seen being written, and what had flowed then.
class SessionTruth {
 public:
  SessionTruth(const std::string& agent, HarbourServer& server, const Record& record)
      : agent_(agent), server_(server), record_(record) {}

  const Sighting* sighting(const domain::LedgerPosition& position) const {
    const auto found = record_.lines.find(server_.database.head_at(agent_, position));
    return found == record_.lines.end() ? nullptr : &found->second;
  }

 private:
  const std::string& agent_;
  HarbourServer& server_;
  const Record& record_;
};

void check_session(const std::string& agent, const DerivedRows& rows, const SessionRow& row, HarbourServer& server,
                   Record& record) {
  const std::string name = "session " + agent + "/" + wire::format_ref(row.session.id);
  if (!row.energy) return record.fail(name + " has no energy");
  const domain::SessionEnergy& energy = row.energy->energy;
  domain::LineRef last = row.session.id;
  bool one_socket = true;
  const SessionTruth truth(agent, server, record);
  const Sighting* start = truth.sighting(row.session.id);
  for (const auto& [key, reading] : rows.readings) {
    if (reading.session != row.session.id) continue;
    last = reading.line;
    const Sighting* seen = truth.sighting(reading.line);
    one_socket = one_socket && seen != nullptr && start != nullptr && seen->cabinet == start->cabinet;
  }
  // A clone went on with a session that began elsewhere: no socket's truth.
  if (!one_socket) return;
  const std::int64_t true_wh = (truth.sighting(last)->truth_mwh - start->truth_mwh) / kMilli;
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
  const Sighting* stop = truth.sighting(row.session.stopped->position);
  if (stop == nullptr || stop->cabinet != start->cabinet) return;
  const std::int64_t missed_wh = (stop->truth_mwh - truth.sighting(last)->truth_mwh) / kMilli;
  if (missed_wh > tolerance) {
    record.fail(name + " ends " + std::to_string(missed_wh) + " Wh too soon and nobody is asked to look at it");
  }
}

}  // namespace

void check_energy(const std::string& agent, HarbourServer& server, Record& record) {
  const DerivedRows& rows = server.database.tables.derived[agent];
  for (const auto& [ref, row] : rows.sessions) check_session(agent, rows, row, server, record);
}

}  // namespace quaywatt::simulation
