#pragma once
// The background jobs of an instance.

#include <memory>
#include <vector>

#include "server/jobs/job.h"
#include "server/wiring/mysql_stores.h"

namespace quaywatt::server {

std::vector<std::unique_ptr<Job>> make_jobs(MysqlStores& stores, const ServerConfig& config);

}  // namespace quaywatt::server
