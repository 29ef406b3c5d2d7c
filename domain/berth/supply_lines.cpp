#include "domain/berth/line_effects.h"

namespace quaywatt::domain {

Effect take(BerthJournal& journal, const Written& written, const ChecklistCompleted& line) {
  const Stay* stay = entry(journal.stays, line.stay);
  if (!stay) return LineRefusal::unknown_reference;
  if (stay->ended) return LineRefusal::stay_over;
  Checklist checklist;
  checklist.id = written.position;
  checklist.stay = line.stay;
  checklist.supply_point = line.supply_point;
  checklist.list = line.list;
  checklist.passed = line.passed;
  checklist.vessel = line.vessel;
  checklist.supply = line.supply;
  checklist.proposed_reason = line.proposed_reason;
  checklist.written = written;
  journal.checklists.insert_or_assign(checklist.id, checklist);
  return Touched{.checklists = {checklist.id}};
}

namespace {

/// Only what contradicts is refused: a card at a self-service point starts without a checklist.
std::optional<LineRefusal> refuse_start(BerthJournal& journal, const Written& written, const SupplyStarted& line,
                                        Folder folder) {
  const Stay* stay = entry(journal.stays, line.stay);
  const Checklist* checklist = line.checklist ? entry(journal.checklists, *line.checklist) : nullptr;
  if (!stay) return LineRefusal::unknown_reference;
  if (line.checklist) {
    const bool fits = checklist && checklist->stay == line.stay && checklist->supply_point == line.supply_point;
    if (!fits) return LineRefusal::unknown_reference;
  }
  if (stay->ended) return LineRefusal::stay_over;
  const Session* running = journal.running_session_at(line.supply_point);
  if (running && !lapsed(running->id, written, folder)) return LineRefusal::supply_point_taken;
  const Fault* fault = journal.open_fault_at(line.supply_point);
  if (fault && !lapsed(fault->id, written, folder)) return LineRefusal::supply_point_faulty;
  if (checklist && !checklist->passed) return LineRefusal::checklist_not_passed;
  return std::nullopt;
}

}  // namespace

void lapse(Session& session, const Written& written) {
  session.stopped = written;
  session.stop_reason = SupplyStopped::Reason::other;
}

Effect take(BerthJournal& journal, const Written& written, const SupplyStarted& line, Folder folder) {
  if (const auto refusal = refuse_start(journal, written, line, folder)) return *refusal;
  Touched touched{.sessions = {written.position}};
  if (const Session* lost = journal.running_session_at(line.supply_point)) {
    lapse(journal.sessions.at(lost->id), written);
    touched.sessions.push_back(lost->id);
  }
  Session session;
  session.id = written.position;
  session.stay = line.stay;
  session.supply_point = line.supply_point;
  session.meter = line.meter;
  session.source = line.source;
  session.started = written;
  session.at_start = line.registers;
  journal.sessions.insert_or_assign(session.id, session);
  return touched;
}

Effect take(BerthJournal& journal, const Written& written, const SupplyResumed& line) {
  Session* session = entry(journal.sessions, line.session);
  if (!session) return LineRefusal::unknown_reference;
  if (session->stopped) return LineRefusal::session_over;
  session->resumptions.push_back(written.position);
  return Touched{.sessions = {line.session}};
}

Effect take(BerthJournal& journal, const Written& written, const SupplyStopped& line) {
  Session* session = entry(journal.sessions, line.session);
  if (!session) return LineRefusal::unknown_reference;
  if (session->stopped) return LineRefusal::session_over;
  session->stopped = written;
  session->stop_reason = line.reason;
  session->at_stop = line.registers;
  return Touched{.sessions = {line.session}};
}

}  // namespace quaywatt::domain
