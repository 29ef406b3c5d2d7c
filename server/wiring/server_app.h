#pragma once
// The server put together from its settings: stores, ports, jobs. Alive from construction to destruction.

#include <functional>
#include <memory>
#include <vector>

#include "server/config/server_config.h"
#include "server/jobs/job.h"
#include "server/log/log.h"
#include "server/wiring/mysql_stores.h"
#include "server/wiring/start_checks.h"

namespace quaywatt::server {

/// Makes the jobs of this instance over its stores; called once.
using MakeJobs = std::function<std::vector<std::unique_ptr<Job>>(MysqlStores& stores, const ServerConfig& config)>;

class ServerApp {
 public:
  /// Throws StartRefused, config or store errors, std::runtime_error for files and addresses. `log` outlives it.
  ServerApp(ServerConfig config, StartOptions options, Log& log, WallClock clock, const MakeJobs& make_jobs);
  /// In order: no new connections, requests in work end, jobs stop after their step, the lease is given up.
  ~ServerApp();

  std::uint16_t site_port() const;
  std::uint16_t agent_port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace quaywatt::server
