#include "server/store/mysql/mysql_ais_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "server/store/mysql/ais_rows.h"
#include "server/store/mysql/lease_check.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

constexpr const char* kMarkAgain =
    " ON DUPLICATE KEY UPDATE stays_to_judge.berth = stays_to_judge.berth";

void mark_declared_at(Connection& connection, const AisStayEntry& stay) {
  constexpr domain::Instant kEver = domain::Instant::max();
  connection.execute(
      std::string("INSERT INTO stays_to_judge (agent, epoch, seq, berth) SELECT agent, epoch, seq, berth FROM stays "
                  "WHERE berth = ? AND arrived_at <= ? AND (departed_at IS NULL OR departed_at >= ?)") + kMarkAgain,
      stay.name.berth, stay.departed_at.value_or(kEver), stay.name.arrived_at);
}

/// Stays declared for a vessel of this MMSI at the time of positions that came too late to make a stay by themselves.
void mark_declared_of(Connection& connection, std::uint32_t mmsi, domain::Instant from, domain::Instant to) {
  connection.execute(
      std::string("INSERT INTO stays_to_judge (agent, epoch, seq, berth) SELECT s.agent, s.epoch, s.seq, s.berth "
                  "FROM stays s WHERE s.arrived_at <= ? AND (s.departed_at IS NULL OR s.departed_at >= ?) AND "
                  "(s.vessel_mmsi = ? OR s.vessel_identity IN (SELECT v.identity FROM vessels v WHERE v.mmsi = ?))") +
          kMarkAgain,
      to, from, mmsi, mmsi);
}

void mark_for_late(Connection& connection, const std::vector<AisSetAside>& positions) {
  std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> spans;
  for (const auto& position : positions) {
    if (position.reason != SetAside::late) continue;
    const auto [span, fresh] = spans.try_emplace(position.mmsi, position.fix.at_ms, position.fix.at_ms);
    if (fresh) continue;
    span->second.first = std::min(span->second.first, position.fix.at_ms);
    span->second.second = std::max(span->second.second, position.fix.at_ms);
  }
  for (const auto& [mmsi, span] : spans) {
    mark_declared_of(connection, mmsi, domain::Instant{domain::Millis{span.first}},
                     domain::Instant{domain::Millis{span.second}});
  }
}

void save_state(Connection& connection, const AisTrackingState& state, std::uint64_t fencing_token) {
  RowWriter rows("ais_tracking",
                 {"name", "as_of", "started_at", "vessels", "alongside", "waiting", "dropped", "snapshot_at",
                  "fencing_token"},
                 {"name"});
  rows.put("tracker").put(state.as_of).put(state.started_at).put(state.vessels).put(state.alongside);
  rows.put(state.waiting).put(state.dropped).put(state.snapshot_at).put(fencing_token);
  rows.write(connection);
}

void save_counts(Connection& connection, const std::vector<AisFeedCount>& counts) {
  RowWriter rows("ais_feed_counts", {"feed", "cause", "total"}, {"feed", "cause"});
  for (const auto& count : counts) rows.put(count.feed).put(count.cause).put(count.total);
  rows.write(connection);
}

void remove_departed(Connection& connection, const std::vector<AlongsideEntry>& alongside) {
  std::set<AisStayName> still;
  for (const auto& entry : alongside) still.insert(entry.stay);
  std::vector<AisStayName> gone;
  auto rows = connection.query("SELECT mmsi, berth, arrived_at FROM ais_alongside");
  while (rows.next()) {
    AisStayName name{static_cast<std::uint32_t>(rows.integer(1)), rows.text(2), rows.instant(3)};
    if (!still.contains(name)) gone.push_back(std::move(name));
  }
  for (const auto& name : gone) {
    connection.execute("DELETE FROM ais_alongside WHERE mmsi = ? AND berth = ? AND arrived_at = ?", name.mmsi,
                       name.berth, name.arrived_at);
  }
}

AisIdentityEntry read_identity(const Rows& rows) {
  RowReader row(rows);
  AisIdentityEntry entry;
  gis::AisIdentity& said = entry.said;
  const auto number = [&]() -> std::optional<int> {
    const auto given = row.optional_integer();
    return given ? std::optional(static_cast<int>(*given)) : std::nullopt;
  };
  said.mmsi = static_cast<std::uint32_t>(row.integer());
  entry.first_at = row.instant();
  entry.last_at = row.instant();
  said.name = row.optional_text();
  said.call_sign = row.optional_text();
  if (const auto imo = row.optional_integer()) said.imo = static_cast<std::uint32_t>(*imo);
  said.eni = row.optional_text();
  said.ship_type = number();
  said.length_dm = number();
  said.beam_dm = number();
  said.draught_cm = number();
  return entry;
}

}  // namespace

void MysqlAisStore::under_lease(const HeldLease& lease, const std::function<void(Connection&)>& work) {
  in_transaction(
      pool_,
      [&](Connection& connection) {
        check_lease(connection, lease);
        work(connection);
      },
      retry_);
}

void MysqlAisStore::write(const AisWrites& writes, const HeldLease& lease) {
  if (writes.empty()) return;
  under_lease(lease, [&](Connection& connection) {
    save_ais_stays(connection, writes.stays, lease.fencing_token);
    save_tracks(connection, writes.tracks);
    save_identities(connection, writes.identities);
    save_activity(connection, writes.activity);
    save_set_aside(connection, writes.set_aside);
    for (const auto& stay : writes.stays) mark_declared_at(connection, stay);
    mark_for_late(connection, writes.set_aside);
  });
}

void MysqlAisStore::replace_picture(const std::vector<AlongsideEntry>& alongside, const AisTrackingState& state,
                                    const std::vector<AisFeedCount>& counts, const HeldLease& lease) {
  under_lease(lease, [&](Connection& connection) {
    remove_departed(connection, alongside);
    save_alongside(connection, alongside);
    save_state(connection, state, lease.fencing_token);
    save_counts(connection, counts);
  });
}

std::size_t MysqlAisStore::close_untracked(const HeldLease& lease) {
  std::uint64_t closed = 0;
  under_lease(lease, [&](Connection& connection) {
    // What the picture showed last is later than what the row was opened with.
    connection.execute(
        "UPDATE ais_stays s JOIN ais_alongside p ON p.mmsi = s.mmsi AND p.berth = s.berth "
        "AND p.arrived_at = s.arrived_at SET s.last_alongside_at = p.last_alongside_at "
        "WHERE s.departed_at IS NULL AND p.last_alongside_at > s.last_alongside_at");
    closed = connection.execute(
        "UPDATE ais_stays SET departed_at = last_alongside_at, tracking_lost = 1, evidence = 'gaps', "
        "fencing_token = ? WHERE departed_at IS NULL",
        lease.fencing_token);
    connection.execute("DELETE FROM ais_alongside");
  });
  return closed;
}

std::vector<AisIdentityEntry> MysqlAisStore::newest_identities() {
  std::vector<AisIdentityEntry> identities;
  read(
      pool_,
      [&](Connection& connection) {
        identities.clear();
        auto rows = connection.query(
            "SELECT i.mmsi, i.first_at, i.last_at, i.name, i.call_sign, i.imo, i.eni, i.ship_type, i.length_dm, "
            "i.beam_dm, i.draught_cm FROM ais_identities i "
            "JOIN (SELECT mmsi, MAX(first_at) AS first_at FROM ais_identities GROUP BY mmsi) n "
            "ON n.mmsi = i.mmsi AND n.first_at = i.first_at");
        while (rows.next()) identities.push_back(read_identity(rows));
      },
      retry_);
  return identities;
}

}  // namespace quaywatt::server::mysql
