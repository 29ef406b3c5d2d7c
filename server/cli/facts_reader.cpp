#include "server/cli/facts_reader.h"

#include <algorithm>

namespace quaywatt::server {
namespace {

using nlohmann::json;
using namespace quaywatt::domain;

constexpr Bounds kTonnage{1, 1'000'000};              // the largest ships afloat have about 400,000
constexpr Bounds kVoltage{1, 100'000};
constexpr Bounds kFrequency{1, 400};
constexpr Bounds kPhases{1, 3};
constexpr Bounds kCurrent{1, 100'000};
constexpr Bounds kEnergy{0, 1'000'000'000'000};       // 1 TWh; a thousand of them still add up

bool is_country(const std::string& text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string read_flag(FactFields& vessel) {
  const auto flag = vessel.optional_text("flag");
  if (!flag) return {};
  if (!is_country(*flag)) {
    vessel.refuse("flag", "应为两位大写国家代码，如 CN / must be a country code of two capitals such as CN");
  }
  return *flag;
}

std::optional<ReceivingFacility> read_receiving_facility(FactFields& vessel, ReadingNotes& notes) {
  const json* given = vessel.object_or_none("receiving_facility");
  if (!given) return std::nullopt;
  FactFields facility(*given, vessel.pointer_to("receiving_facility"), notes);
  return ReceivingFacility{read_parameters(facility), facility.optional_date("surveyed_on")};
}

std::optional<ShoreSupply> read_supply(FactFields& berth, ReadingNotes& notes) {
  const json* given = berth.object_or_none("supply");
  if (!given) return std::nullopt;
  FactFields supply(*given, berth.pointer_to("supply"), notes);
  return ShoreSupply{read_parameters(supply), supply.optional_date("inspected_on")};
}

VesselFacts read_vessel(const json& given, const std::string& pointer, ReadingNotes& notes) {
  FactFields fields(given, pointer, notes);
  return read_vessel_facts(fields, notes);
}

BerthFacts read_berth(FactFields& fields, ReadingNotes& notes) {
  BerthFacts berth;
  berth.waters = fields.name<Waters>("waters");
  berth.kind = fields.name<BerthKind>("kind");
  berth.cargo = fields.optional_name<CargoClass>("cargo");
  berth.supply = read_supply(fields, notes);
  berth.supply_reaches_vessel = fields.optional_flag("supply_reaches_vessel");
  berth.supply_occupied = fields.optional_flag("supply_occupied");
  return berth;
}

void read_terminal_report(FactFields& fields, TerminalReport& report) {
  if (const auto had_to = fields.optional_flag("terminal_had_to_report")) report.had_to_report = had_to;
  if (const auto reported = fields.optional_flag("terminal_reported")) report.reported = reported;
}

StayTimes read_times(FactFields& fields) {
  StayTimes stay;
  stay.arrived_at = fields.instant("arrived_at");
  stay.departed_at = fields.optional_instant("departed_at");
  stay.arrived_earliest = fields.optional_instant("arrived_earliest");
  stay.departed_latest = fields.optional_instant("departed_latest");
  if (stay.departed_at && *stay.departed_at < stay.arrived_at) {
    fields.refuse("departed_at", "早于 arrived_at，请核对 / is before arrived_at, please check");
  }
  if (stay.arrived_earliest && *stay.arrived_earliest > stay.arrived_at) {
    fields.refuse("arrived_earliest", "晚于 arrived_at，请核对 / is after arrived_at, please check");
  }
  if (stay.departed_latest && *stay.departed_latest < stay.departed_at.value_or(stay.arrived_at)) {
    fields.refuse("departed_latest", "早于 departed_at 或 arrived_at，请核对 / is before departed_at or arrived_at, "
                                     "please check");
  }
  return stay;
}

std::optional<Instant> read_end(FactFields& fields, Instant from) {
  const auto to = fields.optional_instant("to");
  if (to && *to < from) fields.refuse("to", "早于 from，请核对 / is before from, please check");
  return to;
}

ConnectionFacts read_connection(const json& given, const std::string& pointer, ReadingNotes& notes) {
  FactFields fields(given, pointer, notes);
  ConnectionFacts connection;
  connection.from = fields.instant("from");
  connection.to = read_end(fields, connection.from);
  connection.energy = {fields.whole("energy_wh", kEnergy)};
  return connection;
}

Claim read_claim(FactFields& fields) {
  const auto kind = fields.optional_text("kind");
  if (kind == "alternative") return fields.name<AlternativeMeasure>("measure");
  if (kind == "impediment") return fields.name<ImpedimentCause>("cause");
  fields.refuse("kind", "应为 alternative 或 impediment / must be alternative or impediment");
  return {};
}

DeclarationFacts read_declaration(const json& given, const std::string& pointer, ReadingNotes& notes) {
  FactFields fields(given, pointer, notes);
  DeclarationFacts declaration;
  declaration.claim = read_claim(fields);
  declaration.recorded_at_the_time = fields.flag("recorded_at_the_time");
  declaration.terminal_confirmed = fields.flag("terminal_confirmed");
  declaration.from = fields.instant("from");
  declaration.to = read_end(fields, declaration.from);
  return declaration;
}

template <typename Item>
std::vector<Item> read_list(FactFields& facts, const char* key, std::size_t most, ReadingNotes& notes,
                            Item (*read)(const json&, const std::string&, ReadingNotes&)) {
  std::vector<Item> items;
  for (const json& given : facts.array(key, most)) {
    items.push_back(read(given, step_into(facts.pointer_to(key), std::to_string(items.size())), notes));
  }
  return items;
}

/// `as_of` may stand beside the stay or inside it.
void read_as_of(FactFields& fields, StayFacts& facts) {
  const auto as_of = fields.optional_instant("as_of");
  if (!as_of) return;
  if (facts.as_of && *facts.as_of != *as_of) {
    fields.refuse("as_of", "出现两个不同的判定截止时间 / two different times to judge up to are given");
  }
  facts.as_of = as_of;
}

void check_as_of(FactFields& fields, const StayFacts& facts) {
  if (!facts.stay.departed_at && facts.as_of && *facts.as_of < facts.stay.arrived_at) {
    fields.refuse("as_of", "早于 arrived_at，请核对 / is before arrived_at, please check");
  }
}

}  // namespace

ElectricalParameters read_parameters(FactFields& fields) {
  return {.voltage_v = fields.optional_whole("voltage_v", kVoltage),
          .frequency_hz = fields.optional_whole("frequency_hz", kFrequency),
          .phases = fields.optional_whole("phases", kPhases),
          .current_a = fields.optional_whole("current_a", kCurrent)};
}

VesselFacts read_vessel_facts(FactFields& fields, ReadingNotes& notes) {
  VesselFacts vessel;
  vessel.type = fields.name<VesselType>("type");
  vessel.navigation = fields.name<Navigation>("navigation");
  if (const auto tonnage = fields.optional_whole("gross_tonnage", kTonnage)) vessel.gross_tonnage = {*tonnage};
  vessel.keel_laid_on = fields.optional_date("keel_laid_on");
  vessel.flag = read_flag(fields);
  vessel.public_service = fields.optional_flag("public_service");
  vessel.fuel = fields.optional_name<Fuel>("fuel");
  vessel.has_generator = fields.optional_flag("has_generator");
  vessel.receiving_facility = read_receiving_facility(fields, notes);
  return vessel;
}

StayFacts read_facts(const json& given, const std::string& pointer, ReadingNotes& notes) {
  FactFields fields(given, pointer, notes);
  StayFacts facts;
  facts.vessel = read_vessel(fields.object("vessel"), fields.pointer_to("vessel"), notes);

  FactFields berth(fields.object("berth"), fields.pointer_to("berth"), notes);
  facts.berth = read_berth(berth, notes);
  FactFields stay(fields.object("stay"), fields.pointer_to("stay"), notes);
  facts.stay = read_times(stay);

  facts.connections = read_list(fields, "connections", kConnectionsMax, notes, read_connection);
  facts.declarations = read_list(fields, "declarations", kDeclarationsMax, notes, read_declaration);
  for (FactFields* place : {&fields, &berth, &stay}) read_terminal_report(*place, facts.terminal_report);
  for (FactFields* place : {&stay, &fields}) read_as_of(*place, facts);
  check_as_of(fields, facts);
  return facts;
}

}  // namespace quaywatt::server
