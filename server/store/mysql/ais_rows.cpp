#include "server/store/mysql/ais_rows.h"

#include <cmath>

#include "domain/berth/vessel_name.h"
#include "server/store/mysql/row_writer.h"

namespace quaywatt::server::mysql {

namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kSetAside[]{"future", "late"};

domain::Instant instant(std::int64_t ms) { return domain::Instant{domain::Millis{ms}}; }

std::optional<int> known_speed(const gis::Fix& fix) {
  return fix.sog_ckn == gis::kSpeedUnknown ? std::nullopt : std::optional<int>(fix.sog_ckn);
}

void put_name(RowWriter& rows, const AisStayName& name) { rows.put(name.mmsi).put(name.berth).put(name.arrived_at); }

void put_position(RowWriter& rows, const gis::Fix& fix) {
  rows.put(fix.at.lon).put(fix.at.lat).put(known_speed(fix));
}

std::int64_t centiknots(double knots) { return std::llround(knots * 100.0); }

/// The inland extension says it in decimetres, the others by the antenna's place in whole metres.
std::optional<int> decimetres(const std::optional<int>& inland, const std::optional<gis::AisDimensions>& dimensions,
                              int (gis::AisDimensions::*of)() const) {
  if (inland) return inland;
  return dimensions ? std::optional(((*dimensions).*of)() * 10) : std::nullopt;
}

std::optional<int> draught_cm(const gis::AisIdentity& said) {
  if (said.draught_cm) return said.draught_cm;
  return said.draught_dm ? std::optional(*said.draught_dm * 10) : std::nullopt;
}

}  // namespace

std::string_view evidence_name(gis::StayEvidence evidence) {
  return gis::kStayEvidenceNames[static_cast<std::size_t>(evidence)];
}

gis::StayEvidence evidence_from_name(const std::string& name) {
  for (std::size_t i = 0; i < std::size(gis::kStayEvidenceNames); ++i) {
    if (gis::kStayEvidenceNames[i] == name) return static_cast<gis::StayEvidence>(i);
  }
  throw StoreFault("unknown evidence in a row: " + name);
}

void save_ais_stays(Connection& connection, const std::vector<AisStayEntry>& stays, std::uint64_t fencing_token) {
  RowWriter rows("ais_stays",
                 {"mmsi", "berth", "arrived_at", "terminal", "waters", "call_no", "last_alongside_at", "departed_at",
                  "arrived_earliest_at", "departed_latest_at", "evidence", "identity_doubtful", "tracking_lost",
                  "fencing_token"},
                 {"mmsi", "berth", "arrived_at"});
  for (const auto& stay : stays) {
    put_name(rows, stay.name);
    rows.put(stay.terminal).put(stay.waters).put(stay.call_no).put(stay.last_alongside_at).put(stay.departed_at);
    rows.put(stay.arrived_earliest).put(stay.departed_latest).put(evidence_name(stay.evidence));
    rows.put(stay.identity_doubtful).put(stay.tracking_lost).put(fencing_token);
  }
  rows.write(connection);
}

void save_tracks(Connection& connection, const std::vector<AisTrack>& tracks) {
  RowWriter rows("ais_track_points", {"mmsi", "berth", "arrived_at", "at", "lon_e7", "lat_e7", "sog_ckn"},
                 {"mmsi", "berth", "arrived_at", "at"});
  for (const auto& track : tracks) {
    for (const auto& fix : track.fixes) {
      put_name(rows, track.stay);
      rows.put(instant(fix.at_ms));
      put_position(rows, fix);
    }
  }
  rows.write(connection);
}

void save_identities(Connection& connection, const std::vector<AisIdentityEntry>& identities) {
  RowWriter rows("ais_identities",
                 {"mmsi", "first_at", "last_at", "name", "name_key", "call_sign", "imo", "eni", "ship_type",
                  "length_dm", "beam_dm", "draught_cm"},
                 {"mmsi", "first_at"});
  for (const auto& entry : identities) {
    const gis::AisIdentity& said = entry.said;
    rows.put(said.mmsi).put(entry.first_at).put(entry.last_at).put(said.name);
    rows.put(said.name ? std::optional(domain::name_key(*said.name)) : std::nullopt);
    rows.put(said.call_sign).put(said.imo).put(said.eni).put(said.ship_type);
    rows.put(decimetres(said.length_dm, said.dimensions, &gis::AisDimensions::length_m));
    rows.put(decimetres(said.beam_dm, said.dimensions, &gis::AisDimensions::beam_m)).put(draught_cm(said));
  }
  rows.write(connection);
}

void save_activity(Connection& connection, const std::vector<AisActivityEntry>& activity) {
  RowWriter rows("ais_activity",
                 {"mmsi", "from_at", "to_at", "motion", "waterway", "port_area", "control_area", "berth", "distance_m",
                  "mean_speed_ckn", "cubic_speed_ckn", "fixes", "silence_max_ms"},
                 {"mmsi", "from_at", "motion", "berth"});
  for (const auto& entry : activity) {
    const gis::ActivityInterval& interval = entry.interval;
    rows.put(interval.mmsi).put(instant(interval.from_ms)).put(instant(interval.to_ms));
    rows.put(gis::kMotionNames[static_cast<std::size_t>(interval.motion)]).put(entry.waterway).put(entry.port_area);
    rows.put(interval.control_area).put(entry.berth).put(std::llround(interval.distance_m));
    rows.put(centiknots(interval.mean_speed_kn)).put(centiknots(interval.cubic_speed_kn)).put(interval.fixes);
    rows.put(interval.silence_max_ms);
  }
  rows.write(connection);
}

void save_set_aside(Connection& connection, const std::vector<AisSetAside>& positions) {
  RowWriter rows("ais_set_aside", {"mmsi", "at", "reason", "lon_e7", "lat_e7", "sog_ckn", "received_at", "feed"},
                 {"mmsi", "at", "reason"});
  for (const auto& position : positions) {
    rows.put(position.mmsi).put(instant(position.fix.at_ms));
    rows.put(kSetAside[static_cast<std::size_t>(position.reason)]);
    put_position(rows, position.fix);
    rows.put(position.received_at).put(position.feed);
  }
  rows.write(connection);
}

void save_alongside(Connection& connection, const std::vector<AlongsideEntry>& alongside) {
  RowWriter rows("ais_alongside",
                 {"mmsi", "berth", "arrived_at", "last_alongside_at", "arrived_earliest_at", "evidence",
                  "identity_doubtful", "lon_e7", "lat_e7"},
                 {"mmsi", "berth", "arrived_at"});
  for (const auto& entry : alongside) {
    put_name(rows, entry.stay);
    rows.put(entry.last_alongside_at).put(entry.arrived_earliest).put(evidence_name(entry.evidence));
    rows.put(entry.identity_doubtful).put(entry.position.lon).put(entry.position.lat);
  }
  rows.write(connection);
}

std::string ais_stay_columns(const std::string& prefix) {
  std::string columns;
  for (const char* column : {"mmsi", "berth", "arrived_at", "terminal", "waters", "call_no", "last_alongside_at",
                             "departed_at", "arrived_earliest_at", "departed_latest_at", "evidence",
                             "identity_doubtful", "tracking_lost"}) {
    columns += (columns.empty() ? "" : ", ") + prefix + column;
  }
  return columns;
}

AisStayEntry read_ais_stay(RowReader& row) {
  AisStayEntry stay;
  stay.name.mmsi = static_cast<std::uint32_t>(row.integer());
  stay.name.berth = row.text();
  stay.name.arrived_at = row.instant();
  stay.terminal = row.text();
  stay.waters = row.text();
  stay.call_no = static_cast<std::uint32_t>(row.integer());
  stay.last_alongside_at = row.instant();
  stay.departed_at = row.optional_instant();
  stay.arrived_earliest = row.optional_instant();
  stay.departed_latest = row.optional_instant();
  stay.evidence = evidence_from_name(row.text());
  stay.identity_doubtful = row.flag();
  stay.tracking_lost = row.flag();
  return stay;
}

AlongsideEntry read_alongside(const Rows& rows) {
  RowReader row(rows);
  AlongsideEntry entry;
  entry.stay.mmsi = static_cast<std::uint32_t>(row.integer());
  entry.stay.berth = row.text();
  entry.stay.arrived_at = row.instant();
  entry.last_alongside_at = row.instant();
  entry.arrived_earliest = row.optional_instant();
  entry.evidence = evidence_from_name(row.text());
  entry.identity_doubtful = row.flag();
  entry.position = {row.int32(), row.int32()};
  return entry;
}

}  // namespace quaywatt::server::mysql
