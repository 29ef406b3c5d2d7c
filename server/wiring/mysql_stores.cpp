#include "server/wiring/mysql_stores.h"

#include <algorithm>
#include <utility>

namespace quaywatt::server {

namespace {

mysql::ConnectionSettings patient(mysql::ConnectionSettings settings) {
  settings.statement_timeout = std::chrono::seconds(600);
  settings.lock_timeout = std::chrono::seconds(10);
  return settings;
}

constexpr int kAisConnections = 2;

mysql::PoolLimits quick_limits(int connections) { return {.max_connections = static_cast<std::size_t>(connections)}; }

// A job has nobody waiting for it.
mysql::PoolLimits job_limits(int connections) {
  return {.max_connections = static_cast<std::size_t>(connections),
          .acquire_timeout = std::chrono::seconds(30),
          .retry_budget = std::chrono::seconds(60)};
}

}  // namespace

mysql::ConnectionSettings connection_settings(const DatabaseConfig& database) {
  mysql::ConnectionSettings settings;
  settings.socket = database.socket;
  settings.host = database.host;
  settings.tcp_port = database.tcp_port;
  settings.user = database.user;
  settings.password = database.password.reveal();
  settings.schema = database.schema;
  settings.statement_timeout = std::chrono::seconds(database.statement_timeout_s);
  // The database gives up waiting for a row before we give up waiting for the database.
  settings.lock_timeout = std::chrono::seconds(std::max(1, database.statement_timeout_s - 1));
  return settings;
}

MysqlStores::MysqlStores(const DatabaseConfig& database, WallClock clock)
    : ingest_pool_(connection_settings(database), quick_limits(database.ingest_connections)),
      site_pool_(connection_settings(database), quick_limits(database.site_connections)),
      job_pool_(patient(connection_settings(database)), job_limits(database.job_connections)),
      ais_pool_(connection_settings(database), job_limits(kAisConnections)),
      schema_(connection_settings(database), std::move(clock)),
      check_(connection_settings(database)),
      ledgers_(ingest_pool_),
      job_ledgers_(job_pool_),
      link_agents_(ingest_pool_),
      agents_(site_pool_),
      enrolments_(site_pool_),
      alarms_(site_pool_),
      leases_(job_pool_),
      derived_(job_pool_, {}, &job_fence_),
      registers_(job_pool_),  // a register load marks every stay and may take its time
      figures_(job_pool_),
      ais_(ais_pool_),
      ais_figures_(job_pool_),
      berth_warnings_(job_pool_),
      verification_(job_pool_) {}

}  // namespace quaywatt::server
