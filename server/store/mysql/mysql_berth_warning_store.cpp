#include "server/store/mysql/mysql_berth_warning_store.h"

#include <algorithm>
#include <map>

#include "domain/time/shanghai.h"
#include "server/store/mysql/ais_rows.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/register_rows.h"
#include "server/store/mysql/row_reader.h"
#include "server/store/mysql/stay_record.h"

namespace quaywatt::server::mysql {

namespace {

struct RaisedRow {
  AisStayName stay;
  domain::BerthWarning level = domain::BerthWarning::approaching;
  bool stands = false;
};

domain::BerthWarning level_from(const std::string& name) {
  for (const auto level : {domain::BerthWarning::approaching, domain::BerthWarning::over_threshold}) {
    if (warning_name(level) == name) return level;
  }
  throw StoreFault("unknown warning in a row: " + name);
}

/// Those that stand, and those of vessels alongside now.
std::vector<RaisedRow> raised_rows(Connection& connection) {
  auto rows = connection.query(
      "SELECT w.mmsi, w.berth, w.arrived_at, w.level, w.ended_at IS NULL FROM berth_warnings w "
      "WHERE w.ended_at IS NULL OR EXISTS (SELECT 1 FROM ais_alongside p WHERE p.mmsi = w.mmsi AND p.berth = w.berth)");
  std::vector<RaisedRow> raised;
  while (rows.next()) {
    RowReader row(rows);
    AisStayName stay{static_cast<std::uint32_t>(row.integer()), row.text(), row.instant()};
    const auto level = level_from(row.text());
    raised.push_back({std::move(stay), level, row.flag()});
  }
  return raised;
}

bool same_stay(const AisStayName& a, const AisStayName& b) {
  const domain::Millis apart = a.arrived_at > b.arrived_at ? a.arrived_at - b.arrived_at : b.arrived_at - a.arrived_at;
  return a.mmsi == b.mmsi && a.berth == b.berth && apart <= kSameArrival;
}

std::vector<AlongsideEntry> alongside_rows(Connection& connection) {
  auto rows = connection.query(
      "SELECT mmsi, berth, arrived_at, last_alongside_at, arrived_earliest_at, evidence, identity_doubtful, lon_e7, "
      "lat_e7 FROM ais_alongside ORDER BY arrived_at, mmsi, berth");
  std::vector<AlongsideEntry> alongside;
  while (rows.next()) alongside.push_back(read_alongside(rows));
  return alongside;
}

/// The stay declared for a vessel of this MMSI that shares time with what positions show, the latest first.
std::optional<LineId> declared_for(Connection& connection, const AisStayName& stay, domain::Instant now) {
  auto rows = connection.query(
      "SELECT s.agent, s.epoch, s.seq FROM stays s WHERE s.berth = ? AND s.arrived_at <= ? "
      "AND (s.departed_at IS NULL OR s.departed_at >= ?) AND (s.vessel_mmsi = ? "
      "OR s.vessel_identity IN (SELECT v.identity FROM vessels v WHERE v.mmsi = ?)) "
      "ORDER BY s.arrived_at DESC, s.agent, s.epoch, s.seq LIMIT 1",
      stay.berth, now, stay.arrived_at, stay.mmsi, stay.mmsi);
  if (!rows.next()) return std::nullopt;
  RowReader row(rows);
  const std::string agent = row.text();
  return LineId{agent, row.ref()};
}

/// Whoever else is fed at the berth: when that is every supply point, nobody can ask more of this vessel.
void add_supplies(Connection& connection, const AisStayName& stay, domain::Instant now, StayRecord& record) {
  auto sessions = connection.query(
      "SELECT supply_point, started_at, stopped_at FROM sessions WHERE berth = ? AND started_at < ? "
      "AND (stopped_at IS NULL OR stopped_at > ?) ORDER BY agent, epoch, seq",
      stay.berth, now, stay.arrived_at);
  while (sessions.next()) {
    record.neighbour_sessions.push_back(
        {sessions.text(1), sessions.instant(2), sessions.optional_instant(3)});
  }
}

StayRecord registers_only(Connection& connection, const AisStayName& stay, domain::Instant now) {
  StayRecord record;
  record.stay.berth = stay.berth;
  record.stay.vessel.mmsi = stay.mmsi;
  record.berth = find_berth(connection, stay.berth);
  record.supply_points = supply_points_at(connection, stay.berth);
  record.vessel_candidates = vessels_like(connection, {}, stay.mmsi, {});
  add_supplies(connection, stay, now, record);
  return record;
}

std::string occasion_of(const AisStayName& stay, std::string_view level) {
  return std::to_string(stay.mmsi) + " " + domain::format_instant(stay.arrived_at) + " " + std::string(level);
}

Alarm alarm_of(const WarningChange& change) {
  const bool over = *change.raise == domain::BerthWarning::over_threshold;
  const std::string vessel = change.vessel_name + " (MMSI " + std::to_string(change.stay.mmsi) + ")";
  const std::string since = domain::format_shanghai(change.stay.arrived_at);
  Alarm alarm;
  alarm.kind = over ? "berth_over_threshold" : "berth_approaching";
  alarm.subject = change.stay.berth;
  alarm.occasion = occasion_of(change.stay, warning_name(*change.raise));
  alarm.zh = vessel + " 自 " + since + " 靠泊 " + change.stay.berth +
             (over ? "，已超过规定时限仍未接岸电；请核查接电、替代措施或除外情形的登记"
                   : "，将到规定时限，尚未接岸电；请提醒接电，或登记替代措施、除外情形");
  alarm.en = vessel + " alongside " + change.stay.berth + " since " + since +
             (over ? " without shore power beyond the rule's threshold: look for a connection, an alternative or an "
                     "impediment"
                   : " without shore power, the threshold is near: connect, or register an alternative or impediment");
  alarm.at = change.at;
  return alarm;
}

void raise_warning(Connection& connection, const WarningChange& change) {
  auto before = connection.query(
      "SELECT 1 FROM berth_warnings WHERE mmsi = ? AND berth = ? AND arrived_at = ? AND level = ? FOR UPDATE",
      change.stay.mmsi, change.stay.berth, change.stay.arrived_at, warning_name(*change.raise));
  if (before.next()) return;
  connection.execute(
      "INSERT INTO berth_warnings (mmsi, berth, arrived_at, level, vessel_identity, raised_at, last_alongside_at) "
      "VALUES (?,?,?,?,?,?,?)",
      change.stay.mmsi, change.stay.berth, change.stay.arrived_at, warning_name(*change.raise), change.vessel_identity,
      change.at, change.last_alongside_at);
  raise_alarm(connection, alarm_of(change));
}

void end_warnings(Connection& connection, const WarningChange& change) {
  const auto from = change.stay.arrived_at - kSameArrival;
  const auto to = change.stay.arrived_at + kSameArrival;
  auto standing = connection.query(
      "SELECT mmsi, berth, arrived_at, level FROM berth_warnings WHERE mmsi = ? AND berth = ? "
      "AND arrived_at BETWEEN ? AND ? AND ended_at IS NULL FOR UPDATE",
      change.stay.mmsi, change.stay.berth, from, to);
  while (standing.next()) {
    const AisStayName stay{change.stay.mmsi, standing.text(2), standing.instant(3)};
    connection.execute("UPDATE alarms SET cleared_at = ? WHERE subject = ? AND occasion = ? AND cleared_at IS NULL",
                       change.at, stay.berth, occasion_of(stay, standing.text(4)));
  }
  connection.execute(
      "UPDATE berth_warnings SET ended_at = ?, ended_by = ? WHERE mmsi = ? AND berth = ? "
      "AND arrived_at BETWEEN ? AND ? AND ended_at IS NULL",
      change.at, warning_end_name(*change.end), change.stay.mmsi, change.stay.berth, from, to);
}

}  // namespace

std::optional<domain::Instant> MysqlBerthWarningStore::picture_at() {
  std::optional<domain::Instant> at;
  read(
      pool_,
      [&](Connection& connection) {
        auto rows = connection.query("SELECT as_of FROM ais_tracking WHERE name = 'tracker'");
        at = rows.next() ? std::optional(rows.instant(1)) : std::nullopt;
      },
      retry_);
  return at;
}

std::vector<WatchedStay> MysqlBerthWarningStore::watched(domain::Instant arrived_by) {
  std::vector<WatchedStay> watched;
  read(
      pool_,
      [&](Connection& connection) {
        watched.clear();
        auto raised = raised_rows(connection);
        for (auto& entry : alongside_rows(connection)) {
          WatchedStay stay{entry.stay, entry, {}, false};
          std::erase_if(raised, [&](const RaisedRow& row) {
            if (!same_stay(row.stay, entry.stay)) return false;
            stay.raised_before.insert(row.level);
            stay.any_stands = stay.any_stands || row.stands;
            return true;
          });
          if (entry.stay.arrived_at <= arrived_by || stay.any_stands) watched.push_back(std::move(stay));
        }
        std::map<AisStayName, WatchedStay> gone;
        for (const auto& row : raised) {
          if (!row.stands) continue;
          auto& stay = gone.try_emplace(row.stay, WatchedStay{row.stay, std::nullopt, {}, true}).first->second;
          stay.raised_before.insert(row.level);
        }
        for (auto& [name, stay] : gone) watched.push_back(std::move(stay));
      },
      retry_);
  return watched;
}

StayRecord MysqlBerthWarningStore::record(const AlongsideEntry& alongside, domain::Instant now) {
  StayRecord record;
  read(
      pool_,
      [&](Connection& connection) {
        const auto declared = declared_for(connection, alongside.stay, now);
        record = declared ? gather_stay(connection, *declared) : registers_only(connection, alongside.stay, now);
      },
      retry_);
  record.stay.arrived_at = alongside.stay.arrived_at;
  record.stay.departed_at.reset();
  record.newest_at = now;
  return record;
}

void MysqlBerthWarningStore::save(const std::vector<WarningChange>& changes) {
  if (changes.empty()) return;
  in_transaction(
      pool_,
      [&](Connection& connection) {
        for (const auto& change : changes) {
          if (change.end) end_warnings(connection, change);
          if (change.raise) raise_warning(connection, change);
        }
      },
      retry_);
}

}  // namespace quaywatt::server::mysql
