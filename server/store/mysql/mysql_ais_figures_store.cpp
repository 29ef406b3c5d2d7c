#include "server/store/mysql/mysql_ais_figures_store.h"

#include <limits>

#include "server/store/mysql/ais_rows.h"
#include "server/store/mysql/register_rows.h"
#include "server/store/mysql/vessel_names.h"

namespace quaywatt::server::mysql {

namespace {

/// Of "a", by departure; open stays have no departure and come without an end only.
std::pair<std::string, std::vector<Parameter>> period_of(const StayQuery& query) {
  if (!query.from && !query.until) return {"1 = 1", {}};
  if (!query.until) return {"(a.departed_at IS NULL OR a.departed_at >= ?)", {parameter(*query.from)}};
  constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();
  return {"a.departed_at >= ? AND a.departed_at < ?",
          {query.from ? parameter(*query.from) : parameter(kEver), parameter(*query.until)}};
}

template <typename Entries, typename Mmsi>
std::set<std::uint32_t> mmsis_of(const Entries& entries, Mmsi mmsi) {
  std::set<std::uint32_t> mmsis;
  for (const auto& entry : entries) mmsis.insert(mmsi(entry));
  return mmsis;
}

NamedVessel name_of(const std::map<std::uint32_t, NamedVessel>& named, std::uint32_t mmsi) {
  const auto found = named.find(mmsi);
  return found == named.end() ? NamedVessel{} : found->second;
}

std::vector<LiveVessel> load_live(Connection& connection) {
  const std::string of_vessel =
      "(s.vessel_mmsi = p.mmsi OR s.vessel_identity IN (SELECT v.identity FROM vessels v WHERE v.mmsi = p.mmsi))";
  auto rows = connection.query(
      "SELECT p.mmsi, p.berth, p.arrived_at, p.last_alongside_at, p.arrived_earliest_at, p.evidence, "
      "p.identity_doubtful, p.lon_e7, p.lat_e7, "
      "EXISTS (SELECT 1 FROM stays s JOIN sessions x ON x.agent = s.agent AND x.stay_epoch = s.epoch "
      "AND x.stay_seq = s.seq WHERE s.berth = p.berth AND s.departed_at IS NULL AND x.stopped_at IS NULL AND " +
      of_vessel + "), EXISTS (SELECT 1 FROM stays s WHERE s.berth = p.berth AND s.departed_at IS NULL AND " +
      of_vessel + "), (SELECT MAX(w.level) FROM berth_warnings w WHERE w.mmsi = p.mmsi AND w.berth = p.berth "
      "AND w.ended_at IS NULL) FROM ais_alongside p ORDER BY p.arrived_at, p.mmsi, p.berth");
  std::vector<LiveVessel> live;
  while (rows.next()) {
    LiveVessel vessel;
    vessel.alongside = read_alongside(rows);
    vessel.connected = rows.integer(10) != 0;
    vessel.declared = rows.integer(11) != 0;
    vessel.warning = rows.optional_text(12).value_or("");  // "over_threshold" sorts behind "approaching"
    live.push_back(std::move(vessel));
  }
  return live;
}

/// A stay that the picture shows is later known there than its row, which is written when it opens and when it ends.
std::vector<AisStayFigure> load_stays(Connection& connection, const StayQuery& query) {
  const auto [condition, parameters] = period_of(query);
  auto rows = connection.query_with(
      "SELECT " + ais_stay_columns("a.") +
          ", p.last_alongside_at, p.evidence, p.identity_doubtful FROM ais_stays a LEFT JOIN ais_alongside p "
          "ON p.mmsi = a.mmsi AND p.berth = a.berth AND p.arrived_at = a.arrived_at AND a.departed_at IS NULL WHERE " +
          condition + " ORDER BY a.arrived_at, a.mmsi, a.berth",
      parameters);
  std::vector<AisStayFigure> stays;
  while (rows.next()) {
    RowReader row(rows);
    AisStayFigure figure;
    figure.stay = read_ais_stay(row);
    if (const auto seen = row.optional_instant()) {
      figure.stay.last_alongside_at = *seen;
      figure.stay.evidence = evidence_from_name(row.text());
      figure.stay.identity_doubtful = row.flag();
    }
    stays.push_back(std::move(figure));
  }
  return stays;
}

/// Alongside by positions that still wait to be put in order: no row yet.
void add_newest(Connection& connection, std::vector<AisStayFigure>& stays) {
  std::set<AisStayName> known;
  for (const auto& figure : stays) known.insert(figure.stay.name);
  auto rows = connection.query(
      "SELECT mmsi, berth, arrived_at, last_alongside_at, arrived_earliest_at, evidence, identity_doubtful, lon_e7, "
      "lat_e7 FROM ais_alongside ORDER BY arrived_at, mmsi, berth");
  while (rows.next()) {
    const AlongsideEntry entry = read_alongside(rows);
    if (known.contains(entry.stay)) continue;
    AisStayFigure figure;
    figure.stay.name = entry.stay;
    figure.stay.last_alongside_at = entry.last_alongside_at;
    figure.stay.arrived_earliest = entry.arrived_earliest;
    figure.stay.evidence = entry.evidence;
    figure.stay.identity_doubtful = entry.identity_doubtful;
    stays.push_back(std::move(figure));
  }
}

void add_places(Connection& connection, std::vector<AisStayFigure>& stays) {
  std::map<std::string, std::optional<RegisteredBerth>> berths;
  for (auto& figure : stays) {
    const auto [found, fresh] = berths.try_emplace(figure.stay.name.berth);
    if (fresh) found->second = find_berth(connection, figure.stay.name.berth);
    figure.place = found->second;
  }
}

}  // namespace

std::vector<LiveVessel> MysqlAisFiguresStore::live() {
  std::vector<LiveVessel> live;
  read(
      pool_,
      [&](Connection& connection) {
        live = load_live(connection);
        const auto mmsi = [](const LiveVessel& vessel) { return vessel.alongside.stay.mmsi; };
        const auto named = named_vessels(connection, mmsis_of(live, mmsi));
        for (auto& vessel : live) vessel.vessel = name_of(named, mmsi(vessel));
      },
      retry_);
  return live;
}

std::vector<AisStayFigure> MysqlAisFiguresStore::ais_stays(const StayQuery& query) {
  std::vector<AisStayFigure> stays;
  read(
      pool_,
      [&](Connection& connection) {
        stays = load_stays(connection, query);
        if (!query.until) add_newest(connection, stays);
        const auto mmsi = [](const AisStayFigure& figure) { return figure.stay.name.mmsi; };
        const auto named = named_vessels(connection, mmsis_of(stays, mmsi));
        for (auto& figure : stays) figure.vessel = name_of(named, mmsi(figure));
        add_places(connection, stays);
      },
      retry_);
  return stays;
}

SupplyLoad MysqlAisFiguresStore::supply_load(const LineId& session) {
  SupplyLoad load;
  read(
      pool_,
      [&](Connection& connection) {
        load = {};
        auto rows = connection.query(
            "SELECT MAX(CASE WHEN power_w > 0 THEN sampled_at END) FROM meter_readings WHERE agent = ? "
            "AND session_epoch = ? AND session_seq = ?",
            session.agent, session.line.epoch, session.line.seq);
        if (rows.next()) load.last_load_at = rows.optional_instant(1);
        auto newest = connection.query(
            "SELECT power_w FROM meter_readings WHERE agent = ? AND session_epoch = ? AND session_seq = ? "
            "ORDER BY epoch DESC, seq DESC, part DESC LIMIT 1",
            session.agent, session.line.epoch, session.line.seq);
        load.load_now = newest.next() && newest.optional_integer(1).value_or(0) > 0;
      },
      retry_);
  return load;
}

std::optional<AisTrackingState> MysqlAisFiguresStore::tracking() {
  std::optional<AisTrackingState> state;
  read(
      pool_,
      [&](Connection& connection) {
        state.reset();
        auto rows = connection.query(
            "SELECT as_of, started_at, vessels, alongside, waiting, dropped, snapshot_at FROM ais_tracking "
            "WHERE name = 'tracker'");
        if (!rows.next()) return;
        state = AisTrackingState{rows.instant(1),          rows.instant(2),          rows.unsigned_integer(3),
                                 rows.unsigned_integer(4), rows.unsigned_integer(5), rows.unsigned_integer(6),
                                 rows.optional_instant(7)};
      },
      retry_);
  return state;
}

std::vector<AisFeedCount> MysqlAisFiguresStore::feed_counts() {
  std::vector<AisFeedCount> counts;
  read(
      pool_,
      [&](Connection& connection) {
        counts.clear();
        auto rows = connection.query("SELECT feed, cause, total FROM ais_feed_counts ORDER BY feed, cause");
        while (rows.next()) counts.push_back({rows.text(1), rows.text(2), rows.unsigned_integer(3)});
      },
      retry_);
  return counts;
}

}  // namespace quaywatt::server::mysql
