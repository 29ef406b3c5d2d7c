#include "server/store/mysql/stay_record.h"

#include <algorithm>
#include <array>

#include "domain/berth/vessel_name.h"
#include "domain/energy/reading_flags.h"
#include "server/store/mysql/journal_rows.h"
#include "server/store/mysql/register_rows.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

void gather_own(Connection& connection, const LineId& id, StayRecord& record) {
  auto rows = connection.query("SELECT " + stay_columns() + " FROM stays WHERE agent = ? AND epoch = ? AND seq = ?",
                               id.agent, id.line.epoch, id.line.seq);
  if (!rows.next()) throw StoreFault("a stay to judge is not there: " + id.text());
  record.id = id;
  RowReader row(rows);
  record.stay = read_stay(row);
  auto cursor = connection.query("SELECT newest_at FROM derivation_cursors WHERE agent = ?", id.agent);
  if (cursor.next()) record.newest_at = cursor.instant(1);
  const auto& ended = record.stay.ended;
  auto ahead = connection.query(
      "SELECT 1 FROM lines_ahead_of_time WHERE agent = ? AND ((epoch = ? AND seq = ?) OR (epoch = ? AND seq = ?))",
      id.agent, id.line.epoch, id.line.seq, ended ? ended->position.epoch : 0, ended ? ended->position.seq : 0);
  record.clock_ahead = ahead.next();
}

void gather_sessions(Connection& connection, StayRecord& record) {
  const LineId& id = record.id;
  auto rows = connection.query("SELECT end_reading, " + session_columns() +
                                   " FROM sessions WHERE agent = ? AND stay_epoch = ? AND stay_seq = ? "
                                   "ORDER BY epoch, seq",
                               id.agent, id.line.epoch, id.line.seq);
  while (rows.next()) {
    RowReader row(rows);
    const bool end_reading = row.flag();
    domain::Session session = read_session(row);
    const LineId session_id{id.agent, session.id};
    record.sessions.push_back(
        gather_session(connection, session_id, record.stay.berth, std::move(session), end_reading));
  }
}

void gather_declarations(Connection& connection, StayRecord& record) {
  const LineId& id = record.id;
  auto rows = connection.query("SELECT received_at, first_contact_at, " + declaration_columns() +
                                   " FROM declarations WHERE agent = ? AND stay_epoch = ? AND stay_seq = ? "
                                   "ORDER BY epoch, seq",
                               id.agent, id.line.epoch, id.line.seq);
  while (rows.next()) {
    RowReader row(rows);
    ReceivedDeclaration received;
    received.receipt.received_at = row.instant();
    received.receipt.first_contact_at = row.optional_instant();
    received.declaration = read_declaration(row);
    received.declaration.confirmations = load_confirmations(connection, id.agent, received.declaration.id);
    record.declarations.push_back(std::move(received));
  }
}

void gather_registers(Connection& connection, StayRecord& record) {
  const domain::VesselNamed& vessel = record.stay.vessel;
  record.berth = find_berth(connection, record.stay.berth);
  record.supply_points = supply_points_at(connection, record.stay.berth);
  record.vessel_candidates = vessels_like(connection, vessel.identity, vessel.mmsi, domain::name_key(vessel.name));
}

void gather_neighbours(Connection& connection, StayRecord& record) {
  const LineId& id = record.id;
  const domain::Instant until = record.stay.departed_at.value_or(std::max(record.newest_at, record.stay.arrived_at));
  auto stays = connection.query(
      "SELECT agent, epoch, seq, arrived_at, departed_at FROM stays WHERE berth = ? AND arrived_at < ? "
      "AND (departed_at IS NULL OR departed_at > ?) AND NOT (agent = ? AND epoch = ? AND seq = ?) "
      "ORDER BY agent, epoch, seq",
      record.stay.berth, until, record.stay.arrived_at, id.agent, id.line.epoch, id.line.seq);
  while (stays.next()) {
    RowReader row(stays);
    const std::string agent = row.text();
    const LineId neighbour{agent, row.ref()};
    const domain::Instant arrived_at = row.instant();
    record.neighbours.push_back({neighbour, arrived_at, row.optional_instant()});
  }
  auto sessions = connection.query(
      "SELECT supply_point, started_at, stopped_at FROM sessions WHERE berth = ? AND started_at < ? "
      "AND (stopped_at IS NULL OR stopped_at > ?) AND NOT (agent = ? AND stay_epoch = ? AND stay_seq = ?) "
      // When an unset clock stamped it nobody knows whose time it shared (fault C1): it excuses no vessel.
      "AND started_sync <> 'unsynced' AND (stopped_sync IS NULL OR stopped_sync <> 'unsynced') "
      "ORDER BY agent, epoch, seq",
      record.stay.berth, until, record.stay.arrived_at, id.agent, id.line.epoch, id.line.seq);
  while (sessions.next()) {
    RowReader row(sessions);
    const std::string supply_point = row.text();
    const domain::Instant started_at = row.instant();
    record.neighbour_sessions.push_back({supply_point, started_at, row.optional_instant()});
  }
}

/// The last exchange record that put a meter in says most about its register, else the register of meters; a meter
/// that neither knows has no digits and is never taken to roll over.
std::int32_t digits_of(Connection& connection, const std::string& berth, const std::string& meter) {
  auto rows = connection.query(
      "SELECT digits FROM meter_exchanges WHERE berth = ? AND new_meter = ? "
      "ORDER BY exchanged_at DESC, agent DESC, epoch DESC, seq DESC LIMIT 1",
      berth, meter);
  if (rows.next()) return static_cast<std::int32_t>(rows.integer(1));
  const auto registered = find_meter(connection, berth, meter);
  return registered ? registered->digits : 0;
}

/// The verification and seal in force at the first reading (fault M14): the exchange that put the meter in before, and
/// what the register of meters says since. Two that name different seals for the same time contradict each other.
void note_calibration(Connection& connection, const std::string& berth, const domain::RegisterPoint& first,
                      domain::MeterTraits& traits) {
  auto exchanged = connection.query(
      "SELECT calibrated_until, seal FROM meter_exchanges WHERE berth = ? AND new_meter = ? AND exchanged_at <= ? "
      "ORDER BY exchanged_at DESC, agent DESC, epoch DESC, seq DESC LIMIT 1",
      berth, first.meter, first.at);
  std::string seal;
  if (exchanged.next()) {
    RowReader row(exchanged);
    traits.calibrated_until = row.optional_date();
    seal = row.text();
  }
  auto registered = connection.query(
      "SELECT calibrated_until, seal FROM meter_calibrations WHERE berth = ? AND meter = ?", berth, first.meter);
  if (!registered.next()) return;
  RowReader row(registered);
  const auto until = row.optional_date();
  const std::string on_record = row.text();
  traits.calibrated_until = std::max(traits.calibrated_until, until);
  traits.seal_differs = !seal.empty() && !on_record.empty() && seal != on_record;
}

std::optional<domain::Watts> read_power(RowReader& row) {
  const auto power_w = row.optional_integer();
  std::array<std::optional<std::int64_t>, 3> voltage_mv;
  std::array<std::optional<std::int64_t>, 3> current_ma;
  for (auto& phase : voltage_mv) phase = row.optional_integer();
  for (auto& phase : current_ma) phase = row.optional_integer();
  return domain::flowing_power(power_w, voltage_mv, current_ma);
}

/// Adds the meter as its own readings describe it: resolution and ratio are part of every reading.
void add_meter(Connection& connection, MeteredSession& metered, const std::string& berth,
               const domain::RegisterPoint& first, RowReader row) {
  const std::string& meter = first.meter;
  domain::MeterTraits traits;
  traits.meter = meter;
  traits.resolution = row.watt_hours();
  traits.ratio = row.integer();
  traits.digits = digits_of(connection, berth, meter);
  traits.rated_power = rated_power_of(connection, berth, metered.session.supply_point);
  note_calibration(connection, berth, first, traits);
  metered.meters.push_back(traits);
}

/// Which meters handed over how, by the exchanges recorded during the session.
void note_hand_overs(Connection& connection, const LineId& id, MeteredSession& metered) {
  auto rows = connection.query(
      "SELECT old_meter, old_final_read FROM meter_exchanges WHERE agent = ? AND session_epoch = ? "
      "AND session_seq = ? ORDER BY epoch, seq",
      id.agent, id.line.epoch, id.line.seq);
  std::size_t served = 0;
  while (rows.next()) {
    RowReader row(rows);
    const std::string old_meter = row.text();
    const bool final_read = row.flag();
    if (served < metered.meters.size() && metered.meters[served].meter == old_meter) {
      metered.meters[served].final_read = final_read;
    }
    ++served;
  }
}

void note_sharing(Connection& connection, const LineId& id, const std::string& berth, MeteredSession& metered) {
  const domain::Session& session = metered.session;
  const auto until = session.stopped ? session.stopped->at : domain::Instant::max();
  auto rows = connection.query(
      "SELECT agent, epoch, seq, started_at, stopped_at FROM sessions WHERE berth = ? AND meter = ? AND started_at < ? "
      "AND (stopped_at IS NULL OR stopped_at > ?) AND started_sync <> 'unsynced' "
      // One supply point serves one vessel at a time: what seems to overlap there are wrong clocks (faults C1, C2).
      "AND NOT (agent = ? AND supply_point = ?) ORDER BY agent, epoch, seq",
      berth, session.meter, until, session.started.at, id.agent, session.supply_point);
  while (rows.next()) {
    RowReader row(rows);
    const std::string agent = row.text();
    const LineId other{agent, row.ref()};
    const domain::Instant started_at = row.instant();
    metered.sharing.push_back({other, started_at, row.optional_instant()});
  }
}

}  // namespace

MeteredSession gather_session(Connection& connection, const LineId& id, const std::string& berth,
                              domain::Session session, bool end_reading) {
  MeteredSession metered;
  metered.session = std::move(session);
  metered.end_reading = end_reading;
  auto rows = connection.query(
      "SELECT cause, part, meter, sampled_at, boot, mono_ms, energy_wh, meter_address, sync, energy_reverse_wh, "
      "power_w, voltage_a_mv, voltage_b_mv, voltage_c_mv, current_a_ma, current_b_ma, current_c_ma, "
      "energy_resolution_wh, energy_multiplier FROM meter_readings WHERE agent = ? AND session_epoch = ? "
      "AND session_seq = ? ORDER BY epoch, seq, part",
      id.agent, id.line.epoch, id.line.seq);
  while (rows.next()) {
    RowReader row(rows);
    const auto cause = row.word<domain::Reading::Cause>();
    const auto part = row.integer();
    domain::RegisterPoint point;
    point.meter = row.text();
    point.at = row.instant();
    point.boot = row.text();
    point.mono = row.millis();
    point.energy_forward = row.watt_hours();
    point.address = row.text();
    point.clock_trusted = row.word<domain::ClockSync>() != domain::ClockSync::unsynced;
    if (const auto reverse = row.optional_integer()) point.energy_reverse = domain::WattHours{*reverse};
    point.power = read_power(row);
    RowReader traits_row = row;
    row.watt_hours();
    point.multiplier = row.integer();
    // The start and every new meter of an exchange begin a service; nothing else does (fault M2).
    const bool installed = cause == domain::Reading::Cause::exchange && part == 1;
    if (metered.meters.empty() || installed) add_meter(connection, metered, berth, point, traits_row);
    metered.points.push_back(std::move(point));
  }
  note_hand_overs(connection, id, metered);
  metered.id = id;
  note_sharing(connection, id, berth, metered);
  return metered;
}

StayRecord gather_stay(Connection& connection, const LineId& id) {
  StayRecord record;
  gather_own(connection, id, record);
  gather_sessions(connection, record);
  gather_declarations(connection, record);
  gather_registers(connection, record);
  gather_neighbours(connection, record);
  return record;
}

}  // namespace quaywatt::server::mysql
