#include "server/usecases/facts_json.h"

#include <nlohmann/json.hpp>

#include "domain/rules/names.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using domain::name_of;

json as_json(const std::optional<std::int64_t>& number) { return number ? json(*number) : json(nullptr); }
json as_json(const std::optional<bool>& flag) { return flag ? json(*flag) : json(nullptr); }
json as_json(domain::Instant at) { return domain::format_instant(at); }
json as_json(const std::optional<domain::Instant>& at) { return at ? as_json(*at) : json(nullptr); }
json as_json(const std::optional<domain::Date>& date) {
  return date ? json(domain::format_date(*date)) : json(nullptr);
}

template <typename Enum>
json word(const std::optional<Enum>& value) {
  return value ? json(name_of(*value)) : json(nullptr);
}

json parameters(const domain::ElectricalParameters& of, const char* day_key, const std::optional<domain::Date>& day) {
  return {{"voltage_v", as_json(of.voltage_v)},
          {"frequency_hz", as_json(of.frequency_hz)},
          {"phases", as_json(of.phases)},
          {"current_a", as_json(of.current_a)},
          {day_key, as_json(day)}};
}

json vessel_json(const domain::VesselFacts& vessel) {
  const auto& facility = vessel.receiving_facility;
  return {{"type", name_of(vessel.type)},
          {"navigation", name_of(vessel.navigation)},
          {"gross_tonnage", vessel.gross_tonnage ? json(vessel.gross_tonnage->value) : json(nullptr)},
          {"keel_laid_on", as_json(vessel.keel_laid_on)},
          {"flag", vessel.flag.empty() ? json(nullptr) : json(vessel.flag)},
          {"public_service", as_json(vessel.public_service)},
          {"fuel", word(vessel.fuel)},
          {"has_generator", as_json(vessel.has_generator)},
          {"receiving_facility",
           facility ? parameters(facility->parameters, "surveyed_on", facility->surveyed_on) : json(nullptr)}};
}

json berth_json(const domain::BerthFacts& berth) {
  const auto& supply = berth.supply;
  return {{"waters", name_of(berth.waters)},
          {"kind", name_of(berth.kind)},
          {"cargo", word(berth.cargo)},
          {"supply", supply ? parameters(supply->parameters, "inspected_on", supply->inspected_on) : json(nullptr)},
          {"supply_reaches_vessel", as_json(berth.supply_reaches_vessel)},
          {"supply_occupied", as_json(berth.supply_occupied)}};
}

json stay_json(const domain::StayFacts& facts) {
  return {{"arrived_at", as_json(facts.stay.arrived_at)},
          {"departed_at", as_json(facts.stay.departed_at)},
          {"arrived_earliest", as_json(facts.stay.arrived_earliest)},
          {"departed_latest", as_json(facts.stay.departed_latest)},
          {"as_of", as_json(facts.as_of)}};
}

json connection_json(const domain::ConnectionFacts& connection) {
  return {{"from", as_json(connection.from)},
          {"to", as_json(connection.to)},
          {"energy_wh", connection.energy.value}};
}

json declaration_json(const domain::DeclarationFacts& declaration) {
  json out;
  if (const auto* measure = std::get_if<domain::AlternativeMeasure>(&declaration.claim)) {
    out["kind"] = "alternative";
    out["measure"] = name_of(*measure);
  } else {
    out["kind"] = "impediment";
    out["cause"] = name_of(std::get<domain::ImpedimentCause>(declaration.claim));
  }
  out["recorded_at_the_time"] = declaration.recorded_at_the_time;
  out["terminal_confirmed"] = declaration.terminal_confirmed;
  out["from"] = as_json(declaration.from);
  out["to"] = as_json(declaration.to);
  return out;
}

template <typename Items, typename Write>
json list(const Items& items, Write write) {
  json out = json::array();
  for (const auto& item : items) out.push_back(write(item));
  return out;
}

}  // namespace

std::string facts_json(const domain::StayFacts& facts) {
  const json out = {{"vessel", vessel_json(facts.vessel)},
                    {"berth", berth_json(facts.berth)},
                    {"stay", stay_json(facts)},
                    {"connections", list(facts.connections, connection_json)},
                    {"declarations", list(facts.declarations, declaration_json)},
                    {"terminal_had_to_report", as_json(facts.terminal_report.had_to_report)},
                    {"terminal_reported", as_json(facts.terminal_report.reported)}};
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace quaywatt::server
