#include "domain/berth/line_effects.h"

namespace quaywatt::domain {

Effect take(BerthJournal& journal, const Written& written, const FaultOpened& line, Folder folder) {
  // One that the agent has lost stays open beside the new one until a person closes it.
  const Fault* open = journal.open_fault_at(line.supply_point);
  if (open && !lapsed(open->id, written, folder)) return LineRefusal::fault_already_open;
  Fault fault;
  fault.id = written.position;
  fault.supply_point = line.supply_point;
  fault.part = line.part;
  fault.symptom = line.symptom;
  fault.from = line.from;
  fault.opened = written;
  journal.faults.insert_or_assign(fault.id, fault);
  return Touched{.faults = {fault.id}};
}

Effect take(BerthJournal& journal, const Written&, const FaultClosed& line) {
  Fault* fault = entry(journal.faults, line.fault);
  if (!fault) return LineRefusal::unknown_reference;
  if (line.to < fault->from) return LineRefusal::end_before_start;
  if (fault->to) return LineRefusal::fault_over;
  fault->to = line.to;
  fault->repair = line.repair;
  return Touched{.faults = {line.fault}};
}

Effect take(BerthJournal& journal, const Written& written, const MeterExchanged& line) {
  if (same_person(written.actor, line.second_actor)) return LineRefusal::one_person_act;
  Touched touched{.exchanges = {written.position}};
  Exchange exchange{written.position, line, std::nullopt, written};
  if (const Session* running = journal.running_session_at(line.supply_point)) {
    Session& session = journal.sessions.at(running->id);
    exchange.session = session.id;
    session.meter = line.new_meter;
    session.exchanges.push_back(exchange.id);
    touched.sessions.push_back(session.id);
  }
  journal.exchanges.insert_or_assign(exchange.id, exchange);
  return touched;
}

}  // namespace quaywatt::domain
