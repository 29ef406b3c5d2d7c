#include "server/store/mysql/register_rows.h"

#include "domain/berth/vessel_name.h"
#include "server/store/mysql/row_reader.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

using domain::name_of;
using Names = std::vector<std::string>;

constexpr std::size_t kCandidatesMax = 200;  ///< so many share one default MMSI at most (fault V1)

template <typename Enum>
void put_name(RowWriter& rows, const std::optional<Enum>& value) {
  if (value) {
    rows.put(name_of(*value));
  } else {
    rows.put(nullptr);
  }
}

void put_parameters(RowWriter& rows, const domain::ElectricalParameters& of) {
  rows.put(of.voltage_v).put(of.frequency_hz).put(of.phases).put(of.current_a);
}

void save_places(Connection& connection, const Registers& registers) {
  RowWriter ports("ports", {"id", "name"}, {"id"});
  for (const auto& port : registers.ports) ports.put(port.id).put(port.name);
  ports.write(connection);
  RowWriter waterways("waterways", {"id", "name", "waters"}, {"id"});
  for (const auto& waterway : registers.waterways) {
    waterways.put(waterway.id).put(waterway.name).put(name_of(waterway.waters));
  }
  waterways.write(connection);
  RowWriter berths("berths", {"id", "name", "port", "port_area", "waterway", "waters", "kind", "cargo", "district"},
                   {"id"});
  for (const auto& berth : registers.berths) {
    berths.put(berth.id).put(berth.name).put(berth.port).put(berth.port_area).put(berth.waterway);
    berths.put(name_of(berth.waters)).put(name_of(berth.kind));
    put_name(berths, berth.cargo);
    berths.put(berth.district);
  }
  berths.write(connection);
}

void save_equipment(Connection& connection, const Registers& registers) {
  RowWriter points("supply_points",
                   {"berth", "id", "voltage_v", "frequency_hz", "phases", "current_a", "rated_power_w", "inspected_on"},
                   {"berth", "id"});
  for (const auto& point : registers.supply_points) {
    points.put(point.berth).put(point.id);
    put_parameters(points, point.supply.parameters);
    points.put(point.rated_power.value).put(point.supply.inspected_on);
  }
  points.write(connection);
  RowWriter meters("meters", {"berth", "id", "supply_point", "digits", "resolution_wh", "ratio"}, {"berth", "id"});
  RowWriter calibrations("meter_calibrations", {"berth", "meter", "calibrated_until", "seal"}, {"berth", "meter"});
  for (const auto& meter : registers.meters) {
    meters.put(meter.berth).put(meter.id).put(meter.supply_point).put(meter.digits).put(meter.resolution);
    meters.put(meter.ratio);
    calibrations.put(meter.berth).put(meter.id).put(meter.calibrated_until).put(meter.seal);
  }
  meters.write(connection);
  calibrations.write(connection);
}

void save_vessels(Connection& connection, const Registers& registers) {
  RowWriter rows("vessels",
                 {"identity", "name", "name_key", "mmsi", "vessel_type", "navigation", "gross_tonnage", "keel_laid_on",
                  "flag", "fuel", "has_generator", "public_service", "facility", "facility_voltage_v",
                  "facility_frequency_hz", "facility_phases", "facility_current_a", "facility_surveyed_on"},
                 {"identity"});
  for (const auto& vessel : registers.vessels) {
    const domain::VesselFacts& facts = vessel.facts;
    rows.put(vessel.identity).put(vessel.name).put(domain::name_key(vessel.name)).put(vessel.mmsi);
    rows.put(name_of(facts.type)).put(name_of(facts.navigation));
    rows.put(facts.gross_tonnage ? std::optional(facts.gross_tonnage->value) : std::nullopt);
    rows.put(facts.keel_laid_on).put(facts.flag);
    put_name(rows, facts.fuel);
    rows.put(facts.has_generator).put(facts.public_service);
    const auto facility = facts.receiving_facility.value_or(domain::ReceivingFacility{});
    rows.put(facts.receiving_facility.has_value());
    put_parameters(rows, facility.parameters);
    rows.put(facility.surveyed_on);
  }
  rows.write(connection);
}

domain::ElectricalParameters read_parameters(RowReader& row) {
  domain::ElectricalParameters parameters;
  parameters.voltage_v = row.optional_integer();
  parameters.frequency_hz = row.optional_integer();
  parameters.phases = row.optional_integer();
  parameters.current_a = row.optional_integer();
  return parameters;
}

RegisteredVessel read_vessel(const Rows& rows) {
  RowReader row(rows);
  RegisteredVessel vessel;
  vessel.identity = row.text();
  vessel.name = row.text();
  if (const auto mmsi = row.optional_integer()) vessel.mmsi = static_cast<std::uint32_t>(*mmsi);
  domain::VesselFacts& facts = vessel.facts;
  facts.type = row.name<domain::VesselType>();
  facts.navigation = row.name<domain::Navigation>();
  if (const auto tonnage = row.optional_integer()) facts.gross_tonnage = domain::GrossTonnage{*tonnage};
  facts.keel_laid_on = row.optional_date();
  facts.flag = row.text();
  facts.fuel = row.optional_name<domain::Fuel>();
  facts.has_generator = row.optional_flag();
  facts.public_service = row.optional_flag();
  const bool installed = row.flag();
  domain::ReceivingFacility facility;
  facility.parameters = read_parameters(row);
  facility.surveyed_on = row.optional_date();
  if (installed) facts.receiving_facility = facility;
  return vessel;
}

}  // namespace

void save_registers(Connection& connection, const Registers& registers) {
  save_places(connection, registers);
  save_equipment(connection, registers);
  save_vessels(connection, registers);
}

std::optional<RegisteredBerth> find_berth(Connection& connection, const std::string& id) {
  auto rows = connection.query(
      "SELECT id, name, port, port_area, waterway, waters, kind, cargo, district FROM berths WHERE id = ?", id);
  if (!rows.next()) return std::nullopt;
  RowReader row(rows);
  RegisteredBerth berth;
  berth.id = row.text();
  berth.name = row.text();
  berth.port = row.text();
  berth.port_area = row.text();
  berth.waterway = row.text();
  berth.waters = row.name<domain::Waters>();
  berth.kind = row.name<domain::BerthKind>();
  berth.cargo = row.optional_name<domain::CargoClass>();
  berth.district = row.text();
  return berth;
}

std::vector<RegisteredSupplyPoint> supply_points_at(Connection& connection, const std::string& berth) {
  auto rows = connection.query(
      "SELECT id, voltage_v, frequency_hz, phases, current_a, rated_power_w, inspected_on FROM supply_points "
      "WHERE berth = ? ORDER BY id",
      berth);
  std::vector<RegisteredSupplyPoint> points;
  while (rows.next()) {
    RowReader row(rows);
    RegisteredSupplyPoint point;
    point.berth = berth;
    point.id = row.text();
    point.supply.parameters = read_parameters(row);
    point.rated_power = domain::Watts{row.integer()};
    point.supply.inspected_on = row.optional_date();
    points.push_back(std::move(point));
  }
  return points;
}

std::optional<RegisteredMeter> find_meter(Connection& connection, const std::string& berth, const std::string& id) {
  auto rows = connection.query(
      "SELECT supply_point, digits, resolution_wh, ratio FROM meters WHERE berth = ? AND id = ?", berth, id);
  if (!rows.next()) return std::nullopt;
  RowReader row(rows);
  RegisteredMeter meter;
  meter.berth = berth;
  meter.id = id;
  meter.supply_point = row.text();
  meter.digits = row.int32();
  meter.resolution = row.watt_hours();
  meter.ratio = row.integer();
  return meter;
}

domain::Watts rated_power_of(Connection& connection, const std::string& berth, const std::string& supply_point) {
  auto rows =
      connection.query("SELECT rated_power_w FROM supply_points WHERE berth = ? AND id = ?", berth, supply_point);
  return domain::Watts{rows.next() ? rows.integer(1) : 0};
}

std::vector<RegisteredVessel> vessels_like(Connection& connection, const std::string& identity,
                                           const std::optional<std::uint32_t>& mmsi, const std::string& name_key) {
  auto rows = connection.query(
      "SELECT identity, name, mmsi, vessel_type, navigation, gross_tonnage, keel_laid_on, flag, fuel, has_generator, "
      "public_service, facility, facility_voltage_v, facility_frequency_hz, facility_phases, facility_current_a, "
      "facility_surveyed_on FROM vessels WHERE identity = ? OR mmsi = ? OR name_key = ? "
      "ORDER BY identity = ? DESC, identity LIMIT ?",
      identity, mmsi, name_key, identity, kCandidatesMax);
  std::vector<RegisteredVessel> vessels;
  while (rows.next()) vessels.push_back(read_vessel(rows));
  return vessels;
}

}  // namespace quaywatt::server::mysql
