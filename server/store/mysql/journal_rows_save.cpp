#include <algorithm>

#include "schema/wire/words.h"
#include "server/store/mysql/journal_rows.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

using domain::BerthJournal;
using domain::LineRef;
using wire::word_of;
using Names = std::vector<std::string>;

const Names kKey = {"agent", "epoch", "seq"};

/// The columns a Written fills, under a prefix: "ended" -> ended_at, ended_boot, … ended_by_id.
Names written_columns(const std::string& prefix) {
  return {prefix + "_at",   prefix + "_boot",    prefix + "_mono_ms",
          prefix + "_sync", prefix + "_by_role", prefix + "_by_id"};
}

Names columns(std::initializer_list<Names> parts) {
  Names all = kKey;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

void save_stays(Connection& connection, const std::string& agent, const BerthJournal& journal,
                const std::set<LineRef>& changed) {
  RowWriter rows("stays",
                 columns({{"berth", "vessel_name", "vessel_stated_identity", "vessel_registration", "vessel_mmsi",
                           "vessel_type", "vessel_gross_tonnage", "vessel_home_port", "vessel_company", "arrived_at",
                           "source", "purpose", "raft_position"},
                          written_columns("registered"),
                          {"departed_at", "ended_epoch", "ended_seq"},
                          written_columns("ended"),
                          {"corrections"}}),
                 kKey);
  for (const auto& ref : changed) {
    const domain::Stay& stay = journal.stays.at(ref);
    const domain::VesselNamed& vessel = stay.vessel;
    rows.put(agent).put(ref).put(stay.berth).put(vessel.name).put(vessel.identity).put(vessel.registration);
    rows.put(vessel.mmsi).put(vessel.type).put(vessel.gross_tonnage).put(vessel.home_port).put(vessel.company);
    rows.put(stay.arrived_at).put(word_of(stay.source)).put(stay.purpose).put(stay.raft_position);
    rows.put(stay.registered).put(stay.departed_at).put(stay.ended).put(refs_text(stay.corrections));
  }
  rows.write(connection);
}

void save_sessions(Connection& connection, const std::string& agent, const std::string& berth,
                   const BerthJournal& journal, const std::set<LineRef>& changed) {
  RowWriter rows("sessions",
                 columns({{"stay_epoch", "stay_seq", "berth", "supply_point", "meter", "source"},
                          written_columns("started"),
                          {"stopped_epoch", "stopped_seq"},
                          written_columns("stopped"),
                          {"stop_reason", "end_reading", "resumptions", "exchanges"}}),
                 kKey);
  for (const auto& ref : changed) {
    const domain::Session& session = journal.sessions.at(ref);
    rows.put(agent).put(ref).put(session.stay).put(berth).put(session.supply_point).put(session.meter);
    rows.put(word_of(session.source)).put(session.started).put(session.stopped);
    if (session.stop_reason) {
      rows.put(word_of(*session.stop_reason));
    } else {
      rows.put(nullptr);
    }
    rows.put(session.at_stop.has_value()).put(refs_text(session.resumptions)).put(refs_text(session.exchanges));
  }
  rows.write(connection);
}

void save_confirmations(RowWriter& rows, const std::string& agent, const domain::Declaration& declaration) {
  for (const auto& confirmation : declaration.confirmations) {
    rows.put(agent).put(confirmation.id).put(declaration.id).put(confirmation.accepted).put(confirmation.written);
  }
}

void save_declarations(Connection& connection, const std::string& agent, const BerthJournal& journal,
                       const std::set<LineRef>& changed) {
  Names kept = kKey;
  kept.emplace_back("received_at");  // comes with its receipt, once
  RowWriter rows("declarations",
                 columns({{"stay_epoch", "stay_seq", "category", "reason_code", "cause", "claimed_from", "claimed_to",
                           "statement", "consent"},
                          written_columns("declared"),
                          {"received_at"}}),
                 kept);
  RowWriter confirmations("confirmations",
                          columns({{"declaration_epoch", "declaration_seq", "accepted"}, written_columns("confirmed")}),
                          kKey);
  for (const auto& ref : changed) {
    const domain::Declaration& declaration = journal.declarations.at(ref);
    rows.put(agent).put(ref).put(declaration.stay).put(word_of(declaration.category)).put(declaration.reason_code);
    rows.put(declaration.cause).put(declaration.from).put(declaration.to).put(declaration.statement);
    rows.put(word_of(declaration.consent)).put(declaration.written).put(0);
    save_confirmations(confirmations, agent, declaration);
  }
  rows.write(connection);
  confirmations.write(connection);
}

void save_faults(Connection& connection, const std::string& agent, const BerthJournal& journal,
                 const std::set<LineRef>& changed) {
  RowWriter rows("faults",
                 columns({{"supply_point", "part", "symptom", "fault_from", "fault_to", "repair"},
                          written_columns("opened")}),
                 kKey);
  for (const auto& ref : changed) {
    const domain::Fault& fault = journal.faults.at(ref);
    rows.put(agent).put(ref).put(fault.supply_point).put(fault.part).put(fault.symptom).put(fault.from);
    rows.put(fault.to).put(fault.repair).put(fault.opened);
  }
  rows.write(connection);
}

void put_parameters(RowWriter& rows, const domain::SupplyParameters& of) {
  rows.put(of.voltage_v).put(of.frequency_hz).put(of.phases).put(of.current_a);
}

void save_checklists(Connection& connection, const std::string& agent, const BerthJournal& journal,
                     const std::set<LineRef>& changed) {
  RowWriter rows("checklists",
                 columns({{"stay_epoch", "stay_seq", "supply_point", "list", "passed", "vessel_voltage_v",
                           "vessel_frequency_hz", "vessel_phases", "vessel_current_a", "supply_voltage_v",
                           "supply_frequency_hz", "supply_phases", "supply_current_a", "proposed_reason"},
                          written_columns("completed")}),
                 kKey);
  for (const auto& ref : changed) {
    const domain::Checklist& checklist = journal.checklists.at(ref);
    rows.put(agent).put(ref).put(checklist.stay).put(checklist.supply_point).put(word_of(checklist.list));
    rows.put(checklist.passed);
    put_parameters(rows, checklist.vessel);
    put_parameters(rows, checklist.supply);
    rows.put(checklist.proposed_reason).put(checklist.written);
  }
  rows.write(connection);
}

void save_exchanges(Connection& connection, const std::string& agent, const std::string& berth,
                    const BerthJournal& journal, const std::set<LineRef>& changed) {
  RowWriter rows("meter_exchanges",
                 columns({{"berth", "supply_point", "old_meter", "old_final_read", "new_meter", "ct_ratio", "pt_ratio",
                           "digits", "resolution_wh", "calibrated_until", "seal", "session_epoch", "session_seq"},
                          written_columns("exchanged"),
                          {"second_by_role", "second_by_id"}}),
                 kKey);
  for (const auto& ref : changed) {
    const domain::Exchange& exchange = journal.exchanges.at(ref);
    const domain::MeterExchanged& what = exchange.what;
    rows.put(agent).put(ref).put(berth).put(what.supply_point).put(what.old_meter).put(what.old_final.has_value());
    rows.put(what.new_meter).put(what.ct_ratio).put(what.pt_ratio).put(what.digits).put(what.resolution_wh);
    rows.put(what.calibrated_until).put(what.seal).put(exchange.session).put(exchange.written).put(what.second_actor);
  }
  rows.write(connection);
}

Names reading_columns() {
  return columns({{"part", "berth", "supply_point", "meter", "cause", "session_epoch", "session_seq", "sampled_at",
                   "boot", "mono_ms", "sync", "energy_wh", "energy_resolution_wh", "energy_text", "energy_unit",
                   "energy_multiplier", "billing_register", "energy_reverse_wh", "power_w", "voltage_a_mv",
                   "voltage_b_mv", "voltage_c_mv", "current_a_ma", "current_b_ma", "current_c_ma",
                   "power_factor_permille", "frequency_millihz", "meter_address", "retries"}});
}

void put_registers(RowWriter& rows, const domain::RegisterValues& registers) {
  const domain::EnergyRegister& energy = registers.energy_forward;
  rows.put(energy.value).put(energy.resolution).put(energy.text).put(energy.unit).put(energy.multiplier);
  rows.put(word_of(registers.billing_register));
  rows.put(registers.energy_reverse ? std::optional(registers.energy_reverse->value.value) : std::nullopt);
  rows.put(registers.power_w);
  for (const auto& voltage : registers.voltage_mv) rows.put(voltage);
  for (const auto& current : registers.current_ma) rows.put(current);
  rows.put(registers.power_factor_permille).put(registers.frequency_millihz);
  rows.put(registers.meter_address).put(registers.retries);
}

}  // namespace

void save_entries(Connection& connection, const std::string& agent, const std::string& berth,
                  const BerthJournal& journal, const ChangedEntries& changed) {
  save_stays(connection, agent, journal, changed.stays);
  save_sessions(connection, agent, berth, journal, changed.sessions);
  save_declarations(connection, agent, journal, changed.declarations);
  save_faults(connection, agent, journal, changed.faults);
  save_checklists(connection, agent, journal, changed.checklists);
  save_exchanges(connection, agent, berth, journal, changed.exchanges);
}

void save_readings(Connection& connection, const std::string& agent, const std::string& berth,
                   const std::vector<StoredReading>& readings) {
  RowWriter rows("meter_readings", reading_columns(), {"agent", "epoch", "seq", "part"});
  for (const auto& reading : readings) {
    rows.put(agent).put(reading.line).put(reading.part).put(berth).put(reading.supply_point).put(reading.meter);
    rows.put(word_of(reading.cause)).put(reading.session).put(reading.at).put(reading.boot).put(reading.mono);
    rows.put(word_of(reading.sync));
    put_registers(rows, reading.registers);
  }
  rows.write(connection);
}

}  // namespace quaywatt::server::mysql
