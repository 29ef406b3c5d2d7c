#include "server/store/mysql/energy_rows.h"

#include <array>

#include "server/store/mysql/row_reader.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

using domain::CurveReading;
using domain::EnergyCurve;

constexpr const char* kLast = "last";
constexpr const char* kSuspect = "suspect";
constexpr const char* kTimed = "timed";

void put_point(RowWriter& rows, const std::string& agent, const std::string& meter, const char* place,
               const CurveReading& reading) {
  const domain::RegisterPoint& point = reading.point;
  rows.put(agent).put(meter).put(std::string(place)).put(reading.supply_point).put(reading.session);
  rows.put(reading.installed_digits).put(point.at).put(point.boot).put(point.mono).put(point.energy_forward);
  rows.put(point.address).put(point.clock_trusted).put(point.multiplier);
}

void take_point(EnergyCurve& curve, const std::string& meter, RowReader& row) {
  const std::string place = row.text();
  CurveReading reading;
  reading.supply_point = row.text();
  reading.session = row.optional_ref();
  if (const auto digits = row.optional_integer()) reading.installed_digits = static_cast<std::int32_t>(*digits);
  reading.point.meter = meter;
  reading.point.at = row.instant();
  reading.point.boot = row.text();
  reading.point.mono = row.millis();
  reading.point.energy_forward = row.watt_hours();
  reading.point.address = row.text();
  reading.point.clock_trusted = row.flag();
  reading.point.multiplier = row.integer();
  if (place == kLast) curve.last = reading;
  if (place == kSuspect) curve.suspect = reading;
  if (place == kTimed) curve.timed = reading.point;
}

EnergyCurve read_curve(RowReader& row) {
  EnergyCurve curve;
  if (const auto digits = row.optional_integer()) curve.digits = static_cast<std::int32_t>(*digits);
  curve.untimed.energy = row.watt_hours();
  curve.untimed.unexplained = row.watt_hours();
  curve.untimed.left_out = row.integer();
  return curve;
}

void load_curve(Connection& connection, const std::string& agent, const std::string& meter,
                std::map<std::string, EnergyCurve>& curves) {
  auto curve = connection.query(
      "SELECT digits, untimed_wh, untimed_unexplained_wh, untimed_left_out FROM energy_curves "
      "WHERE agent = ? AND meter = ?",
      agent, meter);
  if (!curve.next()) return;
  RowReader row(curve);
  EnergyCurve& loaded = curves[meter] = read_curve(row);
  auto points = connection.query(
      "SELECT place, supply_point, session_epoch, session_seq, installed_digits, sampled_at, boot, mono_ms, energy_wh, "
      "meter_address, clock_trusted, multiplier FROM energy_curve_points WHERE agent = ? AND meter = ?",
      agent, meter);
  while (points.next()) {
    RowReader point(points);
    take_point(loaded, meter, point);
  }
}

StoredReading read_reading(RowReader& row) {
  StoredReading reading;
  reading.line = row.ref();
  reading.part = static_cast<std::uint8_t>(row.integer());
  reading.supply_point = row.text();
  reading.meter = row.text();
  reading.cause = row.word<domain::Reading::Cause>();
  reading.session = row.optional_ref();
  reading.at = row.instant();
  reading.boot = row.text();
  reading.mono = row.millis();
  reading.sync = row.word<domain::ClockSync>();
  reading.registers.energy_forward.value = row.watt_hours();
  reading.registers.energy_forward.resolution = row.watt_hours();
  reading.registers.energy_forward.multiplier = row.integer();
  reading.registers.meter_address = row.text();
  if (const auto digits = row.optional_integer()) reading.installed_digits = static_cast<std::int32_t>(*digits);
  reading.ahead_of_time = row.flag();
  return reading;
}

}  // namespace

std::map<std::string, EnergyCurve> load_curves(Connection& connection, const std::string& agent,
                                               const std::set<std::string>& meters) {
  std::map<std::string, EnergyCurve> curves;
  for (const auto& meter : meters) load_curve(connection, agent, meter, curves);
  return curves;
}

void write_curves(Connection& connection, const std::string& agent, const std::map<std::string, EnergyCurve>& curves) {
  RowWriter rows("energy_curves",
                 {"agent", "meter", "digits", "untimed_wh", "untimed_unexplained_wh", "untimed_left_out"},
                 {"agent", "meter"});
  RowWriter points("energy_curve_points",
                   {"agent", "meter", "place", "supply_point", "session_epoch", "session_seq", "installed_digits",
                    "sampled_at", "boot", "mono_ms", "energy_wh", "meter_address", "clock_trusted", "multiplier"},
                   {"agent", "meter", "place"});
  for (const auto& [meter, curve] : curves) {
    rows.put(agent).put(meter).put(curve.digits);
    rows.put(curve.untimed.energy).put(curve.untimed.unexplained).put(curve.untimed.left_out);
    connection.execute("DELETE FROM energy_curve_points WHERE agent = ? AND meter = ?", agent, meter);
    if (curve.last) put_point(points, agent, meter, kLast, *curve.last);
    if (curve.suspect) put_point(points, agent, meter, kSuspect, *curve.suspect);
    if (curve.timed) put_point(points, agent, meter, kTimed, {*curve.timed, ""});
  }
  rows.write(connection);
  points.write(connection);
}

void add_hour_rows(Connection& connection, const std::string& agent, const std::string& berth,
                   const std::string& meter, const domain::EnergyHours& hours) {
  // In decimals and cut to 64 bits: a register of impossible size must not make the sum an error for ever.
  const auto sum = [](const std::string& column) {
    return column + " = GREATEST(LEAST(CAST(" + column + " AS DECIMAL(30)) + VALUES(" + column +
           "), 9223372036854775807), -9223372036854775808)";
  };
  static const std::string kSql =
      "INSERT INTO energy_hours (agent, meter, supply_point, hour_at, berth, energy_wh, unexplained_wh, estimated_wh, "
      "left_out) VALUES (?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE " +
      sum("energy_wh") + ", " + sum("unexplained_wh") + ", " + sum("estimated_wh") + ", " + sum("left_out");
  for (const auto& [hour, part] : hours) {
    connection.execute(kSql, agent, meter, hour.supply_point, hour.hour, berth, part.energy.value,
                       part.unexplained.value, part.estimated.value, part.left_out);
  }
}

std::vector<StoredReading> load_readings(Connection& connection, const std::string& agent, const domain::LineRef& line,
                                         std::uint8_t part, std::size_t max) {
  auto rows = connection.query(
      "SELECT r.epoch, r.seq, r.part, r.supply_point, r.meter, r.cause, r.session_epoch, r.session_seq, r.sampled_at, "
      "r.boot, r.mono_ms, r.sync, r.energy_wh, r.energy_resolution_wh, r.energy_multiplier, r.meter_address, "
      "CASE WHEN r.part = 1 THEN x.digits END, CASE WHEN a.seq IS NULL THEN 0 ELSE 1 END "
      "FROM meter_readings r "
      "LEFT JOIN meter_exchanges x ON x.agent = r.agent AND x.epoch = r.epoch AND x.seq = r.seq "
      "LEFT JOIN lines_ahead_of_time a ON a.agent = r.agent AND a.epoch = r.epoch AND a.seq = r.seq "
      "WHERE r.agent = ? AND (r.epoch > ? OR (r.epoch = ? AND (r.seq > ? OR (r.seq = ? AND r.part > ?)))) "
      "ORDER BY r.epoch, r.seq, r.part LIMIT ?",
      agent, line.epoch, line.epoch, line.seq, line.seq, part, max);
  std::vector<StoredReading> readings;
  while (rows.next()) {
    RowReader row(rows);
    readings.push_back(read_reading(row));
  }
  return readings;
}

void mark_to_refold(Connection& connection, const std::set<std::string>& berths) {
  for (const auto& berth : berths) {
    connection.execute(
        "INSERT INTO energy_to_refold (agent) SELECT name FROM agents WHERE berth = ? "
        "ON DUPLICATE KEY UPDATE agent = VALUES(agent)",
        berth);
  }
}

}  // namespace quaywatt::server::mysql
