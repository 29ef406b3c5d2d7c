#include "server/store/mysql/journal_rows.h"
#include "server/store/mysql/row_reader.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

using domain::BerthJournal;
using domain::LineRef;

std::string written_columns(const std::string& prefix) {
  std::string text;
  for (const char* end : {"_at", "_boot", "_mono_ms", "_sync", "_by_role", "_by_id"}) {
    text += (text.empty() ? "" : ", ") + prefix + end;
  }
  return text;
}

const std::string kChecklistColumns =
    "epoch, seq, stay_epoch, stay_seq, supply_point, list, passed, vessel_voltage_v, vessel_frequency_hz, "
    "vessel_phases, vessel_current_a, supply_voltage_v, supply_frequency_hz, supply_phases, supply_current_a, "
    "proposed_reason, " + written_columns("completed");

const std::string kFaultColumns =
    "epoch, seq, supply_point, part, symptom, fault_from, fault_to, repair, " + written_columns("opened");

domain::SupplyParameters read_parameters(RowReader& row) {
  domain::SupplyParameters parameters;
  parameters.voltage_v = row.int32();
  parameters.frequency_hz = row.int32();
  parameters.phases = row.int32();
  parameters.current_a = row.int32();
  return parameters;
}

domain::Checklist read_checklist(RowReader& row) {
  domain::Checklist checklist;
  checklist.id = row.ref();
  checklist.stay = row.ref();
  checklist.supply_point = row.text();
  checklist.list = row.word<domain::ChecklistCompleted::List>();
  checklist.passed = row.flag();
  checklist.vessel = read_parameters(row);
  checklist.supply = read_parameters(row);
  checklist.proposed_reason = row.text();
  checklist.written = row.written(checklist.id);
  return checklist;
}

domain::Fault read_fault(RowReader& row) {
  domain::Fault fault;
  fault.id = row.ref();
  fault.supply_point = row.text();
  fault.part = row.text();
  fault.symptom = row.text();
  fault.from = row.instant();
  fault.to = row.optional_instant();
  fault.repair = row.text();
  fault.opened = row.written(fault.id);
  return fault;
}

template <typename Entry, typename Read>
void add_rows(Rows rows, std::map<LineRef, Entry>& into, Read read) {
  while (rows.next()) {
    RowReader row(rows);
    Entry entry = read(row);
    into.insert_or_assign(entry.id, std::move(entry));
  }
}

/// Line references are of any kind; a few primary-key look-ups a line that names one is little.
void load_named(Connection& connection, const std::string& agent, const LineRef& ref, BerthJournal& journal) {
  const auto select = [&](const std::string& columns, const char* table) {
    return connection.query("SELECT " + columns + " FROM " + table + " WHERE agent = ? AND epoch = ? AND seq = ?",
                            agent, ref.epoch, ref.seq);
  };
  add_rows(select(stay_columns(), "stays"), journal.stays, read_stay);
  add_rows(select(session_columns(), "sessions"), journal.sessions, read_session);
  add_rows(select(kFaultColumns, "faults"), journal.faults, read_fault);
  add_rows(select(kChecklistColumns, "checklists"), journal.checklists, read_checklist);
  auto declarations = select(declaration_columns(), "declarations");
  if (!declarations.next()) return;
  RowReader row(declarations);
  domain::Declaration declaration = read_declaration(row);
  declaration.confirmations = load_confirmations(connection, agent, ref);
  journal.declarations.insert_or_assign(ref, std::move(declaration));
}

}  // namespace

std::string stay_columns() {
  return "epoch, seq, berth, vessel_name, vessel_stated_identity, vessel_registration, vessel_mmsi, vessel_type, "
         "vessel_gross_tonnage, vessel_home_port, vessel_company, arrived_at, source, purpose, raft_position, " +
         written_columns("registered") + ", departed_at, ended_epoch, ended_seq, " + written_columns("ended") +
         ", corrections";
}

domain::Stay read_stay(RowReader& row) {
  domain::Stay stay;
  stay.id = row.ref();
  stay.berth = row.text();
  stay.vessel.name = row.text();
  stay.vessel.identity = row.text();
  stay.vessel.registration = row.text();
  if (const auto mmsi = row.optional_integer()) stay.vessel.mmsi = static_cast<std::uint32_t>(*mmsi);
  stay.vessel.type = row.text();
  stay.vessel.gross_tonnage = row.optional_integer();
  stay.vessel.home_port = row.text();
  stay.vessel.company = row.text();
  stay.arrived_at = row.instant();
  stay.source = row.word<domain::StayRegistered::Source>();
  stay.purpose = row.text();
  if (const auto position = row.optional_integer()) stay.raft_position = static_cast<std::int32_t>(*position);
  stay.registered = row.written(stay.id);
  stay.departed_at = row.optional_instant();
  stay.ended = row.optional_written();
  stay.corrections = refs_from_text(row.text());
  return stay;
}

std::string session_columns() {
  return "epoch, seq, stay_epoch, stay_seq, supply_point, meter, source, " + written_columns("started") +
         ", stopped_epoch, stopped_seq, " + written_columns("stopped") + ", stop_reason, resumptions, exchanges";
}

domain::Session read_session(RowReader& row) {
  domain::Session session;
  session.id = row.ref();
  session.stay = row.ref();
  session.supply_point = row.text();
  session.meter = row.text();
  session.source = row.word<domain::SupplyStarted::Source>();
  session.started = row.written(session.id);
  session.stopped = row.optional_written();
  session.stop_reason = row.optional_word<domain::SupplyStopped::Reason>();
  session.resumptions = refs_from_text(row.text());
  session.exchanges = refs_from_text(row.text());
  return session;
}

std::string declaration_columns() {
  return "epoch, seq, stay_epoch, stay_seq, category, reason_code, cause, claimed_from, claimed_to, statement, "
         "consent, " + written_columns("declared");
}

domain::Declaration read_declaration(RowReader& row) {
  domain::Declaration declaration;
  declaration.id = row.ref();
  declaration.stay = row.ref();
  declaration.category = row.word<domain::Declared::Category>();
  declaration.reason_code = row.text();
  declaration.cause = row.text();
  declaration.from = row.instant();
  declaration.to = row.optional_instant();
  declaration.statement = row.text();
  declaration.consent = row.word<domain::Declared::Consent>();
  declaration.written = row.written(declaration.id);
  return declaration;
}

std::vector<domain::Confirmation> load_confirmations(Connection& connection, const std::string& agent,
                                                     const LineRef& declaration) {
  auto rows = connection.query("SELECT epoch, seq, accepted, " + written_columns("confirmed") +
                                   " FROM confirmations WHERE agent = ? AND declaration_epoch = ? AND "
                                   "declaration_seq = ? ORDER BY epoch, seq",
                               agent, declaration.epoch, declaration.seq);
  std::vector<domain::Confirmation> confirmations;
  while (rows.next()) {
    RowReader row(rows);
    domain::Confirmation confirmation;
    confirmation.id = row.ref();
    confirmation.accepted = row.flag();
    confirmation.written = row.written(confirmation.id);
    confirmations.push_back(confirmation);
  }
  return confirmations;
}

void load_entries(Connection& connection, const std::string& agent, const std::vector<LineRef>& refs,
                  BerthJournal& journal) {
  for (const auto& ref : refs) load_named(connection, agent, ref, journal);
  add_rows(connection.query("SELECT " + session_columns() +
                                " FROM sessions WHERE agent = ? AND stopped_epoch IS NULL ORDER BY epoch, seq",
                            agent),
           journal.sessions, read_session);
  add_rows(connection.query("SELECT " + kFaultColumns +
                                " FROM faults WHERE agent = ? AND fault_to IS NULL ORDER BY epoch, seq",
                            agent),
           journal.faults, read_fault);
}

}  // namespace quaywatt::server::mysql
