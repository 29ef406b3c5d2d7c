#include <algorithm>

#include "domain/berth/line_effects.h"

namespace quaywatt::domain {

Effect take(BerthJournal& journal, const Written& written, const StayRegistered& line) {
  Stay stay;
  stay.id = written.position;
  stay.berth = line.berth;
  stay.vessel = line.vessel;
  stay.arrived_at = line.arrived_at;
  stay.source = line.source;
  stay.purpose = line.purpose;
  stay.raft_position = line.raft_position;
  stay.registered = written;
  journal.stays.insert_or_assign(stay.id, stay);
  return Touched{.stays = {stay.id}};
}

Effect take(BerthJournal& journal, const Written& written, const StayEnded& line, Folder folder) {
  Stay* stay = entry(journal.stays, line.stay);
  if (!stay) return LineRefusal::unknown_reference;
  if (stay->ended) return LineRefusal::stay_over;
  const auto running = journal.running_sessions_of(line.stay);
  const auto known = [&](const LineRef& session) { return !lapsed(session, written, folder); };
  if (std::ranges::any_of(running, known)) return LineRefusal::stay_has_running_session;
  if (line.departed_at < stay->arrived_at) return LineRefusal::departure_before_arrival;
  for (const auto& session : running) lapse(journal.sessions.at(session), written);
  stay->departed_at = line.departed_at;
  stay->ended = written;
  return Touched{.stays = {line.stay}, .sessions = running};
}

namespace {

/// Why the new value cannot be taken; nullopt when it can.
std::optional<LineRefusal> refuse_correction(const Stay& stay, const Corrected& line) {
  const bool of_departure = line.field == Corrected::Field::departed_at;
  if (of_departure && !stay.departed_at) return LineRefusal::stay_not_over;
  if (line.at && line.field != Corrected::Field::vessel) {
    const Instant arrived = of_departure ? stay.arrived_at : *line.at;
    const std::optional<Instant> departed = of_departure ? line.at : stay.departed_at;
    if (departed && *departed < arrived) return LineRefusal::departure_before_arrival;
  }
  return std::nullopt;
}

}  // namespace

Effect take(BerthJournal& journal, const Written& written, const Corrected& line) {
  Stay* stay = entry(journal.stays, line.target);
  if (!stay) return LineRefusal::unknown_reference;
  if (const auto refusal = refuse_correction(*stay, line)) return *refusal;
  if (same_person(written.actor, line.approved_by)) return LineRefusal::one_person_act;
  const bool has_value = line.field == Corrected::Field::vessel ? line.vessel.has_value() : line.at.has_value();
  if (!has_value) return LineRefusal::correction_incomplete;
  switch (line.field) {
    case Corrected::Field::vessel: stay->vessel = *line.vessel; break;
    case Corrected::Field::arrived_at: stay->arrived_at = *line.at; break;
    case Corrected::Field::departed_at: stay->departed_at = line.at; break;
  }
  stay->corrections.push_back(written.position);
  return Touched{.stays = {line.target}};
}

}  // namespace quaywatt::domain
