#include "tests/simulation/stay_rows.h"

#include <algorithm>
#include <tuple>

#include "domain/energy/reading_flags.h"

namespace quaywatt::simulation {

namespace {

using domain::Instant;

domain::RegisterPoint point_of(const server::StoredReading& reading) {
  domain::RegisterPoint point;
  point.meter = reading.meter;
  point.at = reading.at;
  point.boot = reading.boot;
  point.mono = reading.mono;
  point.energy_forward = reading.registers.energy_forward.value;
  point.address = reading.registers.meter_address;
  point.clock_trusted = reading.sync != domain::ClockSync::unsynced;
  point.multiplier = reading.registers.energy_forward.multiplier;
  if (reading.registers.energy_reverse) point.energy_reverse = reading.registers.energy_reverse->value;
  point.power = domain::flowing_power(reading.registers.power_w, reading.registers.voltage_mv,
                                      reading.registers.current_ma);
  return point;
}

/// Of the newest exchange that put the meter in, else of the register of meters.
std::int32_t digits_of(const DerivedRows& rows, const std::string& meter) {
  const ExchangeRow* newest = nullptr;
  const auto rank = [](const ExchangeRow& row) { return std::tuple(row.exchange.written.at, row.exchange.id); };
  for (const auto& [ref, row] : rows.exchanges) {
    if (row.exchange.what.new_meter == meter && (newest == nullptr || rank(row) > rank(*newest))) newest = &row;
  }
  return newest == nullptr ? kMeterDigits : newest->exchange.what.digits;
}

void add_meter(server::MeteredSession& metered, const DerivedRows& rows, const server::StoredReading& first) {
  domain::MeterTraits traits;
  traits.meter = first.meter;
  traits.resolution = first.registers.energy_forward.resolution;
  traits.ratio = first.registers.energy_forward.multiplier;
  traits.digits = digits_of(rows, first.meter);
  traits.rated_power = domain::Watts{kRatedPowerW};
  metered.meters.push_back(traits);
}

void note_hand_overs(server::MeteredSession& metered, const DerivedRows& rows) {
  std::size_t served = 0;
  for (const auto& [ref, row] : rows.exchanges) {
    if (row.exchange.session != metered.session.id) continue;
    if (served < metered.meters.size() && metered.meters[served].meter == row.exchange.what.old_meter) {
      metered.meters[served].final_read = row.exchange.what.old_final.has_value();
    }
    ++served;
  }
}

void gather_neighbours(const Tables& tables, server::StayRecord& record) {
  const Instant until = record.stay.departed_at.value_or(std::max(record.newest_at, record.stay.arrived_at));
  for (const auto& [agent, rows] : tables.derived) {
    for (const auto& [ref, stay] : rows.stays) {
      if (stay.berth != record.stay.berth || server::LineId{agent, ref} == record.id) continue;
      const bool shares = stay.arrived_at < until && (!stay.departed_at || *stay.departed_at > record.stay.arrived_at);
      if (shares) record.neighbours.push_back({{agent, ref}, stay.arrived_at, stay.departed_at});
    }
    for (const auto& [ref, row] : rows.sessions) {
      if (row.berth != record.stay.berth || (agent == record.id.agent && row.session.stay == record.id.line)) continue;
      const Instant started_at = row.session.started.at;
      const auto stopped_at = row.session.stopped ? std::optional(row.session.stopped->at) : std::nullopt;
      const bool timed = row.session.started.sync != domain::ClockSync::unsynced &&
                         (!row.session.stopped || row.session.stopped->sync != domain::ClockSync::unsynced);
      const bool shares = started_at < until && (!stopped_at || *stopped_at > record.stay.arrived_at);
      if (shares && timed) record.neighbour_sessions.push_back({row.session.supply_point, started_at, stopped_at});
    }
  }
}

}  // namespace

server::MeteredSession gather_session(const std::string& agent, const DerivedRows& rows, const SessionRow& row) {
  server::MeteredSession metered;
  metered.id = {agent, row.session.id};
  metered.session = row.session;
  metered.end_reading = row.end_reading;
  for (auto at = rows.readings.lower_bound({row.session.id, 0}); at != rows.readings.end(); ++at) {
    const server::StoredReading& reading = at->second;
    if (row.session.stopped && reading.line > row.session.stopped->position) break;
    if (reading.session != row.session.id) continue;
    const bool installed = reading.cause == domain::Reading::Cause::exchange && reading.part == 1;
    if (metered.meters.empty() || installed) add_meter(metered, rows, reading);
    metered.points.push_back(point_of(reading));
  }
  note_hand_overs(metered, rows);
  return metered;
}

server::StayRecord gather_stay(const Tables& tables, const Places& places, const server::LineId& id) {
  const DerivedRows& rows = tables.derived.at(id.agent);
  server::StayRecord record;
  record.id = id;
  record.stay = rows.stays.at(id.line);
  if (!rows.cursor.empty()) record.newest_at = rows.cursor.at(0).newest_at;
  const auto& ended = record.stay.ended;
  record.clock_ahead = rows.ahead.contains(id.line) || (ended && rows.ahead.contains(ended->position));
  for (const auto& [ref, row] : rows.sessions) {
    if (row.session.stay == id.line) record.sessions.push_back(gather_session(id.agent, rows, row));
  }
  for (const auto& [ref, row] : rows.declarations) {
    if (row.declaration.stay == id.line) record.declarations.push_back(row);
  }
  const auto berth = places.berths.find(record.stay.berth);
  if (berth != places.berths.end()) {
    record.berth = berth->second;
    record.supply_points = places.supply_points.at(record.stay.berth);
  }
  for (const auto& vessel : places.vessels) {
    if (vessel.identity == record.stay.vessel.identity || vessel.name == record.stay.vessel.name) {
      record.vessel_candidates.push_back(vessel);
    }
  }
  gather_neighbours(tables, record);
  return record;
}

}  // namespace quaywatt::simulation
