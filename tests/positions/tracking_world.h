#pragma once
// A tracker over a real database and a followed file, with the test's clock. Rounds run in the test's thread.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gis/fence.h"
#include "server/ais/ais_tracking.h"
#include "server/store/mysql/mysql_ais_store.h"
#include "server/store/mysql/mysql_lease_store.h"
#include "tests/support/ais_sentence.h"
#include "tests/support/private_mariadb.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {

using namespace std::chrono_literals;
using domain::Instant;
using domain::Millis;

inline constexpr std::int64_t kMorningMs = 1'725'926'400'000;  ///< 2024-09-10 08:00 in Shanghai
inline const Instant kMorning{Millis{kMorningMs}};

/// Berths JY-1 and JY-2 beside each other, 300 m by 60 m each.
inline std::vector<gis::Fence> two_fences() {
  const auto box = [](const char* berth, std::int32_t west) {
    const gis::Ring ring{{west, 319'000'000}, {west + 32'000, 319'000'000}, {west + 32'000, 319'005'400},
                         {west, 319'005'400}};
    return gis::Fence{berth, "石利码头", "yangtze_jiangsu", {{ring}}};
  };
  return {box("JY-1", 1'203'000'000), box("JY-2", 1'203'040'000)};
}

struct TrackingWorld {
  TrackingWorld() : pool(PrivateMariadb::shared().migrated_schema(), {}), store(pool), leases(pool) {}

  server::TrackingSettings settings(const std::string& holder = "one") const {
    server::TrackingSettings settings;
    settings.feeds.push_back({.name = "quay", .kind = server::AisFeedConfig::Kind::file, .path = feed_file});
    settings.fences = two_fences();
    settings.snapshot_file = snapshot_file;
    settings.snapshot_every = 24h;  // when the test says so
    settings.picture_every = 24h;
    settings.write_every = 0ms;
    settings.holder = holder;
    return settings;
  }
  server::AisTracking tracking(const std::string& holder = "one") {
    return {store, leases, [this] { return now; }, log, settings(holder)};
  }

  void append(const std::string& lines) { std::ofstream(feed_file, std::ios::app | std::ios::binary) << lines; }

  /// Rounds until `lines` of the feed were decoded and nothing waits.
  static void hear(server::AisTracking& tracking, std::uint64_t lines) {
    const auto until = std::chrono::steady_clock::now() + 60s;
    const auto heard = [&] {
      std::uint64_t total = 0;
      for (std::size_t cause = 0; cause <= static_cast<std::size_t>(server::FeedCause::line_too_long); ++cause) {
        total += tracking.counts(0).of(static_cast<server::FeedCause>(cause));
      }
      return total >= lines && tracking.waiting() == 0;
    };
    do {
      tracking.round(10ms);
    } while (!heard() && std::chrono::steady_clock::now() < until);
    tracking.round(1ms);
  }

  std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> rows;
    server::mysql::read(pool, [&](server::mysql::Connection& connection) {
      rows.clear();
      auto found = connection.query(sql);
      while (found.next()) {
        std::string row;
        for (unsigned column = 1; column <= found.columns(); ++column) {
          row += (column > 1 ? "|" : "") + (found.is_null(column) ? "-" : found.text(column));
        }
        rows.push_back(row);
      }
    });
    return rows;
  }
  void run(const std::string& sql) {
    server::mysql::read(pool, [&](server::mysql::Connection& connection) { connection.run(sql); });
  }

  /// Everything that positions proved, without what names the run.
  std::vector<std::string> proven() {
    auto all = rows(
        "SELECT mmsi, berth, arrived_at, call_no, last_alongside_at, departed_at, arrived_earliest_at, "
        "departed_latest_at, evidence, identity_doubtful, tracking_lost FROM ais_stays ORDER BY 1,2,3");
    for (const char* sql : {"SELECT mmsi, berth, arrived_at, at, lon_e7, lat_e7, sog_ckn FROM ais_track_points "
                            "ORDER BY 1,2,3,4",
                            "SELECT mmsi, from_at, to_at, motion, berth, distance_m, mean_speed_ckn, fixes "
                            "FROM ais_activity ORDER BY 1,2,4"}) {
      for (auto& row : rows(sql)) all.push_back(std::move(row));
    }
    return all;
  }

  server::mysql::ConnectionPool pool;
  server::mysql::MysqlAisStore store;
  server::mysql::MysqlLeaseStore leases;
  TempDir directory;
  std::filesystem::path feed_file = directory.path() / "ais.nmea";
  std::filesystem::path snapshot_file = directory.path() / "positions.snapshot";
  Instant now = kMorning;
  std::ostringstream log_text;
  server::Log log{log_text, [this] { return now; }};
};

/// Where a vessel is said to be, a letter a minute: '1' and '2' alongside at JY-1 or JY-2, '>' under way 1 km off, '.'
/// silent.
inline std::vector<std::string> path_lines(std::uint32_t mmsi, std::string_view minutes, Millis after = 0ms) {
  std::vector<std::string> lines;
  for (std::size_t minute = 0; minute < minutes.size(); ++minute) {
    const std::int64_t at_ms = kMorningMs + after.count() + static_cast<std::int64_t>(minute) * 60'000;
    const char where = minutes[minute];
    if (where == '.') continue;
    const double lon = where == '1' ? 120.3015 : where == '2' ? 120.3055 : 120.3150;
    lines.push_back(position_line(mmsi, lon, 31.9003, where == '>' ? 6.0 : 0.1, at_ms) + "\r\n");
  }
  return lines;
}

}  // namespace quaywatt::test
