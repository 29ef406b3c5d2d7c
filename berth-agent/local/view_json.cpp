#include "berth-agent/local/view_json.h"

#include "berth-agent/berth/forgotten_stop.h"
#include "schema/wire/field_writer.h"
#include "schema/wire/line_codec.h"
#include "schema/wire/line_fields.h"

namespace quaywatt::agent {

namespace {

/// As the same thing is spelled in the ledger.
template <typename T>
Json as_in_ledger(const T& value) {
  std::string text;
  wire::FieldContext context;
  wire::FieldWriter writer(text, context);
  describe(writer, value);
  writer.close();
  return Json::parse(text);
}

std::string text_of(domain::Instant instant) { return domain::format_instant(instant); }

template <typename T>
void put(Json& json, const char* name, const std::optional<T>& value) {
  if (value) json[name] = *value;
}
void put(Json& json, const char* name, const std::optional<domain::Instant>& value) {
  if (value) json[name] = text_of(*value);
}
void put(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

std::int64_t whole_minutes(domain::Millis time) { return std::chrono::floor<std::chrono::minutes>(time).count(); }

Json energy_json(const domain::SessionEnergy& energy) {
  Json json;
  json["energy_wh"] = energy.energy.value;
  json["uncertainty_wh"] = energy.uncertainty.value;
  json["connected_ms"] = energy.connected_ms;
  json["notes"] = Json::array();
  for (const auto note : energy.notes) json["notes"].push_back(domain::note_name(note));
  return json;
}

Json confirmation_json(const domain::Confirmation& confirmation) {
  Json json;
  json["ref"] = wire::format_ref(confirmation.id);
  json["accepted"] = confirmation.accepted;
  json["by"] = actor_json(confirmation.written.actor);
  json["at"] = text_of(confirmation.written.at);
  return json;
}

}  // namespace

Json vessel_json(const domain::VesselNamed& vessel) { return as_in_ledger(vessel); }
Json registers_json(const domain::RegisterValues& registers) { return as_in_ledger(registers); }
Json parameters_json(const domain::SupplyParameters& parameters) { return as_in_ledger(parameters); }
Json actor_json(const domain::Actor& actor) { return as_in_ledger(actor); }

Json alarms_json(const std::vector<Alarm>& alarms) {
  Json json = Json::array();
  for (const auto& alarm : alarms) {
    json.push_back({{"code", alarm.code}, {"severity", alarm.severity}, {"zh", alarm.zh}, {"en", alarm.en}});
  }
  return json;
}

Json stay_json(const DeskLook& desk, const domain::Stay& stay) {
  Json json;
  json["ref"] = wire::format_ref(stay.id);
  json["vessel"] = vessel_json(stay.vessel);
  json["berth"] = stay.berth;
  json["arrived_at"] = text_of(stay.arrived_at);
  put(json, "departed_at", stay.departed_at);
  json["source"] = wire::word_of(stay.source);
  put(json, "purpose", stay.purpose);
  put(json, "raft_position", stay.raft_position);
  json["alongside_min"] = whole_minutes(alongside_for(desk, stay));
  json["registered_at"] = text_of(stay.registered.at);
  json["registered_by"] = actor_json(stay.registered.actor);
  if (stay.ended) return json;
  json["to_threshold_min"] = whole_minutes(left_to_threshold(desk, stay));
  if (const auto* session = running_session_of(desk.state, stay.id)) {
    json["session"] = wire::format_ref(session->id);
  }
  json["alarms"] = alarms_json(stay_alarms(desk, stay));
  return json;
}

Json session_json(const DeskLook& desk, const domain::Session& session) {
  Json json;
  json["ref"] = wire::format_ref(session.id);
  json["stay"] = wire::format_ref(session.stay);
  const auto stay = desk.state.journal.stays.find(session.stay);
  if (stay != desk.state.journal.stays.end()) json["vessel"] = vessel_json(stay->second.vessel);
  json["supply_point"] = session.supply_point;
  json["meter"] = session.meter;
  json["source"] = wire::word_of(session.source);
  json["running"] = !session.stopped.has_value();
  json["interrupted"] = desk.state.interrupted.contains(session.id);
  json["started_at"] = text_of(session.started.at);
  json["started_clock"] = wire::word_of(session.started.sync);
  json["started_by"] = actor_json(session.started.actor);
  json["start_registers"] = registers_json(session.at_start);
  json.update(energy_json(energy_of(desk, session)));
  if (!session.stopped) return json;
  json["stopped_at"] = text_of(session.stopped->at);
  json["stopped_clock"] = wire::word_of(session.stopped->sync);
  json["stopped_by"] = actor_json(session.stopped->actor);
  json["stop_reason"] = wire::word_of(*session.stop_reason);
  json["stop_ref"] = wire::format_ref(session.stopped->position);
  if (session.at_stop) json["stop_registers"] = registers_json(*session.at_stop);
  return json;
}

Json declaration_json(const domain::Declaration& declaration) {
  Json json;
  json["ref"] = wire::format_ref(declaration.id);
  json["stay"] = wire::format_ref(declaration.stay);
  json["category"] = wire::word_of(declaration.category);
  json["reason_code"] = declaration.reason_code;
  put(json, "cause", declaration.cause);
  json["from"] = text_of(declaration.from);
  put(json, "to", declaration.to);
  put(json, "statement", declaration.statement);
  json["consent"] = wire::word_of(declaration.consent);
  json["declared_at"] = text_of(declaration.written.at);
  json["declared_by"] = actor_json(declaration.written.actor);
  json["confirmations"] = Json::array();
  for (const auto& confirmation : declaration.confirmations) {
    json["confirmations"].push_back(confirmation_json(confirmation));
  }
  return json;
}

Json fault_json(const domain::Fault& fault) {
  Json json;
  json["ref"] = wire::format_ref(fault.id);
  json["supply_point"] = fault.supply_point;
  json["part"] = fault.part;
  json["symptom"] = fault.symptom;
  json["from"] = text_of(fault.from);
  put(json, "to", fault.to);
  put(json, "repair", fault.repair);
  json["opened_at"] = text_of(fault.opened.at);
  json["opened_by"] = actor_json(fault.opened.actor);
  return json;
}

Json checklist_json(const domain::Checklist& checklist) {
  Json json;
  json["ref"] = wire::format_ref(checklist.id);
  json["stay"] = wire::format_ref(checklist.stay);
  json["supply_point"] = checklist.supply_point;
  json["list"] = wire::word_of(checklist.list);
  json["passed"] = checklist.passed;
  put(json, "proposed_reason", checklist.proposed_reason);
  json["vessel"] = parameters_json(checklist.vessel);
  json["supply"] = parameters_json(checklist.supply);
  json["completed_at"] = text_of(checklist.written.at);
  json["completed_by"] = actor_json(checklist.written.actor);
  return json;
}

Json tile_json(const DeskLook& desk, const SupplyPointTile& tile) {
  Json json;
  json["id"] = tile.id;
  json["meter"] = tile.meter;
  json["state"] = tile_state_name(tile.state);
  if (tile.stay != nullptr) {
    json["stay"] = wire::format_ref(tile.stay->id);
    json["vessel"] = vessel_json(tile.stay->vessel);
    json["alongside_min"] = whole_minutes(alongside_for(desk, *tile.stay));
    json["to_threshold_min"] = whole_minutes(left_to_threshold(desk, *tile.stay));
  }
  if (tile.session != nullptr) json["session"] = wire::format_ref(tile.session->id);
  if (tile.fault != nullptr) json["fault"] = wire::format_ref(tile.fault->id);
  put(json, "power_w", tile.power_w);
  put(json, "sampled_at", tile.sampled_at);
  if (tile.energy) json.update(energy_json(*tile.energy));
  if (const auto forgotten = tile.session ? forgotten_stop(desk, *tile.session) : std::nullopt) {
    json["proposed_end"] = {{"session", wire::format_ref(forgotten->session)},
                            {"at", text_of(forgotten->last_load_at)}};
  }
  json["alarms"] = alarms_json(tile.alarms);
  return json;
}

}  // namespace quaywatt::agent
