#include "server/cli/register_file.h"

#include <set>

#include "server/cli/facts_reader.h"

namespace quaywatt::server {

namespace {

using nlohmann::json;

constexpr std::size_t kNameMaxBytes = 200;
constexpr std::size_t kIdMaxBytes = 64;
constexpr Bounds kPower{0, 1'000'000'000};
constexpr Bounds kDigits{1, 12};
constexpr Bounds kResolution{1, 1'000'000'000};
constexpr Bounds kRatio{1, 10'000'000};
constexpr Bounds kMmsi{1, 999'999'999};

std::string text(FactFields& fields, const char* key, std::size_t max_bytes) {
  const auto given = fields.optional_text(key);
  if (given && !given->empty() && given->size() <= max_bytes) return *given;
  const std::string limit = std::to_string(max_bytes);
  fields.refuse(key, "应为 1–" + limit + " 字节的文本 / must be text of 1 to " + limit + " bytes");
  return {};
}

std::string text_or_empty(FactFields& fields, const char* key) {
  const auto given = fields.optional_text(key);
  return given && !given->empty() ? text(fields, key, kNameMaxBytes) : std::string{};
}

RegisteredPort read_port(FactFields& fields, ReadingNotes&) {
  return {text(fields, "id", kIdMaxBytes), text(fields, "name", kNameMaxBytes)};
}

RegisteredWaterway read_waterway(FactFields& fields, ReadingNotes&) {
  return {text(fields, "id", kIdMaxBytes), text(fields, "name", kNameMaxBytes), fields.name<domain::Waters>("waters")};
}

RegisteredBerth read_berth(FactFields& fields, ReadingNotes&) {
  RegisteredBerth berth;
  berth.id = text(fields, "id", kIdMaxBytes);
  berth.name = text(fields, "name", kNameMaxBytes);
  berth.port = text(fields, "port", kIdMaxBytes);
  berth.port_area = text_or_empty(fields, "port_area");
  berth.waterway = text(fields, "waterway", kIdMaxBytes);
  berth.waters = fields.name<domain::Waters>("waters");
  berth.kind = fields.name<domain::BerthKind>("kind");
  berth.cargo = fields.optional_name<domain::CargoClass>("cargo");
  berth.district = text_or_empty(fields, "district");
  return berth;
}

RegisteredSupplyPoint read_supply_point(FactFields& fields, ReadingNotes&) {
  RegisteredSupplyPoint point;
  point.berth = text(fields, "berth", kIdMaxBytes);
  point.id = text(fields, "id", kIdMaxBytes);
  point.supply.parameters = read_parameters(fields);
  point.supply.inspected_on = fields.optional_date("inspected_on");
  point.rated_power = domain::Watts{fields.optional_whole("rated_power_w", kPower).value_or(0)};
  return point;
}

RegisteredMeter read_meter(FactFields& fields, ReadingNotes&) {
  RegisteredMeter meter;
  meter.berth = text(fields, "berth", kIdMaxBytes);
  meter.id = text(fields, "id", kIdMaxBytes);
  meter.supply_point = text(fields, "supply_point", kIdMaxBytes);
  meter.digits = static_cast<std::int32_t>(fields.whole("digits", kDigits));
  meter.resolution = domain::WattHours{fields.whole("resolution_wh", kResolution)};
  meter.ratio = fields.optional_whole("ratio", kRatio).value_or(1);
  meter.calibrated_until = fields.optional_date("calibrated_until");
  meter.seal = text_or_empty(fields, "seal");
  return meter;
}

RegisteredVessel read_registered_vessel(FactFields& fields, ReadingNotes& notes) {
  RegisteredVessel vessel;
  vessel.identity = text(fields, "identity", kIdMaxBytes);
  vessel.name = text(fields, "name", kNameMaxBytes);
  if (const auto mmsi = fields.optional_whole("mmsi", kMmsi)) vessel.mmsi = static_cast<std::uint32_t>(*mmsi);
  vessel.facts = read_vessel_facts(fields, notes);
  return vessel;
}

/// What makes an entry one of its kind.
template <typename Entry>
std::string key_of(const Entry& entry) {
  if constexpr (requires { entry.identity; }) {
    return entry.identity;
  } else if constexpr (requires { entry.berth; }) {
    return entry.berth + "\n" + entry.id;
  } else {
    return entry.id;
  }
}

template <typename Entry>
std::vector<Entry> read_list(FactFields& file, const char* name, ReadingNotes& notes,
                             Entry (*read)(FactFields&, ReadingNotes&)) {
  std::vector<Entry> entries;
  std::set<std::string> keys;
  for (const json& given : file.array(name, kRegisterEntriesMax)) {
    const std::string pointer = step_into(file.pointer_to(name), std::to_string(entries.size()));
    FactFields fields(given, pointer, notes);
    entries.push_back(read(fields, notes));
    if (!keys.insert(key_of(entries.back())).second) {
      notes.refuse(pointer, "同一编号已在前面出现 / the same id stands earlier in this list");
    }
  }
  return entries;
}

Registers read_registers(const json& given, ReadingNotes& notes) {
  FactFields file(given, "", notes);
  Registers registers;
  registers.ports = read_list(file, "ports", notes, read_port);
  registers.waterways = read_list(file, "waterways", notes, read_waterway);
  registers.berths = read_list(file, "berths", notes, read_berth);
  registers.supply_points = read_list(file, "supply_points", notes, read_supply_point);
  registers.meters = read_list(file, "meters", notes, read_meter);
  registers.vessels = read_list(file, "vessels", notes, read_registered_vessel);
  return registers;
}

}  // namespace

std::variant<Registers, InputFault> read_register_file(std::string_view text) {
  const CaseJson parsed = read_case_json(text, "", {});
  if (parsed.fault) return *parsed.fault;
  ReadingNotes notes;
  Registers registers = read_registers(parsed.value, notes);
  if (notes.fault) return *notes.fault;
  if (!notes.unknown_members.empty()) {
    return InputFault{notes.unknown_members.front(), "不认识的字段，请核对拼写 / nobody knows this member, check its name"};
  }
  return registers;
}

}  // namespace quaywatt::server
