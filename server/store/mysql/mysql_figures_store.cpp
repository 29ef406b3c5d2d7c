#include "server/store/mysql/mysql_figures_store.h"

#include <limits>
#include <map>

#include "server/store/agent_standing.h"
#include "server/store/mysql/assessment_rows.h"
#include "server/store/mysql/recovery_rows.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

/// "s" is the table of stays in every statement below.
struct Period {
  std::string condition;
  std::vector<Parameter> parameters;
};

Period period_of(const StayQuery& query) {
  if (!query.from && !query.until) return {"1 = 1", {}};
  constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();
  if (!query.until) return {"(s.departed_at IS NULL OR s.departed_at >= ?)", {parameter(*query.from)}};
  return {"s.departed_at >= ? AND s.departed_at < ?",
          {query.from ? parameter(*query.from) : parameter(kEver), parameter(*query.until)}};
}

std::optional<RegisteredBerth> read_place(RowReader& row, const std::string& berth) {
  RegisteredBerth place;
  place.id = berth;
  const auto name = row.optional_text();
  place.name = name.value_or("");
  place.port = row.optional_text().value_or("");
  place.port_area = row.optional_text().value_or("");
  place.waterway = row.optional_text().value_or("");
  place.district = row.optional_text().value_or("");
  const auto waters = row.optional_name<domain::Waters>();
  const auto kind = row.optional_name<domain::BerthKind>();
  place.cargo = row.optional_name<domain::CargoClass>();
  if (!name) return std::nullopt;
  place.waters = *waters;
  place.kind = *kind;
  return place;
}

StayFigure read_stay(const Rows& rows) {
  RowReader row(rows);
  StayFigure stay;
  stay.id.agent = row.text();
  stay.id.line = row.ref();
  stay.vessel_name = row.text();
  stay.vessel_identity = row.optional_text().value_or("");
  stay.vessel_type = row.optional_name<domain::VesselType>();
  stay.berth = row.text();
  stay.arrived_at = row.instant();
  stay.departed_at = row.optional_instant();
  stay.not_judged = row.optional_text().value_or("");
  stay.newest_at = row.optional_instant().value_or(stay.arrived_at);
  stay.place = read_place(row, stay.berth);
  if (row.optional_integer()) stay.assessment = read_assessment(row);
  return stay;
}

std::vector<StayFigure> load_stays(Connection& connection, const Period& period) {
  auto rows = connection.query_with(
      "SELECT s.agent, s.epoch, s.seq, s.vessel_name, s.vessel_identity, s.judged_vessel_type, s.berth, s.arrived_at, "
      "s.departed_at, s.not_judged, c.newest_at, b.name, b.port, b.port_area, b.waterway, b.district, b.waters, "
      "b.kind, b.cargo, s.assessment_version, " + assessment_columns("a.") +
          " FROM stays s LEFT JOIN berths b ON b.id = s.berth LEFT JOIN derivation_cursors c ON c.agent = s.agent "
          "LEFT JOIN assessments a ON a.agent = s.agent AND a.epoch = s.epoch AND a.seq = s.seq "
          "AND a.version = s.assessment_version WHERE " + period.condition +
          " ORDER BY s.arrived_at, s.agent, s.epoch, s.seq",
      period.parameters);
  std::vector<StayFigure> stays;
  while (rows.next()) stays.push_back(read_stay(rows));
  return stays;
}

SessionFigure read_session(RowReader& row, const std::string& agent) {
  SessionFigure session;
  session.id = {agent, row.ref()};
  session.supply_point = row.text();
  session.started_at = row.instant();
  session.stopped_at = row.optional_instant();
  session.energy = domain::WattHours{row.optional_integer().value_or(0)};
  session.uncertainty = domain::WattHours{row.optional_integer().value_or(0)};
  session.connected_ms = row.optional_integer().value_or(0);
  session.notes = row.optional_text().value_or("");
  return session;
}

void add_days(Connection& connection, const Period& period, std::map<LineId, SessionFigure*>& sessions) {
  auto rows = connection.query_with(
      "SELECT d.agent, d.epoch, d.seq, d.day, d.energy_wh FROM session_days d JOIN sessions x ON x.agent = d.agent "
      "AND x.epoch = d.epoch AND x.seq = d.seq JOIN stays s ON s.agent = x.agent AND s.epoch = x.stay_epoch "
      "AND s.seq = x.stay_seq WHERE " + period.condition + " ORDER BY d.agent, d.epoch, d.seq, d.day",
      period.parameters);
  while (rows.next()) {
    RowReader row(rows);
    const std::string agent = row.text();
    const auto session = sessions.find({agent, row.ref()});
    const auto day = row.optional_date();
    if (session != sessions.end() && day) session->second->days.push_back({*day, row.watt_hours()});
  }
}

void add_sessions(Connection& connection, const Period& period, std::vector<StayFigure>& stays) {
  std::map<LineId, StayFigure*> by_id;
  for (auto& stay : stays) by_id[stay.id] = &stay;
  auto rows = connection.query_with(
      "SELECT x.agent, x.stay_epoch, x.stay_seq, x.epoch, x.seq, x.supply_point, x.started_at, x.stopped_at, "
      "x.energy_wh, x.uncertainty_wh, x.connected_ms, x.energy_notes FROM sessions x JOIN stays s "
      "ON s.agent = x.agent AND s.epoch = x.stay_epoch AND s.seq = x.stay_seq WHERE " + period.condition +
          " ORDER BY x.agent, x.epoch, x.seq",
      period.parameters);
  while (rows.next()) {
    RowReader row(rows);
    const std::string agent = row.text();
    const auto stay = by_id.find({agent, row.ref()});
    if (stay != by_id.end()) stay->second->sessions.push_back(read_session(row, agent));
  }
  std::map<LineId, SessionFigure*> sessions;
  for (auto& stay : stays) {
    for (auto& session : stay.sessions) sessions[session.id] = &session;
  }
  add_days(connection, period, sessions);
}

LedgerFigure read_ledger(const Rows& rows) {
  RowReader row(rows);
  LedgerFigure ledger;
  ledger.agent = row.text();
  ledger.berth = row.text();
  ledger.standing = standing_from_name(row.text());
  ledger.last_contact_at = row.optional_instant();
  ledger.held = row.optional_ref().value_or(domain::LedgerPosition{});
  ledger.derived = row.optional_ref().value_or(domain::LedgerPosition{});
  ledger.unreadable_lines = static_cast<std::uint64_t>(row.integer());
  ledger.contradicting_lines = static_cast<std::uint64_t>(row.integer());
  return ledger;
}

}  // namespace

std::vector<StayFigure> MysqlFiguresStore::stays(const StayQuery& query) {
  const Period period = period_of(query);
  std::vector<StayFigure> stays;
  read(
      pool_,
      [&](Connection& connection) {
        stays = load_stays(connection, period);
        add_sessions(connection, period, stays);
      },
      retry_);
  return stays;
}

std::vector<HourFigure> MysqlFiguresStore::energy_hours(const HourQuery& query) {
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  std::vector<HourFigure> hours;
  read(
      pool_,
      [&](Connection& connection) {
        hours.clear();
        auto rows = connection.query(
            "SELECT berth, supply_point, hour_at, energy_wh, unexplained_wh, estimated_wh, left_out FROM energy_hours "
            "WHERE hour_at >= ? AND hour_at < ? ORDER BY berth, supply_point, hour_at, agent, meter",
            query.from ? query.from->time_since_epoch().count() : -kNever,
            query.until ? query.until->time_since_epoch().count() : kNever);
        while (rows.next()) {
          RowReader row(rows);
          HourFigure hour{row.text(), row.text(), row.instant(), {}};
          hour.energy = {row.watt_hours(), row.watt_hours(), row.watt_hours(), row.integer()};
          const bool same = !hours.empty() && hours.back().berth == hour.berth &&
                            hours.back().supply_point == hour.supply_point && hours.back().hour == hour.hour;
          if (same) {
            hours.back().energy = hours.back().energy + hour.energy;
          } else {
            hours.push_back(std::move(hour));
          }
        }
      },
      retry_);
  return hours;
}

std::vector<LedgerFigure> MysqlFiguresStore::ledgers() {
  std::vector<LedgerFigure> ledgers;
  read(
      pool_,
      [&](Connection& connection) {
        ledgers.clear();
        auto rows = connection.query(
            "SELECT g.name, g.berth, g.standing, g.last_contact_at, h.epoch, h.last_seq, c.epoch, c.seq, "
            "(SELECT COUNT(*) FROM set_aside_lines l WHERE l.agent = g.name), "
            "(SELECT COUNT(*) FROM journal_set_aside j WHERE j.agent = g.name) "
            "FROM agents g LEFT JOIN ledger_heads h ON h.agent = g.name "
            "AND h.epoch = (SELECT MAX(n.epoch) FROM ledger_heads n WHERE n.agent = g.name) "
            "LEFT JOIN derivation_cursors c ON c.agent = g.name ORDER BY g.name");
        while (rows.next()) ledgers.push_back(read_ledger(rows));
      },
      retry_);
  return ledgers;
}

std::vector<LedgerRecovery> MysqlFiguresStore::recoveries() {
  std::vector<LedgerRecovery> recoveries;
  read(pool_, [&](Connection& connection) { recoveries = all_recoveries(connection); }, retry_);
  return recoveries;
}

std::uint64_t MysqlFiguresStore::waiting() {
  std::uint64_t waiting = 0;
  read(
      pool_,
      [&](Connection& connection) {
        auto rows = connection.query("SELECT COUNT(*) FROM stays_to_judge");
        waiting = rows.next() ? rows.unsigned_integer(1) : 0;
      },
      retry_);
  return waiting;
}

}  // namespace quaywatt::server::mysql
